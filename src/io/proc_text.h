/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_PROC_TEXT_H
#define AWE_IO_PROC_TEXT_H

/* Reads what /proc and /sys say: text in, numbers out. All return false, and leave `out` alone,
   where the text does not say it. Sources: proc(5); the kernel's accounting/psi.rst and
   filesystems/proc.rst. [any] */

#include "io/file_map.h"

#include <stdbool.h>
#include <stddef.h>

/* Number `column`, from 0, of the first line. */
bool proc_text_number(const char *text, unsigned column, double *out);

/* The number behind `key`, such as "VmHWM:", at the start of a line, and a colon if there is one
   between. */
bool proc_text_field(const char *text, const char *key, double *out);

/* Of /proc/stat: ticks of all processors since the start, and those that the hypervisor gave to
   others. */
bool proc_text_ticks(const char *text, double *total, double *stolen);

/* Of a task's stat: ticks that it ran. */
bool proc_text_task_ticks(const char *text, double *out);

/* Of a file of /proc/pressure: percent of the last 10 s in which something had to wait. */
bool proc_text_pressure(const char *text, double *out);

/* Pages of banks, gathered from the lines of /proc/self/smaps. All zeros to begin with. */
typedef struct proc_pages {
    double resident_bytes;
    double locked_bytes;
    double mapping_bytes; /* resident, of the mapping whose lines are being read */
    bool is_bank;
} proc_pages;

/* Takes the next line. */
void proc_text_take_mapping(proc_pages *pages, const file_map *banks, size_t n_banks,
                            const char *line);

#endif
