/*
 * calendar.h - dates, times, zones and durations as FEEL has them.
 *
 * Proleptic Gregorian calendar, years -999999999 to 999999999, nanoseconds,
 * no leap seconds. A zone is absent (local time), an offset, or an IANA name;
 * the zone rules are built into the program so that an outcome does not depend
 * on the machine.
 */
#ifndef IJK_BASE_CALENDAR_H
#define IJK_BASE_CALENDAR_H

#include "base/arena.h"
#include "base/num.h"
#include "base/sbuf.h"

typedef struct {
    int32_t year;
    uint8_t month, day; /* from 1 */
} date;

struct zone {
    str name;          /* "Europe/Amsterdam"; empty for a plain offset */
    int32_t offset;    /* seconds east of UTC, for a plain offset; "Z" is 0 */
    const void *rules; /* transitions of a named zone, owned by the program */
};

#define CALENDAR_DAY_NANOS ((int64_t)86400 * 1000000000)

struct clock_time {          /* a FEEL time */
    int64_t nanos;           /* since midnight, 0 .. 86399999999999 */
    const struct zone *zone; /* NULL: local, no zone given */
};

struct moment { /* a FEEL date and time */
    date day;
    struct clock_time time;
};

/* A days-and-time duration: seconds and nanos have the same sign. */
struct span {
    int64_t seconds;
    int32_t nanos; /* -999999999 .. 999999999 */
};

bool date_is_valid(int64_t year, int64_t month, int64_t day);
int64_t date_to_days(date d);                 /* days since 1970-01-01 */
bool date_from_days(int64_t days, date *out); /* false outside the range */
int date_weekday(date d);                     /* 1 = Monday .. 7 = Sunday */
int date_day_of_year(date d);
int date_week_of_year(date d); /* ISO 8601 */
int date_cmp(date a, date b);
/* Same day `months` further; a day that does not exist becomes the last of the month. */
bool date_add_months(date d, int64_t months, date *out);
int date_days_in_month(int32_t year, int month);

/* Parsing follows XML Schema: years of four digits or more, no leading "+", a
 * fraction of at most nine digits, "Z", "+01:00" (to 18 hours, seconds allowed) or
 * "@Europe/Paris". A moment at 24:00:00 is midnight of the day after; a time of 24:00:00
 * is refused. All of `s` must match; false when not. Zones live in `mem`. */
bool date_parse(str s, date *out);
bool time_parse(struct arena *mem, str s, struct clock_time *out);
bool moment_parse(struct arena *mem, str s, struct moment *out); /* needs date and time */
bool span_parse(str s, struct span *out);      /* PnDTnHnMn.nS, optional sign */
bool months_parse(str s, int64_t *out_months); /* PnYnM, optional sign */

void date_format(struct sbuf *b, date d);
void time_format(struct sbuf *b, struct clock_time t);
void moment_format(struct sbuf *b, const struct moment *m);
void span_format(struct sbuf *b, struct span s);    /* normalised: P1DT2H, PT0S */
void months_format(struct sbuf *b, int64_t months); /* P1Y2M, P0M */

/* A named or offset zone ("Z", "+01:00", "Europe/Amsterdam"); NULL when unknown. */
const struct zone *zone_find(struct arena *mem, str name);
const struct zone *zone_offset(struct arena *mem, int32_t seconds_east);
/* An IANA name ("Europe/Amsterdam", also an old one); NULL when there is none. Owned by
 * the program. */
const struct zone *zone_named(str name);
/* Offset in force at a local date and time in that zone (the earlier one when
 * the clock is set back; the one before the jump when the time is skipped). */
int32_t zone_offset_at(const struct zone *z, const struct moment *local);
/* Offset in force at a number of seconds since 1970-01-01T00:00:00Z. */
int32_t zone_offset_utc(const struct zone *z, int64_t utc);

/* Seconds since 1970-01-01T00:00:00Z; a moment without zone is taken as UTC. */
struct span moment_instant(const struct moment *m);
/* The moment at `instant` as a clock in `z` shows it (NULL: UTC, no zone kept). */
bool moment_from_instant(struct span instant, const struct zone *z, struct moment *out);

bool span_add(struct span a, struct span b, struct span *out);
struct span span_neg(struct span a);
int span_cmp(struct span a, struct span b);
num span_num(struct span s);                       /* in seconds, exact */
bool span_from_num(num seconds, struct span *out); /* nanoseconds beyond are cut off */

#endif
