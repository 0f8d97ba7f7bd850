/*
 * zone_int.h - the tables that tools/gen-zones makes of the IANA time zone data.
 */
#ifndef IJK_BASE_ZONE_INT_H
#define IJK_BASE_ZONE_INT_H

#include "base/calendar.h"

/* "The week-th weekday of the month, so many seconds after its midnight." */
struct zone_day {
    uint8_t month;   /* from 1; 0 when the zone has no summer time */
    uint8_t week;    /* from 1; 5 is the last */
    uint8_t weekday; /* Sunday is 0 */
    int32_t seconds; /* local time before the change; may be outside the day */
};

struct zone_rules {
    const int64_t *at;     /* UTC seconds of the n transitions, in order */
    const int32_t *offset; /* n + 1: before the first, then after each */
    size_t n;
    int32_t winter, summer;     /* offsets after the last transition, for ever */
    struct zone_day begin, end; /* of summer time */
};

extern const struct zone zone_table[]; /* in order of name */
extern const size_t zone_count;

#endif
