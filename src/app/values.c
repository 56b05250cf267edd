/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/values.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* strtod() also takes infinities, hexadecimals and blanks, and stops where it likes: only plain
   decimals pass here. */
static bool read_number(const char *text, const char **end, double *out)
{
    size_t n = strspn(text, "+-0123456789.eE");
    char copy[64];
    char *stop;
    if (n == 0 || n >= sizeof copy) {
        return false;
    }
    memcpy(copy, text, n);
    copy[n] = '\0';
    *out = strtod(copy, &stop);
    *end = text + (stop - copy);
    return stop != copy && isfinite(*out);
}

bool value_count(const char *text, uint32_t least, uint32_t most, uint32_t *out)
{
    char *end;
    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*end || errno || value < least || value > most) {
        return false;
    }
    *out = (uint32_t)value;
    return true;
}

bool value_number(const char *text, double *out)
{
    const char *end;
    double value;
    if (!read_number(text, &end, &value) || *end) {
        return false;
    }
    *out = value;
    return true;
}

bool value_gain(const char *text, float *out)
{
    const char *end;
    double value;
    if (!read_number(text, &end, &value)) {
        return false;
    }
    if (*end && strcasecmp(end + (*end == ' '), "dB") != 0) {
        return false;
    }
    double gain = *end ? pow(10.0, value / 20.0) : value;
    if (!(gain >= 1e-6 && gain <= 10.0)) {
        return false;
    }
    *out = (float)gain;
    return true;
}

bool value_time(const char *text, double *out)
{
    double total = 0;
    const char *at = text;
    for (int n_colons = 0; n_colons < 3; n_colons++) {
        double part;
        const char *end;
        if (*at < '0' || *at > '9' || !read_number(at, &end, &part)) {
            return false;
        }
        total = total * 60 + part;
        if (*end == '\0') {
            if (total > 1e9) {
                return false;
            }
            *out = total;
            return true;
        }
        if (*end != ':') {
            return false;
        }
        at = end + 1;
    }
    return false;
}

/* One number 1..16 at the front of `*at`, which moves behind it; 0: there is none. */
static unsigned take_channel(const char **at)
{
    size_t n = strspn(*at, "0123456789");
    unsigned number = n == 1 || n == 2 ? (unsigned)strtoul(*at, NULL, 10) : 0;
    *at += n;
    return number <= 16 ? number : 0;
}

/* One item of a list of channels; `*at` moves behind it. */
static bool take_channels(const char **at, uint16_t out[16])
{
    unsigned port = 0;
    if (**at >= 'A' && **at <= 'P') {
        port = (unsigned)(*(*at)++ - 'A');
    }
    unsigned first = take_channel(at);
    unsigned last = first;
    if (**at == '-') {
        ++*at;
        last = take_channel(at);
    }
    if (first == 0 || last < first) {
        return false;
    }
    out[port] |= (uint16_t)((2u << (last - 1)) - (1u << (first - 1)));
    return true;
}

bool value_channels(const char *text, uint16_t out[16])
{
    while (take_channels(&text, out)) {
        if (*text == '\0') {
            return true;
        }
        if (*text++ != ',') {
            return false;
        }
    }
    return false;
}

bool value_word(const char *text, const char *const *words, uint32_t *out)
{
    for (uint32_t i = 0; words[i]; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

void value_format_time(char *out, size_t size, uint64_t seconds)
{
    unsigned long long h = seconds / 3600;
    unsigned m = (unsigned)(seconds / 60 % 60);
    unsigned s = (unsigned)(seconds % 60);
    if (h > 0) {
        snprintf(out, size, "%llu:%02u:%02u", h, m, s);
    } else {
        snprintf(out, size, "%u:%02u", m, s);
    }
}

/* One past the last channel of a run that begins at `first`. */
static unsigned find_run_end(uint16_t channels, unsigned first)
{
    unsigned end = first;
    while (end < 16 && channels >> end & 1) {
        end++;
    }
    return end;
}

static void format_run(char *out, size_t size, unsigned port, unsigned first, unsigned end)
{
    char letter[2] = {port > 0 ? (char)('A' + port) : '\0', '\0'};
    if (end - first > 1) {
        snprintf(out, size, "%s%u-%u", letter, first + 1, end);
    } else {
        snprintf(out, size, "%s%u", letter, first + 1);
    }
}

void value_format_channels(char *out, size_t size, const uint16_t channels[16])
{
    size_t n = 0;
    unsigned end;
    out[0] = '\0';
    for (unsigned i = 0; i < 16 * 16; i = i / 16 * 16 + end) {
        char run[16];
        unsigned first = i % 16;
        end = find_run_end(channels[i / 16], first);
        if (end == first) {
            end++;
            continue;
        }
        format_run(run, sizeof run, i / 16, first, end);
        if (n + strlen(run) + strlen(",...") >= size) {
            snprintf(out + n, size - n, "...");
            return;
        }
        n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? "," : "", run);
    }
}
