#include "base/calendar.h"

enum {
    YEAR_MAX = 999999999,
    DAYS_PER_ERA = 146097, /* 400 years */
    EPOCH_DAYS = 719468,   /* from 0000-03-01 to 1970-01-01 */
    SECONDS_PER_DAY = 86400,
    NANOS = 1000000000,
};

/* Beyond every instant whose date is in range, zone included. */
#define INSTANT_MAX ((int64_t)YEAR_MAX * 366 * SECONDS_PER_DAY)

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int32_t year, int month)
{
    static const uint8_t days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_is_valid(int64_t year, int64_t month, int64_t day)
{
    return year >= -YEAR_MAX && year <= YEAR_MAX && month >= 1 && month <= 12 &&
           day >= 1 && day <= date_days_in_month((int32_t)year, (int)month);
}

/* A year that begins in March has its odd day at the end, so that the days
 * before a month follow from its number alone. */
int64_t date_to_days(date d)
{
    int64_t year = (int64_t)d.year - (d.month <= 2);
    int64_t era = floor_div(year, 400), of_era = year - era * 400;
    int month = (d.month + 9) % 12; /* March = 0 */
    int64_t day = (153 * month + 2) / 5 + d.day - 1;
    return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 + day -
           EPOCH_DAYS;
}

bool date_from_days(int64_t days, date *out)
{
    if (days < -(int64_t)YEAR_MAX * 366 || days > (int64_t)YEAR_MAX * 366)
        return false;
    days += EPOCH_DAYS;
    int64_t era = floor_div(days, DAYS_PER_ERA), left = days - era * DAYS_PER_ERA;
    int64_t of_era = (left - left / 1460 + left / 36524 - left / 146096) / 365;
    left -= of_era * 365 + of_era / 4 - of_era / 100;
    int64_t month = (5 * left + 2) / 153; /* March = 0 */
    int64_t year = era * 400 + of_era + (month >= 10);
    if (year < -YEAR_MAX || year > YEAR_MAX)
        return false;
    *out = (date){ (int32_t)year, (uint8_t)(month < 10 ? month + 3 : month - 9),
                   (uint8_t)(left - (153 * month + 2) / 5 + 1) };
    return true;
}

int date_weekday(date d)
{
    int64_t days = date_to_days(d) + 3; /* 1970-01-01 was a Thursday */
    return (int)(days - floor_div(days, 7) * 7) + 1;
}

int date_day_of_year(date d)
{
    date first = { d.year, 1, 1 };
    return (int)(date_to_days(d) - date_to_days(first)) + 1;
}

static int weeks_in_year(int32_t year)
{
    int first = date_weekday((date){ year, 1, 1 });
    return first == 4 || (first == 3 && is_leap(year)) ? 53 : 52;
}

int date_week_of_year(date d)
{
    int week = (date_day_of_year(d) - date_weekday(d) + 10) / 7;
    if (week < 1)
        return weeks_in_year(d.year - 1);
    return week == 53 && weeks_in_year(d.year) == 52 ? 1 : week;
}

int date_cmp(date a, date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    int x = a.month * 32 + a.day, y = b.month * 32 + b.day;
    return (x > y) - (x < y);
}

bool date_add_months(date d, int64_t months, date *out)
{
    if (months < -24 * (int64_t)YEAR_MAX || months > 24 * (int64_t)YEAR_MAX)
        return false;
    int64_t all = (int64_t)d.year * 12 + d.month - 1 + months;
    int64_t year = floor_div(all, 12);
    int month = (int)(all - year * 12) + 1;
    if (year < -YEAR_MAX || year > YEAR_MAX)
        return false;
    int last = date_days_in_month((int32_t)year, month);
    *out = (date){ (int32_t)year, (uint8_t)month, d.day < last ? d.day : (uint8_t)last };
    return true;
}

/* Seconds and nanoseconds of any sign, the latter less than two whole seconds,
 * as a span: both with one sign. False when it is too long. */
static bool span_make(int64_t seconds, int64_t nanos, struct span *out)
{
    int64_t carry = floor_div(nanos, NANOS);
    nanos -= carry * NANOS;
    if ((carry > 0 && seconds > INT64_MAX - carry) ||
        (carry < 0 && seconds < -INT64_MAX - carry))
        return false;
    seconds += carry;
    if (seconds < 0 && nanos > 0) {
        seconds++;
        nanos -= NANOS;
    }
    *out = (struct span){ seconds, (int32_t)nanos };
    return true;
}

bool span_add(struct span a, struct span b, struct span *out)
{
    if ((b.seconds > 0 && a.seconds > INT64_MAX - b.seconds) ||
        (b.seconds < 0 && a.seconds < -INT64_MAX - b.seconds))
        return false;
    return span_make(a.seconds + b.seconds, (int64_t)a.nanos + b.nanos, out);
}

struct span span_neg(struct span a)
{
    return (struct span){ -a.seconds, -a.nanos };
}

int span_cmp(struct span a, struct span b)
{
    if (a.seconds != b.seconds)
        return a.seconds < b.seconds ? -1 : 1;
    return (a.nanos > b.nanos) - (a.nanos < b.nanos);
}

num span_num(struct span s)
{
    num n = num_int(s.seconds);
    if (s.nanos && !num_add(n, num_scaled(s.nanos, 9), &n))
        return num_int(0); /* cannot be: 19 + 9 digits */
    return n;
}

bool span_from_num(num seconds, struct span *out)
{
    num whole, rest;
    int64_t s, n;
    if (!num_round(seconds, 0, NUM_DOWN, &whole) || !num_int64(whole, &s) ||
        s == INT64_MIN)
        return false;
    if (!num_sub(seconds, whole, &rest) || !num_mul(rest, num_int(NANOS), &rest) ||
        !num_round(rest, 0, NUM_DOWN, &rest) || !num_int64(rest, &n))
        return false;
    *out = (struct span){ s, (int32_t)n };
    return true;
}

struct span moment_instant(const struct moment *m)
{
    int32_t offset = m->time.zone ? zone_offset_at(m->time.zone, m) : 0;
    int64_t second = m->time.nanos / NANOS, nanos = m->time.nanos % NANOS;
    struct span s = { 0 };
    span_make(date_to_days(m->day) * SECONDS_PER_DAY + second - offset, nanos, &s);
    return s;
}

bool moment_from_instant(struct span instant, const struct zone *z, struct moment *out)
{
    date day;
    if (instant.seconds < -INSTANT_MAX || instant.seconds > INSTANT_MAX)
        return false;
    int64_t seconds = instant.seconds - (instant.nanos < 0);
    int64_t nanos = instant.nanos < 0 ? instant.nanos + NANOS : instant.nanos;
    seconds += z ? zone_offset_utc(z, seconds) : 0;
    int64_t days = floor_div(seconds, SECONDS_PER_DAY);
    if (!date_from_days(days, &day))
        return false;
    nanos += (seconds - days * SECONDS_PER_DAY) * NANOS;
    *out = (struct moment){ day, { nanos, z } };
    return true;
}
