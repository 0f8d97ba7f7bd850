#include "feel/builtin_int.h"

// clang-format off
// NOLINTBEGIN(bugprone-macro-parentheses): these make rows of tables
#define P(k, n) { n, K_##k, 0, 0 },
#define N(k, n) { n, K_##k, 0, PARAM_NULL },
#define O(k, n) { n, K_##k, 0, PARAM_OPTIONAL },
#define ON(k, n) { n, K_##k, 0, PARAM_OPTIONAL | PARAM_NULL },
#define L(k, n) { n, K_LIST, K_##k, 0 },
#define LN(k, n) { n, K_LIST, K_##k, PARAM_NULLS },
#define R(k, n) { n, K_LIST, K_##k, PARAM_REST },
#define RN(k, n) { n, K_LIST, K_##k, PARAM_REST | PARAM_NULLS },
// clang-format on

/* Overloads are numbered by their line, so that each has its own name. */
#define JOIN2(a, b) a##b
#define JOIN(a, b)  JOIN2(a, b)

#define BUILTIN(id, name, result, params)                                                \
    static const struct param JOIN(param_, __LINE__)[] = { params{ 0 } };
#define ALSO BUILTIN
#include "feel/builtins.def"
#undef BUILTIN
#undef ALSO

#define COUNT(array) (uint8_t)(sizeof array / sizeof *array - 1)
#define ROW(id, name, result, more)                                                      \
    { name,                                                                              \
      builtin_run_##id,                                                                  \
      JOIN(param_, __LINE__),                                                            \
      COUNT(JOIN(param_, __LINE__)),                                                     \
      RESULT_##result,                                                                   \
      more },

static const struct builtin table[] = {
#define BUILTIN(id, name, result, params) ROW(id, name, result, false)
#define ALSO(id, name, result, params)    ROW(id, name, result, true)
#include "feel/builtins.def"
#undef BUILTIN
#undef ALSO
    { 0 },
};

static const str names_sorted[] = {
#define BUILTIN(id, name, result, params) { name, sizeof(name) - 1 },
#define ALSO(id, name, result, params)
#include "feel/builtins.def"
#undef BUILTIN
#undef ALSO
};

enum {
#define BUILTIN(id, name, result, params)                                                \
    JOIN(ROW_, __LINE__), FIRST_##id = JOIN(ROW_, __LINE__),
#define ALSO(id, name, result, params) JOIN(ROW_, __LINE__),
#include "feel/builtins.def"
#undef BUILTIN
#undef ALSO
};

static const uint8_t first_row[] = {
#define BUILTIN(id, name, result, params) FIRST_##id,
#define ALSO(id, name, result, params)
#include "feel/builtins.def"
#undef BUILTIN
#undef ALSO
};

// NOLINTEND(bugprone-macro-parentheses)

enum { NAMES = sizeof names_sorted / sizeof *names_sorted };

const str *builtin_names(size_t *n)
{
    *n = NAMES;
    return names_sorted;
}

const struct builtin *builtin_find(str name)
{
    size_t low = 0, high = NAMES;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(name, names_sorted[mid]);
        if (c == 0)
            return &table[first_row[mid]];
        if (c < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

str builtin_name(const struct builtin *b)
{
    return str_of(b->name);
}

static void format_kinds(struct sbuf *b, uint16_t kinds)
{
    bool some = false;
    if ((kinds & K_ANY) == K_ANY) {
        sbuf_raw(b, "Any");
        return;
    }
    if ((kinds & K_POINT) == K_POINT) {
        sbuf_raw(b, "comparable value");
        return;
    }
    for (unsigned k = V_BOOL; k <= V_FUNCTION; k++) {
        if (!(kinds >> k & 1))
            continue;
        if (some)
            sbuf_raw(b, " or ");
        sbuf_put(b, str_of(value_kind_name((enum value_kind)k)));
        some = true;
    }
}

void builtin_param_type(struct sbuf *b, const struct param *p)
{
    if (p->flags & PARAM_REST) {
        format_kinds(b, p->of);
    } else if (p->of) {
        sbuf_raw(b, "list<");
        format_kinds(b, p->of);
        sbuf_char(b, '>');
    } else {
        format_kinds(b, p->kinds);
    }
}

const struct type *builtin_result_type(enum result result)
{
    switch (result) {
    case RESULT_BOOL:
        return &type_bool;
    case RESULT_NUM:
        return &type_num;
    case RESULT_STR:
        return &type_str;
    case RESULT_DATE:
        return &type_date;
    case RESULT_TIME:
        return &type_time;
    case RESULT_MOMENT:
        return &type_moment;
    case RESULT_MONTHS:
        return &type_months;
    case RESULT_CONTEXT:
        return &type_any_context;
    case RESULT_RANGE:
        return &type_any_range;
    case RESULT_NUMS:
    case RESULT_STRS:
    case RESULT_ENTRIES:
    case RESULT_LIST:
    case RESULT_APPEND:
    case RESULT_CONCAT:
    case RESULT_FLAT:
        return &type_any_list;
    default:
        return &type_any;
    }
}

void builtin_signature(struct sbuf *b, const struct builtin *f)
{
    sbuf_put(b, str_of(f->name));
    sbuf_char(b, '(');
    for (const struct param *p = f->param; p->name; p++) {
        if (p != f->param)
            sbuf_raw(b, ", ");
        sbuf_put(b, str_of(p->name));
        if (p->flags & PARAM_OPTIONAL)
            sbuf_char(b, '?');
        sbuf_raw(b, ": ");
        builtin_param_type(b, p);
        if (p->flags & PARAM_REST)
            sbuf_raw(b, "...");
        if (p->flags & (PARAM_NULL | PARAM_NULLS))
            sbuf_raw(b, "|null");
    }
    sbuf_raw(b, "): ");
    type_format(b, builtin_result_type(f->result));
}

void builtin_signatures(struct sbuf *b, const struct builtin *f)
{
    bool first = true;
    do {
        if (!first)
            sbuf_char(b, '\n');
        first = false;
        builtin_signature(b, f);
    } while ((++f)->also);
}
