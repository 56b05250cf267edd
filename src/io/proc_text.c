/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/proc_text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST 1e18           /* no size, time or count comes near */
#define N_TICK_COLUMNS 8    /* user to steal; those behind are part of user and nice */
#define STEAL_COLUMN 7      /* from 0 */
#define TASK_USER_COLUMN 11 /* of what follows the name, from 0; system time is next */
#define KIB 1024.0

static bool take_number(const char **text, double *out)
{
    const char *start = *text + strspn(*text, " \t");
    char *end;
    if (!isdigit((unsigned char)(*start == '-' ? start[1] : start[0]))) {
        return false;
    }
    double number = strtod(start, &end);
    if (!(number >= -MOST && number <= MOST)) {
        return false;
    }
    *text = end;
    *out = number;
    return true;
}

bool proc_text_number(const char *text, unsigned column, double *out)
{
    for (unsigned i = 0; i < column; i++) {
        text += strspn(text, " \t");
        text += strcspn(text, " \t\n");
    }
    return take_number(&text, out);
}

bool proc_text_field(const char *text, const char *key, double *out)
{
    size_t size = strlen(key);
    while (strncmp(text, key, size) != 0) {
        text = strchr(text, '\n');
        if (!text) {
            return false;
        }
        text++;
    }
    text += size;
    text += strspn(text, " \t");
    text += *text == ':';
    return take_number(&text, out);
}

bool proc_text_ticks(const char *text, double *total, double *stolen)
{
    double sum = 0;
    double ticks = 0;
    if (strncmp(text, "cpu ", 4) != 0) {
        return false;
    }
    text += 4;
    for (int i = 0; i < N_TICK_COLUMNS; i++) {
        if (!take_number(&text, &ticks) || ticks < 0) {
            return false;
        }
        sum += ticks;
    }
    _Static_assert(STEAL_COLUMN == N_TICK_COLUMNS - 1, "the last one that was read");
    *total = sum;
    *stolen = ticks;
    return true;
}

bool proc_text_task_ticks(const char *text, double *out)
{
    const char *name_end = strrchr(text, ')'); /* a name may hold anything */
    double user;
    double system;
    if (!name_end || !proc_text_number(name_end + 1, TASK_USER_COLUMN, &user) ||
        !proc_text_number(name_end + 1, TASK_USER_COLUMN + 1, &system)) {
        return false;
    }
    *out = user + system;
    return true;
}

bool proc_text_pressure(const char *text, double *out)
{
    static const char before[] = "some avg10=";
    if (strncmp(text, before, sizeof before - 1) != 0) {
        return false;
    }
    text += sizeof before - 1;
    return take_number(&text, out);
}

/* "START-END ", hexadecimal. False: another kind of line. */
static bool take_range(const char *line, uint64_t *start, uint64_t *end)
{
    char *after;
    if (!isxdigit((unsigned char)line[0])) {
        return false;
    }
    *start = strtoull(line, &after, 16);
    if (*after != '-' || !isxdigit((unsigned char)after[1])) {
        return false;
    }
    *end = strtoull(after + 1, &after, 16);
    return *after == ' ';
}

static bool is_of_bank(const file_map *banks, size_t n_banks, uint64_t start, uint64_t end)
{
    for (size_t i = 0; i < n_banks; i++) {
        uint64_t first = (uint64_t)(uintptr_t)banks[i].data;
        if (first && start < first + banks[i].size && end > first) {
            return true;
        }
    }
    return false;
}

void proc_text_take_mapping(proc_pages *pages, const file_map *banks, size_t n_banks,
                            const char *line)
{
    uint64_t start;
    uint64_t end;
    double kib;
    if (take_range(line, &start, &end)) {
        pages->is_bank = is_of_bank(banks, n_banks, start, end);
        pages->mapping_bytes = 0;
    } else if (!pages->is_bank) {
        return;
    } else if (proc_text_field(line, "Rss:", &kib) && kib > 0) {
        pages->mapping_bytes = kib * KIB;
        pages->resident_bytes += kib * KIB;
    } else if (strncmp(line, "VmFlags:", 8) == 0 && strstr(line, " lo")) {
        pages->locked_bytes += pages->mapping_bytes;
    }
}
