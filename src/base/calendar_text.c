#include "base/calendar.h"

enum {
    NANOS = 1000000000,
    FRACTION_DIGITS = 9,
    YEAR_DIGITS = 9,
    OFFSET_MAX = 18 * 3600,
};

/* What is left to read. */
struct cursor {
    const char *at, *end;
};

static struct cursor over(str s)
{
    return (struct cursor){ s.at, s.at + s.n };
}

static bool is_digit(char c)
{
    return (unsigned)(c - '0') < 10;
}

static bool take(struct cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

static bool take_two(struct cursor *c, int *out)
{
    if (c->end - c->at < 2 || !is_digit(c->at[0]) || !is_digit(c->at[1]))
        return false;
    *out = (c->at[0] - '0') * 10 + (c->at[1] - '0');
    c->at += 2;
    return true;
}

/* One digit or more; false as well when they do not fit. */
static bool take_number(struct cursor *c, int64_t *out)
{
    int64_t n = 0;
    if (c->at == c->end || !is_digit(*c->at))
        return false;
    for (; c->at < c->end && is_digit(*c->at); c->at++) {
        int d = *c->at - '0';
        if (n > (INT64_MAX - d) / 10)
            return false;
        n = n * 10 + d;
    }
    *out = n;
    return true;
}

/* The digits after a point, as nanoseconds; at least `least` and at most nine. */
static bool take_fraction(struct cursor *c, int least, int32_t *out)
{
    int32_t n = 0;
    int digits = 0;
    for (; c->at < c->end && is_digit(*c->at); c->at++) {
        if (digits++ == FRACTION_DIGITS)
            return false;
        n = n * 10 + (*c->at - '0');
    }
    if (digits < least)
        return false;
    for (; digits < FRACTION_DIGITS; digits++)
        n *= 10;
    *out = n;
    return true;
}

/* Four digits, or more without a leading zero; a year 0 exists, -0 does not. */
static bool take_year(struct cursor *c, int64_t *out)
{
    bool neg = take(c, '-');
    const char *from = c->at;
    if (!take_number(c, out))
        return false;
    ptrdiff_t digits = c->at - from;
    if (digits < 4 || digits > YEAR_DIGITS || (digits > 4 && *from == '0'))
        return false;
    if (neg && *out == 0)
        return false;
    *out = neg ? -*out : *out;
    return true;
}

static bool take_date(struct cursor *c, date *out)
{
    int64_t year;
    int month, day;
    if (!take_year(c, &year) || !take(c, '-') || !take_two(c, &month) || !take(c, '-') ||
        !take_two(c, &day) || !date_is_valid(year, month, day))
        return false;
    *out = (date){ (int32_t)year, (uint8_t)month, (uint8_t)day };
    return true;
}

/* hh:mm:ss[.fraction]; hour 24 with nothing after it as the end of the day. */
static bool take_clock(struct cursor *c, int64_t *out)
{
    int hour, minute, second;
    int32_t nanos = 0;
    if (!take_two(c, &hour) || !take(c, ':') || !take_two(c, &minute) || !take(c, ':') ||
        !take_two(c, &second))
        return false;
    if (take(c, '.') && !take_fraction(c, 1, &nanos))
        return false;
    if (minute > 59 || second > 59 || hour > 24 ||
        (hour == 24 && (minute || second || nanos)))
        return false;
    *out = (hour * 3600 + minute * 60 + second) * (int64_t)NANOS + nanos;
    return true;
}

/* "+hh:mm[:ss]", all of it. */
static bool offset_parse(str s, int32_t *out)
{
    struct cursor c = over(s);
    bool west = take(&c, '-');
    int hour, minute, second = 0;
    if ((!west && !take(&c, '+')) || !take_two(&c, &hour) || !take(&c, ':') ||
        !take_two(&c, &minute) || (take(&c, ':') && !take_two(&c, &second)))
        return false;
    int32_t offset = hour * 3600 + minute * 60 + second;
    if (c.at != c.end || minute > 59 || second > 59 || offset > OFFSET_MAX)
        return false;
    *out = west ? -offset : offset;
    return true;
}

const struct zone *zone_find(struct arena *mem, str name)
{
    int32_t offset;
    if (str_is(name, "Z"))
        return zone_offset(mem, 0);
    if (name.n && (name.at[0] == '+' || name.at[0] == '-'))
        return offset_parse(name, &offset) ? zone_offset(mem, offset) : NULL;
    return zone_named(name);
}

/* Nothing, "Z", an offset or "@" and a name, to the end. */
static bool take_zone(struct arena *mem, struct cursor *c, const struct zone **out)
{
    *out = NULL;
    if (c->at == c->end)
        return true;
    bool named = take(c, '@');
    str rest = { c->at, (size_t)(c->end - c->at) };
    *out = named ? zone_named(rest) : zone_find(mem, rest);
    return *out && named == ((*out)->name.n > 0);
}

bool date_parse(str s, date *out)
{
    struct cursor c = over(s);
    date d;
    if (!take_date(&c, &d) || c.at != c.end)
        return false;
    *out = d;
    return true;
}

bool time_parse(struct arena *mem, str s, struct clock_time *out)
{
    struct cursor c = over(s);
    struct clock_time t;
    if (!take_clock(&c, &t.nanos) || t.nanos == CALENDAR_DAY_NANOS ||
        !take_zone(mem, &c, &t.zone))
        return false;
    *out = t;
    return true;
}

bool moment_parse(struct arena *mem, str s, struct moment *out)
{
    struct cursor c = over(s);
    struct moment m;
    if (!take_date(&c, &m.day) || !take(&c, 'T') || !take_clock(&c, &m.time.nanos) ||
        !take_zone(mem, &c, &m.time.zone))
        return false;
    if (m.time.nanos == CALENDAR_DAY_NANOS) {
        m.time.nanos = 0;
        if (!date_from_days(date_to_days(m.day) + 1, &m.day))
            return false;
    }
    *out = m;
    return true;
}

/* Add n units to *total; false when that does not fit. */
static bool add_units(int64_t n, int64_t unit, int64_t *total)
{
    if (n > (INT64_MAX - *total) / unit)
        return false;
    *total += n * unit;
    return true;
}

/* The numbers of a duration, each with its letter, in the order of `letters`.
 * Only the seconds ('S') may have a fraction. */
static bool take_units(struct cursor *c, const char *letters, const int64_t *units,
                       struct span *s)
{
    bool any = false;
    while (c->at < c->end && *c->at != 'T') {
        int64_t n;
        int32_t nanos = 0;
        if (!take_number(c, &n))
            return false;
        bool fraction = take(c, '.');
        if (fraction && !take_fraction(c, 0, &nanos))
            return false;
        while (*letters && (c->at == c->end || *c->at != *letters)) {
            letters++;
            units++;
        }
        if (!*letters || (fraction && *letters != 'S') ||
            !add_units(n, *units, &s->seconds))
            return false;
        s->nanos = nanos;
        any = true;
        c->at++;
        letters++;
        units++;
    }
    return any;
}

bool span_parse(str s, struct span *out)
{
    static const int64_t day[] = { 86400 }, clock[] = { 3600, 60, 1 };
    struct cursor c = over(s);
    struct span all = { 0 };
    bool neg = take(&c, '-');
    if (!take(&c, 'P') || c.at == c.end)
        return false;
    if (*c.at != 'T' && !take_units(&c, "D", day, &all))
        return false;
    if (take(&c, 'T') && !take_units(&c, "HMS", clock, &all))
        return false;
    if (c.at != c.end)
        return false;
    *out = neg ? span_neg(all) : all;
    return true;
}

bool months_parse(str s, int64_t *out_months)
{
    static const int64_t months[] = { 12, 1 };
    struct cursor c = over(s);
    struct span all = { 0 };
    bool neg = take(&c, '-');
    if (!take(&c, 'P') || !take_units(&c, "YM", months, &all) || c.at != c.end)
        return false;
    *out_months = neg ? -all.seconds : all.seconds;
    return true;
}

static void put_two(struct sbuf *b, int n)
{
    char two[2] = { (char)('0' + n / 10), (char)('0' + n % 10) };
    sbuf_add(b, two, sizeof two);
}

/* ".5" for half a second; nothing for a whole one. */
static void put_fraction(struct sbuf *b, int32_t nanos)
{
    char digits[FRACTION_DIGITS + 1] = ".";
    size_t n = FRACTION_DIGITS + 1;
    if (!nanos)
        return;
    for (size_t i = FRACTION_DIGITS; i > 0; i--, nanos /= 10)
        digits[i] = (char)('0' + nanos % 10);
    while (digits[n - 1] == '0')
        n--;
    sbuf_add(b, digits, n);
}

static void put_clock(struct sbuf *b, int seconds)
{
    put_two(b, seconds / 3600);
    sbuf_char(b, ':');
    put_two(b, seconds / 60 % 60);
}

void date_format(struct sbuf *b, date d)
{
    int64_t year = d.year < 0 ? -(int64_t)d.year : d.year;
    if (d.year < 0)
        sbuf_char(b, '-');
    if (year < 10000) {
        put_two(b, (int)year / 100);
        put_two(b, (int)year % 100);
    } else {
        sbuf_int(b, year);
    }
    sbuf_char(b, '-');
    put_two(b, d.month);
    sbuf_char(b, '-');
    put_two(b, d.day);
}

static void put_zone(struct sbuf *b, const struct zone *z)
{
    if (z->name.n) {
        sbuf_char(b, '@');
        sbuf_put(b, z->name);
    } else if (!z->offset) {
        sbuf_char(b, 'Z');
    } else {
        int32_t offset = z->offset < 0 ? -z->offset : z->offset;
        sbuf_char(b, z->offset < 0 ? '-' : '+');
        put_clock(b, offset);
        if (offset % 60) {
            sbuf_char(b, ':');
            put_two(b, offset % 60);
        }
    }
}

void time_format(struct sbuf *b, struct clock_time t)
{
    int seconds = (int)(t.nanos / NANOS);
    put_clock(b, seconds);
    sbuf_char(b, ':');
    put_two(b, seconds % 60);
    put_fraction(b, (int32_t)(t.nanos % NANOS));
    if (t.zone)
        put_zone(b, t.zone);
}

void moment_format(struct sbuf *b, const struct moment *m)
{
    date_format(b, m->day);
    sbuf_char(b, 'T');
    time_format(b, m->time);
}

static void put_unit(struct sbuf *b, int64_t n, char letter)
{
    if (!n)
        return;
    sbuf_int(b, n);
    sbuf_char(b, letter);
}

void span_format(struct sbuf *b, struct span s)
{
    bool neg = s.seconds < 0 || s.nanos < 0;
    if (neg) {
        sbuf_char(b, '-');
        s = span_neg(s);
    }
    sbuf_char(b, 'P');
    put_unit(b, s.seconds / 86400, 'D');
    int left = (int)(s.seconds % 86400);
    if (!left && !s.nanos && s.seconds)
        return;
    sbuf_char(b, 'T');
    put_unit(b, left / 3600, 'H');
    put_unit(b, left / 60 % 60, 'M');
    if (left % 60 || s.nanos || !s.seconds) {
        sbuf_int(b, left % 60);
        put_fraction(b, s.nanos);
        sbuf_char(b, 'S');
    }
}

void months_format(struct sbuf *b, int64_t months)
{
    if (months < 0)
        sbuf_char(b, '-');
    uint64_t n = months < 0 ? 0 - (uint64_t)months : (uint64_t)months;
    sbuf_char(b, 'P');
    put_unit(b, (int64_t)(n / 12), 'Y');
    if (n % 12 || !n) {
        sbuf_int(b, (int64_t)(n % 12));
        sbuf_char(b, 'M');
    }
}
