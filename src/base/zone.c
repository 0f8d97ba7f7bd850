#include "base/zone_int.h"

enum { SECONDS_PER_DAY = 86400 };

const struct zone *zone_named(str name)
{
    size_t low = 0, high = zone_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(name, zone_table[mid].name);
        if (c == 0)
            return &zone_table[mid];
        if (c < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

const struct zone *zone_offset(struct arena *mem, int32_t seconds_east)
{
    static const struct zone utc = { 0 };
    if (!seconds_east)
        return &utc;
    struct zone *z = arena_new(mem, struct zone, 1);
    z->offset = seconds_east;
    return z;
}

/* Local seconds since 1970 at which that day of `year` comes. */
static int64_t day_in_year(const struct zone_day *d, int32_t year)
{
    date first = { year, d->month, 1 };
    int skip = (d->weekday + 7 - date_weekday(first) % 7) % 7;
    int day = skip + 7 * (d->week - 1);
    if (day >= date_days_in_month(year, d->month))
        day -= 7;
    return (date_to_days(first) + day) * SECONDS_PER_DAY + d->seconds;
}

/* The rule after the last transition. `local` tells whether `at` is counted by
 * the clock on the wall; of two readings the earlier counts, and a reading that
 * is skipped belongs to the time before it: so a change is there once the clock
 * that is furthest ahead has reached it. */
static int32_t rule_offset(const struct zone_rules *r, int64_t at, bool local)
{
    date day;
    int64_t ahead = r->winter > r->summer ? r->winter : r->summer;
    int64_t wall = at + (local ? 0 : r->winter);
    int64_t days = (wall - (wall < 0 ? SECONDS_PER_DAY - 1 : 0)) / SECONDS_PER_DAY;
    if (!r->begin.month || !date_from_days(days, &day))
        return r->winter;
    int64_t begin = day_in_year(&r->begin, day.year) - r->winter + (local ? ahead : 0);
    int64_t end = day_in_year(&r->end, day.year) - r->summer + (local ? ahead : 0);
    bool summer = begin < end ? at >= begin && at < end : at >= begin || at < end;
    return summer ? r->summer : r->winter;
}

/* When transition i has come, on a clock in UTC or on the wall. */
static int64_t change_at(const struct zone_rules *r, size_t i, bool local)
{
    int32_t before = r->offset[i], after = r->offset[i + 1];
    int32_t ahead = before > after ? before : after;
    return r->at[i] + (local ? ahead : 0);
}

static int32_t find_offset(const struct zone *z, int64_t at, bool local)
{
    const struct zone_rules *r = z->rules;
    if (!r)
        return z->offset;
    size_t low = 0, high = r->n; /* transitions below `low` have come */
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (change_at(r, mid, local) <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low == r->n ? rule_offset(r, at, local) : r->offset[low];
}

int32_t zone_offset_at(const struct zone *z, const struct moment *local)
{
    return find_offset(
        z, date_to_days(local->day) * SECONDS_PER_DAY + local->time.nanos / 1000000000,
        true);
}

int32_t zone_offset_utc(const struct zone *z, int64_t utc)
{
    return find_offset(z, utc, false);
}
