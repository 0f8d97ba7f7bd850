#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/sbuf.h"

__attribute__((format(printf, 3, 0))) static void vset(char *to, size_t size,
                                                       const char *fmt, va_list ap)
{
    int n = vsnprintf(to, size, fmt, ap);
    if (n < 0 || (size_t)n < size)
        return;
    /* Cut at a whole code point and show that something is missing. */
    size_t end = size - 4;
    while (end > 0 && ((unsigned char)to[end] & 0xC0) == 0x80)
        end--;
    memcpy(to + end, "...", 4);
}

__attribute__((format(printf, 3, 4))) static void set(char *to, size_t size,
                                                      const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vset(to, size, fmt, ap);
    va_end(ap);
}

bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
    if (!e || e->code)
        return false;
    va_list ap;
    va_start(ap, fmt);
    vset(e->msg, sizeof e->msg, fmt, ap);
    va_end(ap);
    e->code = code;
    return false;
}

void err_hint(struct err *e, const char *fmt, ...)
{
    if (!e || !e->code || e->hint[0])
        return;
    va_list ap;
    va_start(ap, fmt);
    vset(e->hint, sizeof e->hint, fmt, ap);
    va_end(ap);
}

void err_place(struct err *e, const char *fmt, ...)
{
    if (!e || !e->code || e->place[0])
        return;
    va_list ap;
    va_start(ap, fmt);
    vset(e->place, sizeof e->place, fmt, ap);
    va_end(ap);
}

void err_at(struct err *e, str file, int line, int col)
{
    if (!e || !e->code)
        return;
    if (!e->file[0] && file.n)
        set(e->file, sizeof e->file, "%.*s", STR_ARG(file));
    if (!e->line) {
        e->line = line;
        e->col = col;
    }
}

const char *err_word(enum err_code code)
{
    static const char *const word[ERR_CODE_COUNT] = {
        [ERR_NONE] = "none",   [ERR_SYNTAX] = "syntax",     [ERR_TYPE] = "type",
        [ERR_VALUE] = "value", [ERR_NAME] = "name",         [ERR_RULE] = "rule",
        [ERR_MODEL] = "model", [ERR_NOTFOUND] = "notfound", [ERR_CONFLICT] = "conflict",
        [ERR_LIMIT] = "limit", [ERR_USAGE] = "usage",       [ERR_IO] = "io",
    };
    return word[code];
}

void findings_init(struct findings *f, struct arena *mem)
{
    *f = (struct findings){ .mem = mem };
    f->last = &f->first;
}

/* Where the next one goes. The first error takes the place of a warning when the list is
 * full, so that a flood of these does not hide that something is wrong. */
static struct finding *findings_room(struct findings *f, enum severity severity)
{
    struct finding *to = NULL;
    if (f->n < FINDINGS_MAX) {
        to = *f->last = arena_new(f->mem, struct finding, 1);
        f->last = &to->next;
        f->n++;
        return to;
    }
    f->dropped++;
    if (severity == SEVERITY_ERROR && !f->errors)
        to = f->first;
    if (!to && !f->spare)
        f->spare = arena_new(f->mem, struct finding, 1);
    to = to ? to : f->spare;
    to->err = (struct err){ 0 };
    return to;
}

struct err *findings_add(struct findings *f, enum severity severity, enum err_code code,
                         const char *fmt, ...)
{
    struct finding *one = findings_room(f, severity);
    va_list ap;
    va_start(ap, fmt);
    vset(one->err.msg, sizeof one->err.msg, fmt, ap);
    va_end(ap);
    one->severity = severity;
    one->err.code = code;
    f->errors += severity == SEVERITY_ERROR;
    return &one->err;
}

str err_format(struct arena *mem, const struct err *e)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    if (e->file[0])
        sbuf_printf(&b, "%s:", e->file);
    if (e->line && e->col)
        sbuf_printf(&b, "%d:%d:", e->line, e->col);
    else if (e->line)
        sbuf_printf(&b, "%d:", e->line);
    if (b.n)
        sbuf_raw(&b, " ");
    if (e->place[0])
        sbuf_printf(&b, "%s: ", e->place);
    sbuf_printf(&b, "%s", e->msg);
    if (e->hint[0])
        sbuf_printf(&b, "\n  %s", e->hint);
    return sbuf_str(&b);
}
