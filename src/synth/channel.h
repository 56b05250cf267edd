/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_CHANNEL_H
#define AWE_SYNTH_CHANNEL_H

/* The state of one MIDI channel: controllers, program, tuning, and what RPN data entry means. It
   starts no voice; synth.c acts on what the functions return. Sources: MIDI 1.0, General MIDI 1 and
   2, RP-015. [audio] */

#include "awe/api.h"
#include "awe/event.h"

#include <stdint.h>

/* Controller numbers that the driver itself understands. */
typedef enum awe_cc {
    AWE_CC_BANK_MSB = 0,
    AWE_CC_MODULATION = 1,
    AWE_CC_DATA_MSB = 6,
    AWE_CC_VOLUME = 7,
    AWE_CC_PAN = 10,
    AWE_CC_EXPRESSION = 11,
    AWE_CC_BANK_LSB = 32,
    AWE_CC_DATA_LSB = 38,
    AWE_CC_SUSTAIN = 64,
    AWE_CC_SOSTENUTO = 66,
    AWE_CC_SOFT = 67,
    AWE_CC_REVERB_SEND = 91,
    AWE_CC_CHORUS_SEND = 93,
    AWE_CC_DATA_INCREMENT = 96,
    AWE_CC_DATA_DECREMENT = 97,
    AWE_CC_NRPN_LSB = 98,
    AWE_CC_NRPN_MSB = 99,
    AWE_CC_RPN_LSB = 100,
    AWE_CC_RPN_MSB = 101,
    AWE_CC_ALL_SOUND_OFF = 120,
    AWE_CC_RESET_CONTROLLERS = 121,
    AWE_CC_ALL_NOTES_OFF = 123,
    AWE_CC_OMNI_OFF = 124,
    AWE_CC_OMNI_ON = 125,
    AWE_CC_MONO = 126,
    AWE_CC_POLY = 127,
} awe_cc;

#define AWE_DRUM_BANK 128
#define AWE_NO_PARAMETER 0x3FFF /* RPN null */

typedef struct awe_channel {
    uint8_t controls[128];
    uint8_t key_pressure[128];
    uint8_t program;
    uint8_t bank_msb, bank_lsb; /* as they were at the last program change */
    uint8_t pressure;
    uint8_t drums;
    uint8_t mono;
    uint8_t parameter_is_nrpn;
    uint8_t bend_range_semitones, bend_range_cents; /* RPN 0 */
    uint16_t parameter;                             /* selected by RPN or NRPN, 14 bits */
    uint16_t bend;                                  /* 0..16383, 8192 is the centre */
    /* RPN 1: 8192 is in tune, full range +-100 cents */
    uint16_t fine_tuning;
    int8_t coarse_tuning; /* RPN 2: semitones */
    uint8_t preset_known; /* `preset_bank` and `preset` are up to date */
    uint8_t preset_bank;  /* index into the synth's banks */
    /* of awe_bank_find(); negative: nothing to play */
    int32_t preset;
} awe_channel;

/* Everything as after power-on; `drums` for the channel that plays the kit. */
AWE_RT void awe_channel_reset(awe_channel *channel, int drums);

/* RP-015: what CC121 resets. */
AWE_RT void awe_channel_reset_controllers(awe_channel *channel);

/* Takes a program change: the bank selected before it takes effect with it. */
AWE_RT void awe_channel_program(awe_channel *channel, uint8_t program);

/* Takes a controller 0..119. True: sounding voices must be told. */
AWE_RT int awe_channel_control(awe_channel *channel, uint8_t number, uint8_t value);

/* RPN 1 and 2 together, in cents. */
AWE_RT float awe_channel_tuning_cents(const awe_channel *channel);

/* The pitch wheel alone, in cents. */
AWE_RT float awe_channel_bend_cents(const awe_channel *channel);

/* The bank that the next note plays from, by the rules of `reset` (the last reset message). */
AWE_RT uint32_t awe_channel_bank(const awe_channel *channel, awe_reset_kind reset);

#endif
