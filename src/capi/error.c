#include <stdarg.h>
#include <stdio.h>

#include "capi/capi_int.h"

_Static_assert((int)IJK_IO == (int)ERR_IO && (int)IJK_RULE == (int)ERR_RULE &&
                   (int)IJK_REMARK == (int)SEVERITY_INFO,
               "the public codes are ours by number");

static void copy_error(struct ijk_error *out, const struct err *e)
{
    _Static_assert(
        sizeof out->file == sizeof e->file && sizeof out->place == sizeof e->place &&
            sizeof out->message == sizeof e->msg && sizeof out->hint == sizeof e->hint,
        "no text is cut");
    out->code = (enum ijk_code)e->code;
    out->line = e->line;
    out->column = e->col;
    memcpy(out->file, e->file, sizeof out->file);
    memcpy(out->place, e->place, sizeof out->place);
    memcpy(out->message, e->msg, sizeof out->message);
    memcpy(out->hint, e->hint, sizeof out->hint);
}

bool capi_fail(struct ijk_error *out, const struct err *e)
{
    if (out)
        copy_error(out, e);
    return false;
}

bool capi_refuse(struct ijk_error *out, enum err_code code, const char *fmt, ...)
{
    struct err e = { .code = code };
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(e.msg, sizeof e.msg, fmt, ap);
    va_end(ap);
    return capi_fail(out, &e);
}

bool capi_fail_first(struct ijk_error *out, const struct findings *f)
{
    for (const struct finding *one = f->first; one; one = one->next)
        if (one->severity == SEVERITY_ERROR)
            return capi_fail(out, &one->err);
    return capi_refuse(out, ERR_LIMIT, "there are more than %d findings", FINDINGS_MAX);
}

const char *ijk_version(void)
{
    return IJK_VERSION;
}

const char *ijk_code_word(enum ijk_code code)
{
    return (unsigned)code < ERR_CODE_COUNT ? err_word((enum err_code)code) : "unknown";
}

size_t ijk_findings_count(const struct ijk_findings *f)
{
    return f ? f->list.n : 0;
}

bool ijk_findings_get(const struct ijk_findings *f, size_t i, enum ijk_severity *severity,
                      struct ijk_error *out)
{
    if (i >= ijk_findings_count(f))
        return false;
    const struct finding *one = f->list.first;
    while (i--)
        one = one->next;
    *severity = (enum ijk_severity)one->severity;
    copy_error(out, &one->err);
    return true;
}

void ijk_findings_free(struct ijk_findings *f)
{
    if (!f)
        return;
    struct arena mem = f->mem; /* which holds *f */
    arena_release(&mem);
}
