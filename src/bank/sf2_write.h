/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_SF2_WRITE_H
#define AWE_BANK_SF2_WRITE_H

/* Writes a SoundFont 2. Source: SoundFont 2.04, 4 and 5. [main] */

#include "awe/bank.h"
#include "bank/tables.h"

/* Writes the file of closed `tables` and 16-bit sample data; `context` is for `write`. False: it
   failed. */
int awe_sf2_write(const awe_tables *tables, awe_bytes smpl, awe_write_fn write, void *context);

#endif
