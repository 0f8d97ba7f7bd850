#include "policy/request.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const members[] = { "beleid", "gemeente", "peildatum", "feiten" };
enum { N_MEMBER = sizeof members / sizeof *members };

struct err *request_fault(const struct request *rq, enum err_code code,
                          const struct json *at, str path, const char *fmt, ...)
{
    char text[sizeof((struct err *)0)->msg];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    bool kept = rq->findings->n < FINDINGS_MAX;
    struct err *e = findings_add(rq->findings, SEVERITY_ERROR, code, "%s", text);
    int line = 0, col = 0;
    if (at && kept) /* finding a place reads the text up to it */
        text_place(rq->text, at->pos, &line, &col);
    err_at(e, rq->file, line, col);
    if (path.n)
        err_place(e, "%.*s", STR_ARG(path));
    return e;
}

static void check_member(const struct request *rq, const struct json_member *m)
{
    str known[N_MEMBER];
    for (size_t i = 0; i < N_MEMBER; i++) {
        known[i] = str_of(members[i]);
        if (str_eq(known[i], m->key))
            return;
    }
    struct err *e = request_fault(rq, ERR_NAME, &m->value, m->key,
                                  "a request has no \"%.*s\"", STR_ARG(m->key));
    str near = str_nearest(m->key, known, N_MEMBER);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
    else
        err_hint(e, "It has beleid or gemeente, peildatum and feiten.");
}

/* A text that may be absent; empty or blank is a fault. */
static str read_name(const struct request *rq, const struct json *whole, const char *key)
{
    const struct json *j = json_find(whole, key);
    if (!j || j->kind == JSON_NULL)
        return STR("");
    if (j->kind == JSON_STR && !str_is_blank(j->u.s))
        return j->u.s;
    request_fault(rq, j->kind == JSON_STR ? ERR_VALUE : ERR_TYPE, j, str_of(key),
                  "a name must stand here, not %s",
                  j->kind == JSON_STR ? "an empty text" : json_kind_name(j->kind));
    return STR("");
}

static void read_peildatum(struct request *rq, const struct json *whole)
{
    const struct json *j = json_find(whole, "peildatum");
    if (!j || j->kind == JSON_NULL) {
        request_fault(rq, ERR_VALUE, whole, STR("peildatum"),
                      "the reference date is missing");
    } else if (j->kind != JSON_STR) {
        request_fault(rq, ERR_TYPE, j, STR("peildatum"), "a date must stand here, not %s",
                      json_kind_name(j->kind));
    } else if (!date_parse(j->u.s, &rq->peildatum)) {
        struct err *e = request_fault(rq, ERR_VALUE, j, STR("peildatum"),
                                      "\"%.*s\" is not a date", STR_ARG(j->u.s));
        err_hint(e, "Write a day that exists as 2025-06-01.");
    }
}

static void read_feiten(struct request *rq, const struct json *whole)
{
    static const struct json none = { .kind = JSON_OBJECT };
    rq->feiten = json_find(whole, "feiten");
    if (!rq->feiten || rq->feiten->kind == JSON_NULL)
        request_fault(rq, ERR_VALUE, whole, STR("feiten"), "the facts are missing");
    else if (rq->feiten->kind != JSON_OBJECT)
        request_fault(rq, ERR_TYPE, rq->feiten, STR("feiten"),
                      "an object with modules must stand here, not %s",
                      json_kind_name(rq->feiten->kind));
    else
        return;
    rq->feiten = &none;
}

bool request_read(struct arena *mem, str file, str text, struct request *out,
                  struct findings *findings)
{
    struct request rq = { .text = text, .file = file, .findings = findings };
    struct json *whole = arena_new(mem, struct json, 1);
    struct err err = { 0 };
    unsigned errors = findings->errors;
    if (!json_parse(mem, text, whole, &err)) {
        err_at(&err, file, err.line, err.col);
        *findings_add(findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
        return false;
    }
    if (whole->kind != JSON_OBJECT) {
        request_fault(&rq, ERR_TYPE, whole, STR(""), "a request is an object, not %s",
                      json_kind_name(whole->kind));
        return false;
    }
    for (size_t i = 0; i < whole->u.object.n; i++)
        check_member(&rq, &whole->u.object.at[i]);
    rq.beleid = read_name(&rq, whole, "beleid");
    rq.gemeente = read_name(&rq, whole, "gemeente");
    if (!rq.beleid.n && !rq.gemeente.n && findings->errors == errors)
        request_fault(&rq, ERR_VALUE, whole, STR("beleid"),
                      "neither a policy nor a municipality is named");
    read_peildatum(&rq, whole);
    read_feiten(&rq, whole);
    *out = rq;
    return findings->errors == errors;
}
