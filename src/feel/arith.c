#include "feel/arith.h"

typedef bool arith_fn(struct run *r, struct value a, struct value b, struct value *out);

static bool add_num(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_NUM;
    return num_add(a.u.num, b.u.num, &out->u.num);
}

static bool sub_num(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_NUM;
    return num_sub(a.u.num, b.u.num, &out->u.num);
}

static bool mul_num(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_NUM;
    return num_mul(a.u.num, b.u.num, &out->u.num);
}

static bool div_num(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_NUM;
    return num_div(a.u.num, b.u.num, &out->u.num);
}

static bool pow_num(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_NUM;
    return num_pow(a.u.num, b.u.num, &out->u.num);
}

static bool add_str(struct run *r, struct value a, struct value b, struct value *out)
{
    size_t n = a.u.s.n + b.u.s.n;
    *out = VALUE_NULL;
    if (!run_pay(r, n / 64 + 1) || !arena_fits(r->mem, n, 1)) {
        run_fail(r, ERR_LIMIT, "a text grows beyond what is allowed");
        return true;
    }
    char *at = arena_raw(r->mem, char, n + 1);
    if (a.u.s.n)
        memcpy(at, a.u.s.at, a.u.s.n);
    if (b.u.s.n)
        memcpy(at + a.u.s.n, b.u.s.at, b.u.s.n);
    *out = value_str((str){ at, n });
    return true;
}

static bool add_span(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_SPAN;
    return span_add(a.u.span, b.u.span, &out->u.span);
}

static bool sub_span(struct run *r, struct value a, struct value b, struct value *out)
{
    b.u.span = span_neg(b.u.span);
    return add_span(r, a, b, out);
}

static bool add_months(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_MONTHS;
    return !__builtin_add_overflow(a.u.months, b.u.months, &out->u.months);
}

static bool sub_months(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_MONTHS;
    return !__builtin_sub_overflow(a.u.months, b.u.months, &out->u.months);
}

/* A point in time as a moment: a date is its midnight, in UTC as DMN has it. */
static struct moment point(struct value v)
{
    if (v.kind != V_DATE)
        return *v.u.moment;
    struct moment midnight = { .day = v.u.date };
    return midnight;
}

static bool move_span(struct run *r, struct value a, struct span s, struct value *out)
{
    struct moment m = point(a);
    const struct zone *zone = m.time.zone;
    struct span instant;
    struct moment moved;
    if (!span_add(moment_instant(&m), s, &instant) ||
        !moment_from_instant(instant, zone, &moved))
        return false;
    moved.time.zone = zone;
    *out = a.kind == V_DATE ? value_date(moved.day) : value_moment(r->mem, moved);
    return true;
}

static bool add_point_span(struct run *r, struct value a, struct value b,
                           struct value *out)
{
    return move_span(r, a, b.u.span, out);
}

static bool sub_point_span(struct run *r, struct value a, struct value b,
                           struct value *out)
{
    return move_span(r, a, span_neg(b.u.span), out);
}

static bool move_months(struct run *r, struct value a, int64_t months, struct value *out)
{
    struct moment m = point(a);
    date day;
    if (!date_add_months(m.day, months, &day))
        return false;
    m.day = day;
    *out = a.kind == V_DATE ? value_date(day) : value_moment(r->mem, m);
    return true;
}

static bool add_point_months(struct run *r, struct value a, struct value b,
                             struct value *out)
{
    return move_months(r, a, b.u.months, out);
}

static bool sub_point_months(struct run *r, struct value a, struct value b,
                             struct value *out)
{
    return b.u.months != INT64_MIN && move_months(r, a, -b.u.months, out);
}

static bool sub_points(struct run *r, struct value a, struct value b, struct value *out)
{
    struct moment x = point(a), y = point(b);
    /* Both or neither must have a zone; a date is its midnight in UTC. */
    bool zone_a = a.kind == V_DATE || x.time.zone,
         zone_b = b.kind == V_DATE || y.time.zone;
    if (zone_a != zone_b)
        return false;
    (void)r;
    out->kind = V_SPAN;
    return span_add(moment_instant(&x), span_neg(moment_instant(&y)), &out->u.span);
}

enum { SECONDS_PER_DAY = 86400 };
static const int64_t nanos_per_second = 1000000000;

static bool move_time(struct value a, struct span s, struct value *out)
{
    int64_t day = SECONDS_PER_DAY * nanos_per_second;
    int64_t shift = s.seconds % SECONDS_PER_DAY * nanos_per_second + s.nanos;
    struct clock_time t = a.u.time;
    t.nanos = ((t.nanos + shift) % day + day) % day;
    *out = value_time(t);
    return true;
}

static bool add_time_span(struct run *r, struct value a, struct value b,
                          struct value *out)
{
    (void)r;
    return move_time(a, b.u.span, out);
}

static bool sub_time_span(struct run *r, struct value a, struct value b,
                          struct value *out)
{
    (void)r;
    return move_time(a, span_neg(b.u.span), out);
}

static bool sub_times(struct run *r, struct value a, struct value b, struct value *out)
{
    /* Two times are of the same day; zones are taken as on that day. */
    (void)r;
    struct moment x = { { 1970, 1, 1 }, a.u.time }, y = { { 1970, 1, 1 }, b.u.time };
    if (!a.u.time.zone != !b.u.time.zone)
        return false;
    out->kind = V_SPAN;
    return span_add(moment_instant(&x), span_neg(moment_instant(&y)), &out->u.span);
}

static bool mul_span(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    num n;
    out->kind = V_SPAN;
    return num_mul(span_num(a.u.span), b.u.num, &n) && span_from_num(n, &out->u.span);
}

static bool div_span(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    num n;
    out->kind = V_SPAN;
    return num_div(span_num(a.u.span), b.u.num, &n) && span_from_num(n, &out->u.span);
}

static bool div_spans(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    out->kind = V_NUM;
    return num_div(span_num(a.u.span), span_num(b.u.span), &out->u.num);
}

/* Months are whole: what is left of a month is cut off, as DMN 1.5 does. */
static bool whole_months(bool ok, num n, struct value *out)
{
    num whole;
    out->kind = V_MONTHS;
    return ok && num_round(n, 0, NUM_DOWN, &whole) && num_int64(whole, &out->u.months);
}

static bool mul_months(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    num n = num_int(0);
    return whole_months(num_mul(num_int(a.u.months), b.u.num, &n), n, out);
}

static bool div_months(struct run *r, struct value a, struct value b, struct value *out)
{
    (void)r;
    num n = num_int(0);
    return whole_months(num_div(num_int(a.u.months), b.u.num, &n), n, out);
}

static bool div_months_months(struct run *r, struct value a, struct value b,
                              struct value *out)
{
    (void)r;
    out->kind = V_NUM;
    return num_div(num_int(a.u.months), num_int(b.u.months), &out->u.num);
}

static const struct arith_row {
    uint8_t op, a, b; /* value kinds; `swap` rows run with the operands exchanged */
    const struct type *result;
    arith_fn *run;
    bool swap;
} rows[] = {
    // clang-format off
    { NODE_ADD, V_NUM, V_NUM, &type_num, add_num, false },
    { NODE_SUB, V_NUM, V_NUM, &type_num, sub_num, false },
    { NODE_MUL, V_NUM, V_NUM, &type_num, mul_num, false },
    { NODE_DIV, V_NUM, V_NUM, &type_num, div_num, false },
    { NODE_POW, V_NUM, V_NUM, &type_num, pow_num, false },
    { NODE_ADD, V_STR, V_STR, &type_str, add_str, false },
    { NODE_ADD, V_DATE, V_SPAN, &type_date, add_point_span, false },
    { NODE_ADD, V_SPAN, V_DATE, &type_date, add_point_span, true },
    { NODE_ADD, V_MOMENT, V_SPAN, &type_moment, add_point_span, false },
    { NODE_ADD, V_SPAN, V_MOMENT, &type_moment, add_point_span, true },
    { NODE_ADD, V_DATE, V_MONTHS, &type_date, add_point_months, false },
    { NODE_ADD, V_MONTHS, V_DATE, &type_date, add_point_months, true },
    { NODE_ADD, V_MOMENT, V_MONTHS, &type_moment, add_point_months, false },
    { NODE_ADD, V_MONTHS, V_MOMENT, &type_moment, add_point_months, true },
    { NODE_ADD, V_TIME, V_SPAN, &type_time, add_time_span, false },
    { NODE_ADD, V_SPAN, V_TIME, &type_time, add_time_span, true },
    { NODE_ADD, V_SPAN, V_SPAN, &type_span, add_span, false },
    { NODE_ADD, V_MONTHS, V_MONTHS, &type_months, add_months, false },
    { NODE_SUB, V_DATE, V_DATE, &type_span, sub_points, false },
    { NODE_SUB, V_DATE, V_MOMENT, &type_span, sub_points, false },
    { NODE_SUB, V_MOMENT, V_DATE, &type_span, sub_points, false },
    { NODE_SUB, V_MOMENT, V_MOMENT, &type_span, sub_points, false },
    { NODE_SUB, V_TIME, V_TIME, &type_span, sub_times, false },
    { NODE_SUB, V_DATE, V_SPAN, &type_date, sub_point_span, false },
    { NODE_SUB, V_MOMENT, V_SPAN, &type_moment, sub_point_span, false },
    { NODE_SUB, V_DATE, V_MONTHS, &type_date, sub_point_months, false },
    { NODE_SUB, V_MOMENT, V_MONTHS, &type_moment, sub_point_months, false },
    { NODE_SUB, V_TIME, V_SPAN, &type_time, sub_time_span, false },
    { NODE_SUB, V_SPAN, V_SPAN, &type_span, sub_span, false },
    { NODE_SUB, V_MONTHS, V_MONTHS, &type_months, sub_months, false },
    { NODE_MUL, V_SPAN, V_NUM, &type_span, mul_span, false },
    { NODE_MUL, V_NUM, V_SPAN, &type_span, mul_span, true },
    { NODE_MUL, V_MONTHS, V_NUM, &type_months, mul_months, false },
    { NODE_MUL, V_NUM, V_MONTHS, &type_months, mul_months, true },
    { NODE_DIV, V_SPAN, V_NUM, &type_span, div_span, false },
    { NODE_DIV, V_SPAN, V_SPAN, &type_num, div_spans, false },
    { NODE_DIV, V_MONTHS, V_NUM, &type_months, div_months, false },
    { NODE_DIV, V_MONTHS, V_MONTHS, &type_num, div_months_months, false },
    // clang-format on
};

static const struct arith_row *find_row(enum node_kind op, enum value_kind a,
                                        enum value_kind b)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].op == op && rows[i].a == a && rows[i].b == b)
            return &rows[i];
    return NULL;
}

/* The value kind of a scalar type; V_NULL for what has none or more than one. */
static enum value_kind kind_of(const struct type *t)
{
    static const uint8_t kind[] = {
        [TYPE_BOOL] = V_BOOL,   [TYPE_NUM] = V_NUM,
        [TYPE_STR] = V_STR,     [TYPE_DATE] = V_DATE,
        [TYPE_TIME] = V_TIME,   [TYPE_MOMENT] = V_MOMENT,
        [TYPE_SPAN] = V_SPAN,   [TYPE_MONTHS] = V_MONTHS,
        [TYPE_LIST] = V_LIST,   [TYPE_CONTEXT] = V_CONTEXT,
        [TYPE_RANGE] = V_RANGE, [TYPE_FUNCTION] = V_FUNCTION,
    };
    return kind[t->kind];
}

static bool is_open(const struct type *t)
{
    return t->kind == TYPE_ANY || t->kind == TYPE_NULL;
}

/* A list is used as its only element where a single value is asked. */
static const struct type *single(const struct type *t)
{
    return t->kind == TYPE_LIST ? (t->of ? t->of : &type_any) : t;
}

const struct type *arith_type(enum node_kind op, const struct type *a,
                              const struct type *b)
{
    if (!is_open(a) && !is_open(b)) {
        const struct arith_row *row = find_row(op, kind_of(a), kind_of(b));
        return row ? row->result : NULL;
    }
    const struct type *result = NULL;
    bool several = false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].op != op || (!is_open(a) && rows[i].a != kind_of(a)) ||
            (!is_open(b) && rows[i].b != kind_of(b)))
            continue;
        several |= result && result != rows[i].result;
        result = rows[i].result;
    }
    return several ? &type_any : result;
}

bool compare_has(const struct type *a, const struct type *b, bool ordered)
{
    if (is_open(a) || is_open(b))
        return true;
    if (!ordered)
        return type_conforms(a, b) || type_conforms(b, a) ||
               type_conforms(single(a), b) || type_conforms(a, single(b));
    a = single(a);
    b = single(b);
    if (is_open(a) || is_open(b))
        return true;
    return a->kind == b->kind && a->kind != TYPE_BOOL && a->kind != TYPE_CONTEXT &&
           a->kind != TYPE_RANGE && a->kind != TYPE_FUNCTION;
}

const char *arith_sign(enum node_kind op)
{
    static const char *const sign[] = {
        [NODE_ADD] = "+",  [NODE_SUB] = "-",    [NODE_MUL] = "*", [NODE_DIV] = "/",
        [NODE_POW] = "**", [NODE_EQ] = "=",     [NODE_NE] = "!=", [NODE_LT] = "<",
        [NODE_LE] = "<=",  [NODE_GT] = ">",     [NODE_GE] = ">=", [NODE_AND] = "and",
        [NODE_OR] = "or",  [NODE_NEGATE] = "-",
    };
    return sign[op];
}

static struct value unlist(struct value v)
{
    return v.kind == V_LIST && v.n == 1 ? v.u.list[0] : v;
}

static struct value no_result(struct run *r, enum node_kind op, struct value a,
                              struct value b)
{
    if (op == NODE_DIV && ((b.kind == V_NUM && num_sign(b.u.num) == 0) ||
                           (b.kind == V_SPAN && num_sign(span_num(b.u.span)) == 0) ||
                           (b.kind == V_MONTHS && b.u.months == 0)))
        return run_fail(r, ERR_VALUE, "division by zero");
    struct sbuf t;
    sbuf_init(&t, r->mem);
    value_format(&t, a);
    sbuf_printf(&t, " %s ", arith_sign(op));
    value_format(&t, b);
    return run_fail(r, ERR_VALUE, "%.*s has no result within the range of its type",
                    STR_ARG(str_slice(sbuf_str(&t), 0, 120)));
}

struct value arith_run(struct run *r, enum node_kind op, struct value a, struct value b)
{
    struct value out = VALUE_NULL;
    if (a.kind == V_NUM && b.kind == V_NUM && op <= NODE_MUL) {
        bool ok = op == NODE_ADD   ? num_add(a.u.num, b.u.num, &out.u.num)
                  : op == NODE_SUB ? num_sub(a.u.num, b.u.num, &out.u.num)
                                   : num_mul(a.u.num, b.u.num, &out.u.num);
        out.kind = V_NUM;
        return ok ? out : no_result(r, op, a, b);
    }
    if (a.kind == V_NULL || b.kind == V_NULL)
        return value_null_of(r->mem, a, b);
    const struct arith_row *row = find_row(op, a.kind, b.kind);
    if (!row)
        return run_fail(r, ERR_TYPE, "\"%s\" does not go with %s and %s", arith_sign(op),
                        value_kind_name(a.kind), value_kind_name(b.kind));
    if (row->swap ? row->run(r, b, a, &out) : row->run(r, a, b, &out))
        return out;
    return no_result(r, op, a, b);
}

struct value arith_negate(struct run *r, struct value a)
{
    switch ((int)a.kind) {
    case V_NULL:
        return a;
    case V_NUM:
        return value_num(num_neg(a.u.num));
    case V_SPAN:
        return value_span(span_neg(a.u.span));
    case V_MONTHS:
        if (a.u.months != INT64_MIN)
            return value_months(-a.u.months);
        break;
    }
    return run_fail(r, ERR_TYPE, "\"-\" does not go with %s", value_kind_name(a.kind));
}

static bool order_is(enum node_kind op, int order)
{
    switch ((int)op) {
    case NODE_LT:
        return order < 0;
    case NODE_LE:
        return order <= 0;
    case NODE_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

struct value compare_run(struct run *r, enum node_kind op, struct value a, struct value b)
{
    if (op == NODE_EQ || op == NODE_NE) {
        enum tri t = value_equal(a, b);
        if (t == TRI_UNKNOWN && (a.kind == V_LIST) != (b.kind == V_LIST))
            t = value_equal(unlist(a), unlist(b));
        if (t != TRI_UNKNOWN)
            return value_bool((t == TRI_TRUE) == (op == NODE_EQ));
    } else {
        int order;
        if (a.kind == V_NUM && b.kind == V_NUM)
            return value_bool(order_is(op, num_cmp(a.u.num, b.u.num)));
        if (value_order(unlist(a), unlist(b), &order))
            return value_bool(order_is(op, order));
    }
    if (a.kind == b.kind && a.kind != V_TIME && a.kind != V_MOMENT)
        return run_fail(r, ERR_TYPE, "values of type %s cannot be compared with \"%s\"",
                        value_kind_name(a.kind), arith_sign(op));
    return run_fail(r, ERR_TYPE, "%s and %s cannot be compared with \"%s\"",
                    value_kind_name(a.kind), value_kind_name(b.kind), arith_sign(op));
}
