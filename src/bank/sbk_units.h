/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_SBK_UNITS_H
#define AWE_BANK_SBK_UNITS_H

/* What the values of SoundFont 1.0 are in the units of 2.01. The file of 1.0 holds the card's own
   registers, and times in milliseconds; of all amounts that Creative's driver turns into the same
   register the one is chosen that is nearest to what the register means.
   Source: docs/sound.md "SoundFont 1.0". [main] */

#include "bank/zone.h"
#include "base/findings.h"

#include <stdint.h>

typedef enum awe_sbk_rule {
    AWE_SBK_AS_IS,
    AWE_SBK_DELAY,
    AWE_SBK_ATTACK,
    AWE_SBK_HOLD,
    AWE_SBK_DECAY,
    AWE_SBK_VOLUME_SUSTAIN,
    AWE_SBK_SUSTAIN,
    AWE_SBK_FREQUENCY,
    AWE_SBK_CUTOFF,
    AWE_SBK_RESONANCE,
    AWE_SBK_PITCH,
    AWE_SBK_LFO_CUTOFF,
    AWE_SBK_ENVELOPE_CUTOFF,
    AWE_SBK_TREMOLO,
    AWE_SBK_SEND,
    AWE_SBK_PAN,
    AWE_SBK_ATTENUATION,
    AWE_SBK_KEY_TO_TIME,
    AWE_SBK_SCALE_TUNING,
    AWE_SBK_SAMPLE_MODES,
    AWE_SBK_SAMPLE_PITCH, /* becomes root key and fine tuning: sbk.c */
    AWE_SBK_UNKNOWN,      /* means nothing */
    AWE_N_SBK_RULES,
} awe_sbk_rule;

/* How rules, as kinds of findings, are told: each in a sum, with how often it was applied. */
extern const awe_finding_rules awe_sbk_reports;

/* Which rule generator `id`, any number, follows. */
awe_sbk_rule awe_sbk_rule_of(uint32_t id);

/* `value` in the units of SoundFont 2.01. */
int16_t awe_sbk_amount(awe_sbk_rule rule, int16_t value);

#endif
