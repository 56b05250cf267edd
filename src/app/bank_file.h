/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BANK_FILE_H
#define APP_BANK_FILE_H

/* A bank to be looked at, not played. [main] */

#include "awe/bank.h"
#include "io/file_map.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct bank_file {
    const char *path;
    file_map map;
    awe_bank *bank;
    uint32_t n_repairs; /* that it needed */
} bank_file;

/* True if the file begins as a SoundFont does. */
bool bank_file_is(const char *path);

/* Reads the bank, without any other that could answer ROM samples. Says what is wrong; false if it
   cannot be used. End with bank_file_close(), in either case. `path` must outlive `f`. */
bool bank_file_open(bank_file *f, const char *path, awe_sf_rules rules);
void bank_file_close(bank_file *f);

#endif
