/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_SBK_H
#define AWE_BANK_SBK_H

/* SoundFont 1.0 to 2.01: records, units, defaults, and what a preset's values do. The rest of the
   reader sees SoundFont 2 only. Source: docs/sound.md "SoundFont 1.0". [main] */

#include "bank/bank.h"

/* Replaces the tables of `load->sf2` by converted ones, which `load->tables` holds. Values are
   converted where `load->sf2.rules` are those of 1.0, else only the records' form is.
   Errors: AWE_NO_MEM. */
awe_status awe_sbk_convert(awe_load *load);

#endif
