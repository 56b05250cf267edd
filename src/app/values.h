/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VALUES_H
#define APP_VALUES_H

/* Reads what people write behind options, the same in every locale. All return false, and leave
   `out` alone, when the text is not wholly such a value. [any] */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A whole number from `least` to `most`. */
bool value_count(const char *text, uint32_t least, uint32_t most, uint32_t *out);

/* A decimal number: "12", "0.5", "1e3". */
bool value_number(const char *text, double *out);

/* A level above 0 up to 10 as a factor: "0.5", or in decibels: "-6dB". */
bool value_gain(const char *text, float *out);

/* A time in seconds: "90", "90.5", "1:30", "1:02:03". */
bool value_time(const char *text, double *out);

/* One of `words`, which end with NULL; `out` receives its place. */
bool value_word(const char *text, const char *const *words, uint32_t *out);

/* Channels such as "1-4,10", "B3" or "A10,C1-16": counted from 1, behind a letter those of another
   port (A, which may be left out, to P). Sets their bits in the words of their ports; `out` may be
   partly set where the text is wrong. */
bool value_channels(const char *text, uint16_t out[16]);

/* Writes channels as value_channels() reads them; "..." at the end of what does not fit. */
void value_format_channels(char *out, size_t size, const uint16_t channels[16]);

/* Writes a length as "1:23" or "1:02:03". */
void value_format_time(char *out, size_t size, uint64_t seconds);

#endif
