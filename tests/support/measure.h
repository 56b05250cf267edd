/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_MEASURE_H
#define TESTS_SUPPORT_MEASURE_H

/* What a card_rig's take of one note from frame 0 shows: pitch of CARD_SINE, level of CARD_DC,
   filter and sends of CARD_IMPULSE. */

#include "support/card_rig.h"

/* Mean pitch in cents against 441 Hz between two times in seconds. */
double measure_mean_cents(const synth_rig *rig, double from, double to);

/* Pitch in cents at a time. */
double measure_cents_at(const synth_rig *rig, double seconds);

/* Frequency and depth in cents of a triangle on the pitch, which is `want_hz` within a tenth, and
   in `sign` whether it rises first (1) or falls (-1); NULL: not wanted. The fundamental of a
   triangle is 8/pi^2 of its peak. */
double measure_vibrato(const synth_rig *rig, double want_hz, double *cents, int *sign);

/* Level in dB of the left side at a time, against full level at centre pan by the letter. */
double measure_db_at(const synth_rig *rig, double seconds);

/* Where the response falls 3.01 dB below DC: by definition the cutoff of a filter without peak. */
double measure_corner_hz(const synth_rig *rig);

/* Highest response in dB between two frequencies. */
double measure_peak_db(const synth_rig *rig, double low_hz, double high_hz);

/* Sends, as shares of full: the reverb must be AWE_REVERB_DELAY, the chorus AWE_CHORUS_SHORT_DELAY,
   whose first echoes come 5060 and 2822 frames after the impulse. */
double measure_reverb(const synth_rig *rig);
double measure_chorus(const synth_rig *rig);

/* Hz of absolute cents. */
double measure_hz(double absolute_cents);

/* Timecents of seconds, and absolute cents of Hz, as a file has them. */
int measure_timecents(double seconds);

#endif
