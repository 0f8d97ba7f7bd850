#include "app/clock.h"

#include <time.h>

struct moment clock_now(void)
{
    static const struct zone utc = { .name = { "", 0 } };
    struct timespec ts;
    struct moment m = { .day = { 1970, 1, 1 } };
    clock_gettime(CLOCK_REALTIME, &ts);
    moment_from_instant((struct span){ ts.tv_sec, (int32_t)ts.tv_nsec }, &utc, &m);
    return m;
}
