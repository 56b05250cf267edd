/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_REGISTERS_H
#define AWE_SYNTH_REGISTERS_H

/* The card's register grids: what Creative's driver made of a generator's value, and what the chip
   makes of the register. Integers throughout, so that every rounding is the driver's own.
   Source: docs/sound.md "Registers of the card". [audio] */

#include "awe/api.h"
#include "bank/zone.h"

#include <stdint.h>

/* Kinds of value: how a generator is counted in a file, in a register and on the chip. */
typedef enum awe_quantity {
    AWE_QUANTITY_NONE,
    AWE_QUANTITY_DELAY,          /* timecents; 32 frames a step below 0x8000; frames */
    AWE_QUANTITY_ATTACK,         /* timecents; rate 1..127; frames to full level */
    AWE_QUANTITY_HOLD,           /* timecents; 4096 frames a step below 127; frames */
    AWE_QUANTITY_DECAY,          /* timecents; rate 1..127; frames for the whole range */
    AWE_QUANTITY_VOLUME_SUSTAIN, /* cB; 0.75 dB a step below 127, 0: silence; fall 0..1 */
    AWE_QUANTITY_SUSTAIN,        /* 0.1 %; level of 127; fall 0..1 */
    AWE_QUANTITY_FREQUENCY,      /* absolute cents; 44100 / 2^20 Hz a step; LFO phase per frame */
    AWE_QUANTITY_CUTOFF,         /* absolute cents; 29.3843 cents a step; absolute cents */
    AWE_QUANTITY_RESONANCE,      /* cB; 16 indices; cB of peak */
    AWE_QUANTITY_PITCH,          /* cents; signed, 9.375 cents a step; cents */
    AWE_QUANTITY_LFO_CUTOFF,     /* cents; signed, 28.125 cents a step; cents */
    AWE_QUANTITY_CUTOFF_DEPTH,   /* cents; signed, 56.25 cents a step; cents */
    AWE_QUANTITY_TREMOLO,        /* cB; signed, 0.09375 dB a step; cB */
    AWE_QUANTITY_SEND,           /* 0.1 %; 256ths; gain 0..1 */
} awe_quantity;

#define AWE_CARD_LOWEST_CENTS 4366.0509f /* 101.81 Hz: cutoff register 0 */
#define AWE_CARD_CUTOFF_STEP_CENTS 29.3843f
#define AWE_CARD_FAST_ATTACK 0x7D /* from this rate on velocity does not darken */

/* What each generator counts. */
extern const uint8_t awe_quantities[AWE_N_GENERATORS];

#define AWE_BITS(first, last) ((UINT64_C(2) << (last)) - (UINT64_C(1) << (first)))

/* Those that count something, bit per awe_generator_id: what is read once, when a voice starts
   (see awe_chip_update()), and what a voice follows. */
#define AWE_READ_ONCE                                                                              \
    (AWE_BITS(AWE_GEN_MOD_LFO_DELAY, AWE_GEN_MOD_LFO_DELAY) |                                      \
     AWE_BITS(AWE_GEN_VIB_LFO_DELAY, AWE_GEN_VIB_LFO_DELAY) |                                      \
     AWE_BITS(AWE_GEN_MOD_ENV_DELAY, AWE_GEN_MOD_ENV_SUSTAIN) |                                    \
     AWE_BITS(AWE_GEN_VOL_ENV_DELAY, AWE_GEN_VOL_ENV_SUSTAIN))
#define AWE_FOLLOWED                                                                               \
    (AWE_BITS(AWE_GEN_MOD_LFO_TO_PITCH, AWE_GEN_MOD_ENV_TO_CUTOFF) |                               \
     AWE_BITS(AWE_GEN_MOD_LFO_TO_VOLUME, AWE_GEN_MOD_LFO_TO_VOLUME) |                              \
     AWE_BITS(AWE_GEN_CHORUS_SEND, AWE_GEN_REVERB_SEND) |                                          \
     AWE_BITS(AWE_GEN_MOD_LFO_FREQUENCY, AWE_GEN_MOD_LFO_FREQUENCY) |                              \
     AWE_BITS(AWE_GEN_VIB_LFO_FREQUENCY, AWE_GEN_VIB_LFO_FREQUENCY) |                              \
     AWE_BITS(AWE_GEN_MOD_ENV_RELEASE, AWE_GEN_MOD_ENV_RELEASE) |                                  \
     AWE_BITS(AWE_GEN_VOL_ENV_RELEASE, AWE_GEN_VOL_ENV_RELEASE))

AWE_RT static inline awe_quantity awe_quantity_of(uint32_t id)
{
    return (awe_quantity)awe_quantities[id];
}

/* The register for a generator's value, in the file's unit. */
AWE_RT int awe_register_of(awe_quantity quantity, int amount);

/* The register for a time in milliseconds: of rates the one that is not shorter. */
AWE_RT int awe_register_of_ms(awe_quantity quantity, int ms);

/* What the chip makes of a register, in the unit of chip/params.h. */
AWE_RT float awe_register_meaning(awe_quantity quantity, int value);

/* The driver's exponential, (1 + fraction) 2^whole of `cents` / 1200, rounded down; 0 below 0. */
AWE_RT int awe_register_power(int cents);

/* Rate tables: 1..1984, by which the slowest time is divided. `rate` 1..127. */
AWE_RT int awe_rate_divisor(int rate);

/* Register and back of pan: `place` 0..127 (64 is the middle) and CC10 to 0 (right) .. 255. */
AWE_RT int awe_pan_register(int place, int controller);

/* Pitch: 4096 steps an octave, 0xE000 plays a recording at 44,100 Hz, no more than two octaves
   above that. Returns what the chip plays, in cents. */
AWE_RT float awe_pitch_meaning(float cents);

#endif
