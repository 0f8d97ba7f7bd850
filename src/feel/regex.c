#define PCRE2_CODE_UNIT_WIDTH 8

#include "feel/regex.h"

#include <pcre2.h>
#include <stdlib.h>

#include "base/utf8.h"

enum {
    MATCH_LIMIT = 5000000, /* calls of PCRE2's matcher for one match */
    DEPTH_LIMIT = 100000,
    HEAP_LIMIT = 32 * 1024, /* KiB */
    PAY_EVERY = 64,         /* items of the pattern tried between two payments */
};

struct regex {
    struct run *r;
    const char *name;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *limits;
    unsigned groups;
    bool back_reference;
    uint64_t weight; /* cost of PAY_EVERY items */
    unsigned tried;
    const char *checked; /* text of which the encoding was looked at */
};

/* PCRE2 calls this for every item of the pattern it tries, again after every step
 * back: the only measure of its work that it offers. */
static int pay_step(pcre2_callout_block *block, void *data)
{
    struct regex *x = data;
    (void)block;
    if (++x->tried < PAY_EVERY)
        return 0;
    x->tried = 0;
    return run_pay(x->r, x->weight) ? 0 : PCRE2_ERROR_CALLOUT;
}

static uint32_t options_of(const struct regex_pcre *p)
{
    /* Without auto-possessification every step back passes by pay_step. */
    uint32_t options = PCRE2_UTF | PCRE2_AUTO_CALLOUT | PCRE2_NO_AUTO_POSSESS |
                       PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
                       PCRE2_MATCH_UNSET_BACKREF;
    if (p->ignore_case)
        options |= PCRE2_CASELESS;
    if (p->multi_line)
        options |= PCRE2_MULTILINE;
    if (p->dot_all)
        options |= PCRE2_DOTALL;
    return options;
}

static bool compile(struct regex *x, const struct regex_pcre *p, struct err *err)
{
    int code = 0;
    PCRE2_SIZE at = 0;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context)
        abort();
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    x->code = pcre2_compile((PCRE2_SPTR)p->pattern.at, p->pattern.n, options_of(p), &code,
                            &at, context);
    pcre2_compile_context_free(context);
    if (x->code)
        return true;
    PCRE2_UCHAR why[120] = { 0 };
    pcre2_get_error_message(code, why, sizeof why);
    return err_set(err, ERR_LIMIT, "it is too large or too complex (%s)",
                   (const char *)why);
}

static bool prepare(struct regex *x, const struct regex_pcre *p, struct err *err)
{
    if (!compile(x, p, err))
        return false;
    x->groups = p->groups;
    x->back_reference = p->back_reference;
    x->data = pcre2_match_data_create_from_pattern(x->code, NULL);
    x->limits = pcre2_match_context_create(NULL);
    if (!x->data || !x->limits)
        abort();
    pcre2_set_match_limit(x->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(x->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(x->limits, HEAP_LIMIT);
    pcre2_set_callout(x->limits, pay_step, x);
    return true;
}

struct regex *regex_new(struct run *r, const char *name, str pattern, str flags)
{
    struct regex_pcre pcre;
    struct err err = { 0 };
    if (pattern.n > REGEX_PATTERN_MAX) {
        run_fail(r, ERR_LIMIT, "\"%s\" takes a pattern of at most %d bytes", name,
                 REGEX_PATTERN_MAX);
        return NULL;
    }
    if (!run_pay(r, 16 + pattern.n))
        return NULL;
    struct regex *x = arena_new(r->mem, struct regex, 1);
    x->r = r;
    x->name = name;
    if (regex_translate(r->mem, pattern, flags, &pcre, &err) && prepare(x, &pcre, &err))
        return x;
    if (!r->lenient || err.code == ERR_LIMIT)
        run_fail(r, err.code, "\"%s\" cannot use the pattern %s: %s", name,
                 value_brief(r->mem, value_str(pattern)) + sizeof "string", err.msg);
    regex_free(x);
    return NULL;
}

void regex_free(struct regex *x)
{
    pcre2_match_data_free(x->data);
    pcre2_match_context_free(x->limits);
    pcre2_code_free(x->code);
}

unsigned regex_groups(const struct regex *x)
{
    return x->groups;
}

static bool is_encoded(struct regex *x, str text)
{
    size_t bad;
    if (x->checked == text.at && text.at)
        return true;
    if (!utf8_is_valid(text, &bad)) {
        run_fail(x->r, ERR_VALUE, "\"%s\" got a string that is not valid UTF-8", x->name);
        return false;
    }
    x->checked = text.at;
    return true;
}

static bool no_match(struct regex *x, int code)
{
    if (code != PCRE2_ERROR_NOMATCH && code != PCRE2_ERROR_CALLOUT)
        run_fail(x->r, ERR_LIMIT,
                 "\"%s\" takes too much work with this pattern and string", x->name);
    return false;
}

bool regex_find(struct regex *x, str text, size_t start, struct regex_span *span)
{
    if (!is_encoded(x, text) || !run_pay(x->r, 1 + (text.n - start) / 1024))
        return false;
    /* A reference back compares up to the length of the text in one item. */
    x->weight = PAY_EVERY / 4 + (x->back_reference ? text.n / 16 : 0);
    int n = pcre2_match(x->code, (PCRE2_SPTR)(text.at ? text.at : ""), text.n, start,
                        PCRE2_NO_UTF_CHECK, x->data, x->limits);
    if (n < 0)
        return no_match(x, n);
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(x->data);
    for (unsigned k = 0; k <= x->groups; k++) {
        bool set = (int)k < n && at[2 * k] != PCRE2_UNSET;
        span[k].from = set ? at[2 * k] : SIZE_MAX;
        span[k].to = set ? at[2 * k + 1] : SIZE_MAX;
    }
    return true;
}
