/* What is read as a date, time, moment, duration or number is written and read
 * back the same; and a moment is the same instant in UTC. */
#include <assert.h>

#include "base/calendar.h"
#include "fuzz.h"

enum { MEMORY_MAX = 16 << 20 };

static void check_dates(struct arena *mem, str s)
{
    struct sbuf b;
    date d, same;
    sbuf_init(&b, mem);
    if (!date_parse(s, &d))
        return;
    date_format(&b, d);
    assert(str_eq(sbuf_str(&b), s));
    assert(date_from_days(date_to_days(d), &same) && date_cmp(d, same) == 0);
    int week = date_week_of_year(d);
    assert(week >= 1 && week <= 53 && date_weekday(d) >= 1 && date_weekday(d) <= 7);
}

static void check_times(struct arena *mem, str s)
{
    struct sbuf b;
    struct clock_time t, same;
    sbuf_init(&b, mem);
    if (!time_parse(mem, s, &t))
        return;
    time_format(&b, t);
    assert(time_parse(mem, sbuf_str(&b), &same) && same.nanos == t.nanos);
}

static void check_moments(struct arena *mem, str s)
{
    struct sbuf b;
    struct moment m, same, utc;
    sbuf_init(&b, mem);
    if (!moment_parse(mem, s, &m))
        return;
    moment_format(&b, &m);
    assert(moment_parse(mem, sbuf_str(&b), &same));
    struct span at = moment_instant(&m), again = moment_instant(&same);
    assert(span_cmp(at, again) == 0);
    if (!moment_from_instant(at, NULL, &utc))
        return;
    again = moment_instant(&utc);
    assert(span_cmp(at, again) == 0);
}

static void check_durations(struct arena *mem, str s)
{
    struct sbuf b;
    struct span span, same;
    int64_t months, same_months;
    sbuf_init(&b, mem);
    if (span_parse(s, &span)) {
        span_format(&b, span);
        assert(span_parse(sbuf_str(&b), &same) && span_cmp(span, same) == 0);
        assert(span_from_num(span_num(span), &same) && span_cmp(span, same) == 0);
        assert(!months_parse(s, &months));
    } else if (months_parse(s, &months)) {
        months_format(&b, months);
        assert(months_parse(sbuf_str(&b), &same_months) && months == same_months);
    }
}

static void check_numbers(struct arena *mem, str s)
{
    struct sbuf b;
    num n, same, half, sum;
    bool exact;
    sbuf_init(&b, mem);
    if (!num_parse(s, &n, &exact))
        return;
    num_format(&b, n);
    assert(num_parse(sbuf_str(&b), &same, &exact) && exact);
    assert(num_cmp(n, same) == 0 && num_hash(n) == num_hash(same));
    if (num_round(n, 3, NUM_HALF_EVEN, &half) && num_sub(n, half, &sum))
        assert(num_cmp(num_abs(sum), num_scaled(5, 4)) <= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    str s = { (const char *)data, n };
    struct arena mem;
    arena_init(&mem, MEMORY_MAX);
    check_dates(&mem, s);
    check_times(&mem, s);
    check_moments(&mem, s);
    check_durations(&mem, s);
    check_numbers(&mem, s);
    arena_release(&mem);
    return 0;
}
