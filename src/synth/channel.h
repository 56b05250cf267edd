/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_CHANNEL_H
#define AWE_SYNTH_CHANNEL_H

/* The state of one MIDI channel: controllers, program, tuning, and what RPN data entry means. It
   starts no voice; synth.c acts on what the functions return. Sources: MIDI 1.0, General MIDI 1 and
   2, RP-015. [audio] */

#include "awe/api.h"
#include "awe/event.h"
#include "synth/edits.h"

#include <stdint.h>

/* Controller numbers that the driver itself understands. */
typedef enum awe_cc {
    AWE_CC_BANK_MSB = 0,
    AWE_CC_MODULATION = 1,
    AWE_CC_PORTAMENTO_TIME = 5,
    AWE_CC_DATA_MSB = 6,
    AWE_CC_VOLUME = 7,
    AWE_CC_PAN = 10,
    AWE_CC_EXPRESSION = 11,
    AWE_CC_BANK_LSB = 32,
    AWE_CC_DATA_LSB = 38,
    AWE_CC_SUSTAIN = 64,
    AWE_CC_PORTAMENTO = 65,
    AWE_CC_SOSTENUTO = 66,
    AWE_CC_SOFT = 67,
    AWE_CC_RESONANCE = 71,
    AWE_CC_RELEASE = 72,
    AWE_CC_ATTACK = 73,
    AWE_CC_CUTOFF = 74,
    AWE_CC_DECAY = 75,
    AWE_CC_VIBRATO_RATE = 76,
    AWE_CC_VIBRATO_DEPTH = 77,
    AWE_CC_VIBRATO_DELAY = 78,
    AWE_CC_PORTAMENTO_KEY = 84,
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
#define AWE_DRUMS_BY_BANK 3     /* drums until another bank is selected */
#define AWE_NO_PARAMETER 0x3FFF /* RPN null */
#define AWE_NO_KEY 255

/* Data entry: which parameter, and what was entered of its value. */
typedef struct awe_entry {
    uint16_t parameter; /* selected by RPN or NRPN, 14 bits */
    uint8_t is_nrpn;
    uint8_t msb, lsb;   /* 64 and 0 until one comes: the middle */
    uint16_t generator; /* SoundFont NRPN: hundreds and thousands so far, then the generator */
} awe_entry;

/* Registered parameters 0 to 5; there is one bank of tunings. */
typedef struct awe_registered {
    uint8_t bend_range_semitones, bend_range_cents;
    uint8_t tuning_program;
    int8_t coarse_tuning;      /* semitones */
    uint16_t fine_tuning;      /* 8192 is in tune, full range +-100 cents */
    uint16_t modulation_range; /* 64 is 50 cents, the default */
} awe_registered;

/* What GS and XG set for a part by system exclusive. */
typedef struct awe_part {
    int8_t key_shift;       /* semitones */
    uint8_t velocity_depth; /* 64: as played */
    uint8_t velocity_offset;
    uint8_t key_low, key_high; /* keys outside do not sound */
    int16_t scale[12];         /* by pitch class from C: 8192 are 100 cents */
} awe_part;

typedef struct awe_channel {
    uint8_t controls[128];
    uint8_t key_pressure[128];
    uint8_t program;
    uint8_t bank_msb, bank_lsb; /* as they were at the last program change */
    uint8_t pressure;
    uint8_t drums; /* 0 melodic, 1 or 2 drums, AWE_DRUMS_BY_BANK */
    uint8_t mono;
    uint16_t bend; /* 0..16383, 8192 is the centre */
    awe_entry entry;
    awe_registered registered;
    awe_part part;
    awe_edits edits;
    int16_t generator_offset[AWE_N_GENERATORS]; /* SoundFont 2.04, 9.6: NRPN 120 */
    uint8_t last_key;                           /* of the last note-on; AWE_NO_KEY: none yet */
    uint8_t glide_key;                          /* from CC84 for the next note; AWE_NO_KEY: none */
    uint8_t preset_known;                       /* `preset_bank` and `preset` are up to date */
    uint8_t preset_bank;                        /* index into the synth's banks */
    /* of awe_bank_find(); negative: nothing to play */
    int32_t preset;
} awe_channel;

/* Everything as after power-on; `drums` for the channel that plays the kit. */
AWE_RT void awe_channel_reset(awe_channel *channel, int drums);

/* What CC121 resets: RP-015, and the AWE's and SoundFont's NRPNs. */
AWE_RT void awe_channel_reset_controllers(awe_channel *channel);

/* Takes a program change: the bank selected before it takes effect with it. By the rules of `reset`
   (the last reset message) a bank may be one of drum kits. */
AWE_RT void awe_channel_program(awe_channel *channel, uint8_t program, awe_reset_kind reset);

/* Takes a controller 0..119. True: sounding voices must be told. */
AWE_RT int awe_channel_control(awe_channel *channel, uint8_t number, uint8_t value);

/* Takes a tone controller (CC71 to CC78) as GM 2 and XG mean it. */
AWE_RT void awe_channel_tone(awe_channel *channel, uint8_t number, uint8_t value);

/* Takes AWE_PART. False: there is no such setting. */
AWE_RT int awe_channel_set_part(awe_channel *channel, uint8_t setting, uint8_t value);

/* `key` is struck: the next note may glide from it. False: the part does not sound there. */
AWE_RT int awe_channel_strike(awe_channel *channel, uint8_t key);

/* The velocity that the part makes of one. */
AWE_RT uint8_t awe_channel_velocity(const awe_channel *channel, uint8_t velocity);

/* How many times as far as by default CC1 reaches: RPN 5. */
AWE_RT float awe_channel_wheel_scale(const awe_channel *channel);

/* Cents of the part's scale for `key`. */
AWE_RT float awe_channel_scale_cents(const awe_channel *channel, uint8_t key);

/* RPN 1 and 2 and the part's own, in cents. */
AWE_RT float awe_channel_tuning_cents(const awe_channel *channel);

/* The pitch wheel alone, in cents. */
AWE_RT float awe_channel_bend_cents(const awe_channel *channel);

/* The bank that the next note plays from, by the rules of `reset` (the last reset message). */
AWE_RT uint32_t awe_channel_bank(const awe_channel *channel, awe_reset_kind reset);

#endif
