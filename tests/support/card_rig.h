/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_CARD_RIG_H
#define TESTS_SUPPORT_CARD_RIG_H

/* What the tests of the card's facts share: a bank of one looped recording at root key 60, a dry
   and flat synth on it, and measurements of pitch, filter and level over time. Channel 0 plays at
   full volume, expression and velocity and with no sends unless a test says otherwise. */

#include "bank/zone.h"
#include "support/synth_rig.h"

#include <stddef.h>
#include <stdint.h>

#define SECOND 44100

typedef enum card_wave {
    CARD_SINE,    /* 100 frames, half of full scale, looped */
    CARD_DC,      /* half of full scale, looped: the output is the gain */
    CARD_IMPULSE, /* one frame of full scale after IMPULSE_AT, once: the output is the response */
} card_wave;

#define IMPULSE_AT 8820

typedef struct card_generator {
    uint16_t id; /* 0: the end of a list */
    int amount;
} card_generator;

/* Opens the rig in `model` with these generators (NULL: none) in the instrument's zone. `config`
   NULL: flat, no effects. */
void card_open(synth_rig *rig, card_wave wave, const card_generator *generators,
               const awe_synth_config *config);
awe_synth_config card_dry(awe_model model);

/* The builder alone, for banks with more in them. */
sf2_builder *card_bank(card_wave wave, const card_generator *generators);

/* Full volume, no sends, on `channel` at frame 0: before each rig_play() but the first, which
   card_open() has prepared on channel 0. */
void card_prepare(synth_rig *rig, uint8_t channel);

/* An NRPN: CC99, CC98, CC6, CC38, `value` counted from the middle. */
void card_nrpn(synth_rig *rig, uint32_t frame, uint8_t msb, uint8_t lsb, int value);

/* Cents of the left side against 441 Hz, one per period from frame `from` to `to`: cents[i] at
   at[i] seconds. Returns how many, at most `max`. */
size_t card_cents(const synth_rig *rig, size_t from, size_t to, double *at, double *cents,
                  size_t max);

/* Amplitude and phase (0: rises from 0 at t = 0) of the sine at `hz` in y(at) [n], mean removed. */
double card_component(const double *at, const double *y, size_t n, double hz, double *phase);

/* The frequency between low and high hz at which the component is largest. */
double card_fit_hz(const double *at, const double *y, size_t n, double low_hz, double high_hz);

/* Response in dB at `hz` to the impulse of a note that began at `start`, against an unhindered
   one. */
double card_response_db(const synth_rig *rig, size_t start, double hz);

/* The card's filter by its formula, in dB: DC attenuation left out. */
double card_filter_db(double hz, double cutoff_hz, int q_index);

/* The cutoff in Hz whose formula fits the response best, q_index known. */
double card_fit_cutoff(const synth_rig *rig, size_t start, int q_index);

/* Fails the test with both numbers unless |got - want| <= tolerance; `row` as in docs/sound.md. */
void card_expect(int row, double got, double want, double tolerance);

#endif
