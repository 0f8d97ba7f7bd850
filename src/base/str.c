#include "base/str.h"

str str_slice(str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (str){ from ? s.at + from : s.at, to - from }; /* `at` may be NULL */
}

int str_cmp(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.at, b.at, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_eq(str_slice(s, 0, prefix.n), prefix);
}

bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && str_eq(str_slice(s, s.n - suffix.n, s.n), suffix);
}

size_t str_find(str s, str needle, size_t from)
{
    if (needle.n == 0)
        return from <= s.n ? from : SIZE_MAX;
    if (from >= s.n || s.n - from < needle.n)
        return SIZE_MAX;
    const char *hit = memmem(s.at + from, s.n - from, needle.at, needle.n);
    return hit ? (size_t)(hit - s.at) : SIZE_MAX;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str str_trim(str s)
{
    while (s.n && is_white(s.at[0])) {
        s.at++;
        s.n--;
    }
    while (s.n && is_white(s.at[s.n - 1]))
        s.n--;
    return s;
}

bool str_is_blank(str s)
{
    return str_trim(s).n == 0;
}

enum { NEAR_MAX = 64 }; /* longer names are not compared */

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
    unsigned m = a < b ? a : b;
    return m < c ? m : c;
}

/* Levenshtein distance, in bytes. */
static unsigned distance(str a, str b)
{
    unsigned row[NEAR_MAX + 1];
    for (size_t j = 0; j <= b.n; j++)
        row[j] = (unsigned)j;
    for (size_t i = 0; i < a.n; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i + 1;
        for (size_t j = 0; j < b.n; j++) {
            unsigned up = row[j + 1];
            row[j + 1] = min3(row[j] + 1, up + 1, diagonal + (a.at[i] != b.at[j]));
            diagonal = up;
        }
    }
    return row[b.n];
}

str str_nearest(str wanted, const str *candidates, size_t n)
{
    str best = { 0 };
    unsigned least = (unsigned)(wanted.n / 3) + 1;
    if (wanted.n > NEAR_MAX)
        return best;
    for (size_t i = 0; i < n; i++) {
        if (candidates[i].n > NEAR_MAX)
            continue;
        unsigned d = distance(wanted, candidates[i]);
        if (d < least) {
            least = d;
            best = candidates[i];
        }
    }
    return best;
}
