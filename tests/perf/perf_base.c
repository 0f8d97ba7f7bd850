/* Speed of what everything stands on: numbers, dates and JSON. Per operation the
 * loop around it is counted too; its own cost is the first figure. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/calendar.h"
#include "base/json.h"
#include "base/utf8.h"

enum { ROUNDS = 5, COUNT = 1024, REPEAT = 2000 };

static num left[COUNT], right[COUNT];
static volatile int64_t sink;
static bool too_slow;

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* One figure; `limit` in nanoseconds is what we promise, with room for a busy
 * machine. */
static void report(const char *name, int64_t ns, int64_t count, int64_t limit)
{
    int64_t ps = ns * 1000 / count;
    printf("%-28s %6lld.%02lld ns\n", name, (long long)(ps / 1000),
           (long long)(ps % 1000 / 10));
    too_slow |= ps > limit * 1000;
}

static void report_rate(const char *name, int64_t ns, size_t bytes, int64_t least)
{
    int64_t rate = (int64_t)bytes * 1000 / ns;
    printf("%-28s %6lld MB/s (%zu bytes)\n", name, (long long)rate, bytes);
    too_slow |= rate < least;
}

static void fill(const char *const *texts_left, const char *const *texts_right)
{
    for (int i = 0; i < COUNT; i++)
        if (!num_parse(str_of(texts_left[i % 4]), &left[i], NULL) ||
            !num_parse(str_of(texts_right[i % 4]), &right[i], NULL))
            abort();
}

static void run_cmp(int i)
{
    sink += num_cmp(left[i], right[i]);
}

static void run_add(int i)
{
    num n;
    sink += num_add(left[i], right[i], &n) ? (int64_t)n.w[0] : 0;
}

static void run_mul(int i)
{
    num n;
    sink += num_mul(left[i], right[i], &n) ? (int64_t)n.w[0] : 0;
}

static void run_div(int i)
{
    num n;
    sink += num_div(left[i], right[i], &n) ? (int64_t)n.w[0] : 0;
}

static void run_round(int i)
{
    num n;
    sink += num_round(left[i], 0, NUM_HALF_UP, &n) ? (int64_t)n.w[0] : 0;
}

static void run_int64(int i)
{
    int64_t n;
    sink += num_int64(left[i], &n) ? n : 0;
}

static void run_exp(int i)
{
    num n;
    sink += num_exp(left[i], &n) ? (int64_t)n.w[0] : 0;
}

static void run_pow(int i)
{
    num n;
    sink += num_pow(left[i], right[i], &n) ? (int64_t)n.w[0] : 0;
}

static void run_hash(int i)
{
    sink += (int64_t)num_hash(left[i]);
}

static void run_days(int i)
{
    date d;
    sink += date_from_days(i * 37, &d) ? date_to_days(d) : 0;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void measure(const char *name, void (*run)(int), int repeat, int64_t limit)
{
    int64_t best = INT64_MAX;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t start = now();
        for (int k = 0; k < repeat; k++)
            for (int i = 0; i < COUNT; i++)
                run(i);
        best = least(best, now() - start);
    }
    report(name, best, (int64_t)repeat * COUNT, limit);
}

static void run_nothing(int i)
{
    sink += (int64_t)left[i].w[0];
}

static void measure_numbers(void)
{
    static const char *const ints[] = { "17", "1250", "-3", "999999" };
    static const char *const others[] = { "60", "1250", "12", "4" };
    static const char *const amounts[] = { "12.50", "0.21", "-3.75", "1234.99" };
    static const char *const mixed[] = { "2", "1.5", "0.125", "60" };
    static const char *const longs[] = { "1.234567890123456789012345678901234",
                                         "-98765432109876543210.12345", "3.3e-20",
                                         "7e30" };
    fill(ints, others);
    measure("nothing but the loop", run_nothing, REPEAT, 10);
    measure("cmp, integers", run_cmp, REPEAT, 25);
    measure("add, integers", run_add, REPEAT, 25);
    measure("mul, integers", run_mul, REPEAT, 25);
    measure("div, integers", run_div, REPEAT / 4, 250);
    measure("int64", run_int64, REPEAT, 30);
    measure("hash", run_hash, REPEAT, 60);
    measure("pow, integers", run_pow, REPEAT / 100, 60000);
    fill(amounts, mixed);
    measure("cmp, mixed amounts", run_cmp, REPEAT, 30);
    measure("add, mixed amounts", run_add, REPEAT, 30);
    measure("mul, mixed amounts", run_mul, REPEAT, 30);
    measure("div, mixed amounts", run_div, REPEAT / 4, 250);
    measure("round half up", run_round, REPEAT, 30);
    measure("exp", run_exp, REPEAT / 100, 30000);
    measure("pow, fractions", run_pow, REPEAT / 100, 60000);
    fill(longs, longs);
    measure("add, many digits", run_add, REPEAT / 4, 120);
    measure("mul, many digits", run_mul, REPEAT / 4, 250);
    measure("div, many digits", run_div, REPEAT / 4, 250);
    measure("date from and to days", run_days, REPEAT, 60);
}

static void measure_num_text(void)
{
    static const char *const texts[] = { "0", "1250", "12.50", "-1234.99" };
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    int64_t start = now();
    for (int i = 0; i < 1000000; i++) {
        num n;
        sink += num_parse(str_of(texts[i & 3]), &n, NULL);
    }
    report("parse a number", now() - start, 1000000, 60);
    start = now();
    struct sbuf b;
    sbuf_init(&b, &mem);
    for (int i = 0; i < 1000000; i++) {
        b.n = 0;
        num_format(&b, num_scaled(i * 13, i & 3));
    }
    report("format a number", now() - start, 1000000, 120);
    arena_release(&mem);
}

/* Cases as they come in: short names, short texts, small numbers, nesting. */
static str make_json(struct arena *mem, size_t n)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    sbuf_raw(&b, "[");
    for (size_t i = 0; i < n; i++) {
        if (i)
            sbuf_raw(&b, ",\n");
        sbuf_printf(
            &b,
            "{\"zaak\": \"2025-%06zu\", \"leefeenheid\": {\"volwassenen\": %zu, "
            "\"kinderen\": [{\"leeftijd\": %zu, \"zorgintensief\": false}, "
            "{\"leeftijd\": %zu, \"zorgintensief\": true}]}, \"woning\": {\"soort\": "
            "\"eengezinswoning\", \"slaapkamers\": %zu, \"oppervlakte\": %zu.5}, "
            "\"beperkingen\": [\"lopen\", \"tillen\", \"energie\"], \"toelichting\": "
            "\"mevrouw kan de zware taken niet meer doen na haar operatie\", "
            "\"eigen_bijdrage\": %zu.%02zu, \"huisdier\": null}",
            i, i % 3, i % 18, i % 12, i % 5, 60 + i % 90, i % 40, i % 100);
    }
    sbuf_raw(&b, "]");
    return sbuf_str(&b);
}

static int64_t time_read(struct arena *mem, str text, struct json *j)
{
    struct err err = { 0 };
    int64_t start = now();
    if (!json_parse(mem, text, j, &err))
        abort();
    return now() - start;
}

static int64_t time_small(struct arena *mem, str text, int times)
{
    struct json j;
    struct err err = { 0 };
    int64_t start = now();
    for (int i = 0; i < times; i++) {
        struct arena_mark mark = arena_mark(mem);
        if (!json_parse(mem, text, &j, &err))
            abort();
        arena_rewind(mem, mark);
    }
    return (now() - start) / times;
}

static void measure_json(void)
{
    struct arena texts, mem;
    struct json j;
    size_t bad, written = 0;
    int64_t read = INT64_MAX, write = INT64_MAX, small = INT64_MAX, valid = INT64_MAX;
    arena_init(&texts, SIZE_MAX);
    arena_init(&mem, SIZE_MAX);
    str all = make_json(&texts, 20000), one = make_json(&texts, 1);
    for (int round = 0; round < ROUNDS; round++) {
        struct arena_mark mark = arena_mark(&mem);
        read = least(read, time_read(&mem, all, &j));
        struct sbuf b;
        sbuf_init(&b, &mem);
        int64_t start = now();
        json_write(&b, &j, 0);
        write = least(write, now() - start);
        written = b.n;
        start = now();
        sink += utf8_is_valid(all, &bad);
        valid = least(valid, now() - start);
        arena_rewind(&mem, mark);
        small = least(small, time_small(&mem, one, 10000));
    }
    report_rate("JSON, read 20000 cases", read, all.n, 60);
    report_rate("JSON, read one case", small, one.n, 80);
    report_rate("JSON, write", write, written, 50);
    report_rate("UTF-8, verify", valid, all.n, 800);
    arena_release(&mem);
    arena_release(&texts);
}

int main(void)
{
    measure_numbers();
    measure_num_text();
    measure_json();
    return too_slow;
}
