/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "base/report.h"

#include <stddef.h>
#include <string.h>

#define TEXT_SIZE 240

/* Appends what of `more` fits; returns the new length. */
static size_t append(char text[TEXT_SIZE], size_t length, const char *more)
{
    size_t n = strlen(more);
    size_t room = TEXT_SIZE - 1 - length;
    n = n < room ? n : room;
    memcpy(text + length, more, n);
    text[length + n] = '\0';
    return length + n;
}

void awe_report_number(awe_report_fn report, void *context, awe_report about, uint32_t number,
                       const char *words)
{
    char digits[11] = {0};
    char *first = digits + sizeof digits - 1;
    do {
        *--first = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    char text[TEXT_SIZE];
    size_t length = append(text, 0, first);
    length = append(text, length, words);
    append(text, length, about.text);
    about.text = text;
    report(context, &about);
}
