/*
 * clock.h - the one place where the program looks at the clock.
 */
#ifndef IJK_APP_CLOCK_H
#define IJK_APP_CLOCK_H

#include "base/calendar.h"

/* Now, in UTC: what FEEL's now() and today() answer in commands. */
struct moment clock_now(void);

#endif
