#include "base/utf8.h"
#include "capi/capi_int.h"
#include "dmn/explain.h"
#include "feel/from_json.h"

struct ijk_session *ijk_session_new(struct ijk_model *m)
{
    if (!m)
        return NULL;
    struct arena keep;
    arena_init(&keep, SIZE_MAX);
    struct ijk_session *s = arena_new(&keep, struct ijk_session, 1);
    s->given = arena_new(&keep, uint8_t, m->dmn->n_node + 1);
    s->keep = keep;
    s->kept = arena_mark(&s->keep);
    s->model = ijk_model_keep(m);
    arena_init(&s->mem, RUN_MEMORY_MAX);
    s->steps = RUN_STEPS_MAX;
    ijk_reset(s);
    return s;
}

void ijk_session_free(struct ijk_session *s)
{
    if (!s)
        return;
    struct arena keep = s->keep; /* which holds *s */
    ijk_model_free(s->model);
    arena_release(&s->mem);
    arena_release(&keep);
}

void ijk_session_limits(struct ijk_session *s, size_t memory_max, uint64_t steps_max)
{
    s->mem.budget = memory_max ? memory_max : RUN_MEMORY_MAX;
    s->steps = steps_max ? steps_max : RUN_STEPS_MAX;
}

bool ijk_session_now(struct ijk_session *s, const char *date_and_time,
                     struct ijk_error *err)
{
    struct moment now = { 0 };
    struct arena_mark before = arena_mark(&s->keep);
    if (date_and_time && !moment_parse(&s->keep, str_of(date_and_time), &now)) {
        arena_rewind(&s->keep, before);
        return capi_refuse(err, ERR_SYNTAX, "\"%.80s\" is not a date and time",
                           date_and_time);
    }
    arena_rewind(&s->keep, s->kept);
    s->has_now = date_and_time && moment_parse(&s->keep, str_of(date_and_time), &s->now);
    s->run.run.now = s->has_now ? &s->now : NULL;
    return true;
}

void ijk_session_explain(struct ijk_session *s, bool on)
{
    s->explain = on;
    if (!on)
        s->run.trace = NULL;
    else if (!s->run.trace)
        dmn_explain(&s->run, &s->trace);
}

static void start_run(struct ijk_session *s)
{
    dmn_run_init(&s->run, s->model->dmn, &s->mem);
    s->run.run.now = s->has_now ? &s->now : NULL;
    s->computed = false;
    if (s->explain)
        dmn_explain(&s->run, &s->trace);
}

void ijk_reset(struct ijk_session *s)
{
    static const struct arena_mark start = { 0 };
    arena_rewind(&s->mem, start);
    findings_init(&s->findings.list, &s->mem);
    memset(s->given, 0, s->model->dmn->n_node);
    start_run(s);
}

/* Forget what was computed from the values so far, now that one of them changes. */
static void forget_computed(struct ijk_session *s)
{
    const struct value *before = s->run.run.global;
    start_run(s);
    for (size_t i = 0; i < s->model->dmn->n_node; i++)
        if (s->given[i]) {
            s->run.run.global[i] = before[i];
            s->run.done[i] = 1;
        }
}

/* May this element be given a value here? Says why not. */
static bool can_set(const struct ijk_session *s, const struct ijk_element *e,
                    struct ijk_error *err)
{
    if (!e || e->model != s->model)
        return capi_refuse(err, ERR_USAGE,
                           "the element is not one of this session's model");
    if (e->node->kind != DMN_INPUT && e->node->kind != DMN_DECISION)
        return capi_refuse(err, ERR_USAGE,
                           "\"%.200s\" is a %s; only inputs and decisions are set",
                           e->name, dmn_kind_name(e->node->kind));
    return true;
}

static bool set(struct ijk_session *s, const struct ijk_element *e, struct value v,
                struct ijk_error *err)
{
    struct err why = { 0 };
    if (s->computed)
        forget_computed(s);
    if (!dmn_set(&s->run, e->node, v, &why)) {
        s->run.run.failed = false;
        return capi_fail(err, &why);
    }
    s->given[e->node->slot] = 1;
    return true;
}

bool ijk_set_null(struct ijk_session *s, const struct ijk_element *e,
                  struct ijk_error *err)
{
    return can_set(s, e, err) && set(s, e, value_unknown(&s->mem, e->node->name), err);
}

bool ijk_set_bool(struct ijk_session *s, const struct ijk_element *e, bool value,
                  struct ijk_error *err)
{
    return can_set(s, e, err) && set(s, e, value_bool(value), err);
}

bool ijk_set_int(struct ijk_session *s, const struct ijk_element *e, int64_t value,
                 struct ijk_error *err)
{
    return can_set(s, e, err) && set(s, e, value_num(num_int(value)), err);
}

bool ijk_set_number(struct ijk_session *s, const struct ijk_element *e,
                    const char *decimal, struct ijk_error *err)
{
    num n;
    bool exact = true;
    if (!can_set(s, e, err))
        return false;
    if (!num_parse(str_of(decimal), &n, &exact))
        return capi_refuse(err, ERR_SYNTAX, "\"%.80s\" is not a number", decimal);
    if (!exact)
        return capi_refuse(err, ERR_VALUE, "%.80s has more than 34 digits", decimal);
    return set(s, e, value_num(n), err);
}

bool ijk_set_text(struct ijk_session *s, const struct ijk_element *e, const char *text,
                  size_t n, struct ijk_error *err)
{
    str copy = { text, n };
    size_t bad;
    if (!can_set(s, e, err))
        return false;
    if (!arena_fits(&s->mem, n, 1))
        return capi_refuse(err, ERR_LIMIT,
                           "the text does not fit in the session's memory");
    if (!utf8_is_valid(copy, &bad))
        return capi_refuse(err, ERR_SYNTAX, "byte %zu of the text is not UTF-8", bad);
    return set(s, e, value_str(arena_str(&s->mem, copy)), err);
}

/* What the text looks like, for an input that takes anything. */
static bool any_calendar(struct arena *mem, str text, struct value *v)
{
    struct moment m;
    if (date_parse(text, &v->u.date))
        v->kind = V_DATE;
    else if (time_parse(mem, text, &v->u.time))
        v->kind = V_TIME;
    else if (span_parse(text, &v->u.span))
        v->kind = V_SPAN;
    else if (months_parse(text, &v->u.months))
        v->kind = V_MONTHS;
    else if (moment_parse(mem, text, &m))
        *v = value_moment(mem, m);
    return v->kind != V_NULL;
}

/* Add what was found to the list of the session. */
static void keep_findings(struct ijk_session *s, const struct findings *f)
{
    for (const struct finding *one = f->first; one; one = one->next)
        *findings_add(&s->findings.list, one->severity, one->err.code, "%s",
                      one->err.msg) = one->err;
}

static bool set_from(struct ijk_session *s, const struct ijk_element *e,
                     const struct json *j, struct ijk_error *err)
{
    struct findings found;
    struct value v;
    findings_init(&found, &s->mem);
    bool ok = value_from_json(&s->mem, j, e->node->type, e->node->name, &v, &found);
    keep_findings(s, &found);
    return ok ? set(s, e, v, err) : capi_fail_first(err, &found);
}

bool ijk_set_date(struct ijk_session *s, const struct ijk_element *e, const char *text,
                  struct ijk_error *err)
{
    if (!can_set(s, e, err))
        return false;
    struct value v = VALUE_NULL;
    str copy = arena_str(&s->mem, str_of(text));
    if (e->node->type->kind != TYPE_ANY)
        return set_from(s, e, &(struct json){ .kind = JSON_STR, .u.s = copy }, err);
    if (!any_calendar(&s->mem, copy, &v))
        return capi_refuse(err, ERR_SYNTAX, "\"%.80s\" is not a date, time or duration",
                           text);
    return set(s, e, v, err);
}

/* JSON from the caller; its texts point into our copy. */
static bool read_json(struct ijk_session *s, const char *json, size_t n, struct json *out,
                      struct ijk_error *err)
{
    struct err why = { 0 };
    if (!arena_fits(&s->mem, n, 1))
        return capi_refuse(err, ERR_LIMIT,
                           "the JSON does not fit in the session's memory");
    if (!json_parse(&s->mem, arena_str(&s->mem, (str){ json, n }), out, &why))
        return capi_fail(err, &why);
    return true;
}

bool ijk_set_json(struct ijk_session *s, const struct ijk_element *e, const char *json,
                  size_t n, struct ijk_error *err)
{
    struct json j;
    return can_set(s, e, err) && read_json(s, json, n, &j, err) &&
           set_from(s, e, &j, err);
}

bool ijk_set_inputs(struct ijk_session *s, const char *json, size_t n,
                    struct ijk_error *err)
{
    struct findings found;
    struct json j;
    if (!read_json(s, json, n, &j, err))
        return false;
    if (s->computed)
        forget_computed(s);
    findings_init(&found, &s->mem);
    bool ok = dmn_set_json(&s->run, &j, &found);
    keep_findings(s, &found);
    s->run.run.failed = false;
    for (size_t i = 0; i < s->model->dmn->n_node; i++)
        s->given[i] |= s->run.done[i];
    return ok || capi_fail_first(err, &found);
}

const struct ijk_findings *ijk_session_findings(const struct ijk_session *s)
{
    return &s->findings;
}

bool ijk_evaluate(struct ijk_session *s, const struct ijk_element *e,
                  const struct ijk_value **out, struct ijk_error *err)
{
    struct err why = { 0 };
    struct value v;
    bool ok;
    if (!e || e->model != s->model)
        return capi_refuse(err, ERR_USAGE,
                           "the element is not one of this session's model");
    s->run.run.steps = s->steps;
    s->computed = true;
    switch (e->node->kind) {
    case DMN_DECISION:
        ok = dmn_eval(&s->run, e->node, &v, &why);
        break;
    case DMN_SERVICE:
        ok = dmn_eval_service(&s->run, e->node->service, &v, &why);
        break;
    default:
        return capi_refuse(
            err, ERR_USAGE, "\"%.200s\" is %s; decisions and services are evaluated",
            e->name, e->node->kind == DMN_INPUT ? "an input" : "a function");
    }
    if (!ok)
        return capi_fail(err, &why);
    struct value *kept = arena_raw(&s->mem, struct value, 1);
    *kept = v;
    *out = capi_value(kept);
    return true;
}

const char *ijk_run_json(struct ijk_session *s, const struct ijk_element *e,
                         const char *inputs, size_t n, size_t *n_out,
                         struct ijk_error *err)
{
    const struct ijk_value *v = NULL;
    ijk_reset(s);
    if (!ijk_set_inputs(s, inputs, n, err) || !ijk_evaluate(s, e, &v, err))
        return NULL;
    const char *json = ijk_get_json(s, v, n_out);
    if (!json)
        capi_refuse(err, ERR_LIMIT, "the outcome does not fit in the session's memory");
    return json;
}

const struct ijk_value *ijk_value_of(struct ijk_session *s, const struct ijk_element *e)
{
    if (e->model != s->model || !s->run.done[e->node->slot] || s->run.run.failed)
        return NULL;
    struct value *v = arena_raw(&s->mem, struct value, 1);
    *v = s->run.run.global[e->node->slot];
    return capi_value(v);
}

const char *ijk_trace_json(struct ijk_session *s, size_t *n)
{
    struct sbuf b;
    if (!s->run.trace)
        return NULL;
    sbuf_init(&b, &s->mem);
    explain_json(&b, &s->run, s->run.trace);
    return capi_text(&b, n);
}
