/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any text as a file of /proc or /sys: numbers that come out are numbers. The first byte chooses
   the column. */

#include "fuzz/target.h"
#include "io/proc_text.h"

#include <stdlib.h>
#include <string.h>

static void require_number(double number)
{
    require(number >= -1e19 && number <= 1e19);
}

static void read_numbers(const char *text, unsigned column)
{
    double one = 0;
    double two = 0;
    proc_text_number(text, column, &one);
    proc_text_field(text, "VmHWM:", &two);
    require_number(one);
    require_number(two);
    if (proc_text_ticks(text, &one, &two)) {
        require(one >= two && two >= 0);
    }
    proc_text_task_ticks(text, &one);
    proc_text_pressure(text, &two);
    require_number(one);
    require_number(two);
}

/* Each line as the next of the mappings. */
static void read_mappings(char *text)
{
    const file_map banks[] = {{.data = (const void *)(uintptr_t)0x7F0000000000, .size = 0x1234},
                              {.data = NULL, .size = 1}};
    proc_pages pages = {0};
    for (char *rest, *line = strtok_r(text, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        proc_text_take_mapping(&pages, banks, 2, line);
        require(pages.resident_bytes >= 0 && pages.locked_bytes >= 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = size > 0 ? malloc(size) : NULL;
    if (text) {
        memcpy(text, data + 1, size - 1);
        text[size - 1] = '\0';
        read_numbers(text, data[0] % 64);
        read_mappings(text);
    }
    free(text);
    return 0;
}
