/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_FINDINGS_H
#define AWE_BANK_FINDINGS_H

/* What can be wrong with a bank, and where. The first few of each kind are told in full, then a
   sum. [main] */

#include "base/bytes.h"
#include "base/findings.h"

#include <stdint.h>

typedef enum awe_bank_finding {
    AWE_FINDING_NOT_RIFF,
    AWE_FINDING_NOT_SOUNDFONT,
    AWE_FINDING_CHUNK_MISSING,
    AWE_FINDING_NO_SOUND,
    AWE_FINDING_FORM,
    AWE_FINDING_NO_VERSION,
    AWE_FINDING_NEW_VERSION,
    AWE_FINDING_CHUNK_UNPADDED,
    AWE_FINDING_CHUNK_RESIZED,
    AWE_FINDING_CHUNK_CUT,
    AWE_FINDING_NO_MODULATORS,
    AWE_FINDING_NO_FRAMES,
    AWE_FINDING_OLD_MODULATORS,
    AWE_FINDING_OLD_TOO_BIG,
    AWE_FINDING_PART_OF_RECORD,
    AWE_FINDING_MANY_RECORDS,
    AWE_FINDING_NO_TERMINAL,
    AWE_FINDING_SM24_VERSION,
    AWE_FINDING_SM24_SIZE,
    AWE_FINDING_SAMPLE_ROM,
    AWE_FINDING_SAMPLE_ROM_ANSWERED,
    AWE_FINDING_SAMPLE_OUTSIDE,
    AWE_FINDING_SAMPLE_END,
    AWE_FINDING_SAMPLE_RATE,
    AWE_FINDING_SAMPLE_ROOT_KEY,
    AWE_FINDING_SAMPLE_NO_DECODER,
    AWE_FINDING_SAMPLE_NOT_DECODED,
    AWE_FINDING_SAMPLE_LOOP_CLAMPED,
    AWE_FINDING_SAMPLE_LOOP_DROPPED,
    AWE_FINDING_SAMPLE_OFFSETS,
    AWE_FINDING_ZONE_INDEX,
    AWE_FINDING_GENERATOR_INDEX,
    AWE_FINDING_MODULATOR_INDEX,
    AWE_FINDING_ZONE_LINK,
    AWE_FINDING_ZONE_NO_LINK,
    AWE_FINDING_ZONE_RANGE,
    AWE_FINDING_GENERATOR_UNKNOWN,
    AWE_FINDING_GENERATOR_LEVEL,
    AWE_FINDING_RANGE_LATE,
    AWE_FINDING_GENERATOR_AFTER_LINK,
    AWE_FINDING_MANY_MODULATORS,
    AWE_FINDING_PRESET_ADDRESS,
    AWE_FINDING_PRESET_TWICE,
    AWE_FINDING_MANY_LAYERS,
    AWE_FINDING_MANY_PAIRS,
    AWE_N_BANK_FINDINGS,
} awe_bank_finding;

typedef struct awe_bank_findings {
    awe_findings common;
    awe_bytes file; /* offsets count from its first byte */
} awe_bank_findings;

/* Where something was found: the fields of awe_report, and the bytes themselves instead of their
   offset. */
typedef struct awe_place {
    const char *part;
    uint32_t index;
    const char *name;
    const uint8_t *bytes; /* in the file; NULL or elsewhere: its beginning */
} awe_place;

/* `report` may be NULL. `file` is borrowed. */
void awe_bank_findings_init(awe_bank_findings *findings, awe_report_fn report, void *context,
                            awe_bytes file);

/* Reports `finding` at `place`, or only counts it after the first few of its kind. */
void awe_bank_findings_add(awe_bank_findings *findings, awe_bank_finding finding, awe_place place);

/* Reports how many were only counted. */
void awe_bank_findings_finish(awe_bank_findings *findings);

#endif
