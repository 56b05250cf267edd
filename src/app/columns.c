/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/columns.h"

#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <wchar.h>

/* The character at `at`, which moves behind it. */
static uint32_t take_character(const char **at)
{
    unsigned char first = (unsigned char)*(*at)++;
    uint32_t code = first < 0xC0   ? first
                    : first < 0xE0 ? first & 0x1F
                    : first < 0xF0 ? first & 0x0F
                                   : first & 7;
    while (((unsigned char)**at & 0xC0) == 0x80) {
        code = code << 6 | ((unsigned char)*(*at)++ & 0x3F);
    }
    return code;
}

/* Accents take none, Chinese characters two. What the C library does not know takes one. */
static size_t find_width(uint32_t code)
{
    int width = code < 0x80 ? 1 : wcwidth((wchar_t)code);
    return width < 0 ? 1 : (size_t)width;
}

static size_t fit(const char *text, size_t n_columns, size_t *n_used)
{
    const char *at = text;
    *n_used = 0;
    while (*at) {
        const char *next = at;
        size_t width = find_width(take_character(&next));
        if (*n_used + width > n_columns) {
            break;
        }
        *n_used += width;
        at = next;
    }
    return (size_t)(at - text);
}

/* Of plain ASCII, which is nearly all that there is, each character takes one. */
static bool fit_ascii(const char *text, size_t n_columns, size_t *n_used)
{
    size_t n = 0;
    while (n < n_columns && text[n] && (unsigned char)text[n] < 0x80) {
        n++;
    }
    *n_used = n;
    return (unsigned char)text[n] < 0x80; /* no accent follows, either */
}

size_t columns_fit(const char *text, size_t n_columns, size_t *n_used)
{
    size_t used;
    if (fit_ascii(text, n_columns, n_used ? n_used : &used)) {
        return n_used ? *n_used : used;
    }
    /* The locale that the user has set need not know Unicode; the terminal is taken to. */
    locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t old = unicode ? uselocale(unicode) : (locale_t)0;
    size_t n_bytes = fit(text, n_columns, n_used ? n_used : &used);
    if (unicode) {
        uselocale(old);
        freelocale(unicode);
    }
    return n_bytes;
}

size_t columns_count(const char *text)
{
    size_t n_used;
    columns_fit(text, SIZE_MAX, &n_used);
    return n_used;
}
