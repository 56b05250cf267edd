/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_REPORT_H
#define AWE_BASE_REPORT_H

/* What the readers' findings have in common: a report about a number of things. [main] */

#include "awe/status.h"

#include <stdint.h>

/* Hands `about` to `report` with the text "<number><words><about.text>", cut at 239 characters. */
void awe_report_number(awe_report_fn report, void *context, awe_report about, uint32_t number,
                       const char *words);

#endif
