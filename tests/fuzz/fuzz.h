/*
 * fuzz.h - what each fuzz target defines: one run on bytes from anywhere.
 *
 * It must return 0, within a second and 256 MB, without a report of a sanitizer.
 */
#ifndef IJK_TESTS_FUZZ_H
#define IJK_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* The name is libFuzzer's. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#endif
