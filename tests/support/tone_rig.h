/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_TONE_RIG_H
#define TESTS_SUPPORT_TONE_RIG_H

/* What interpolation makes of a sine: a synth plays a 24-bit one at any pitch, and the output is
   taken apart by least squares. Frequencies are shares of a rate, the recording's or the output's.
   Amplitudes are of the recording's: 1 is as loud as it was recorded. */

#include "support/synth_rig.h"

#define TONE_FRAMES 4096 /* measured, from the output of a note that has settled */

typedef struct tone_rig {
    synth_rig rig;
    double frequency; /* of the recording, after rounding to whole periods in its loop */
    double gain;      /* of the synth */
    double ratio;     /* of the recording's rate to the output's */
} tone_rig;

/* A synth that plays a loop with a sine of about `frequency` (0 .. 0.5) by the model sf2. */
void tone_open(tone_rig *tone, awe_interp interp, double frequency);

/* The same in a loop of `n_frames`, recorded at `rate_hz`. */
void tone_open_recording(tone_rig *tone, awe_interp interp, double frequency, uint32_t n_frames,
                         uint32_t rate_hz);
void tone_close(tone_rig *tone);

/* Plays the tone `semitones` above its recording: the left side of the output, TONE_FRAMES values
   that lie two apart, until the next call. */
const float *tone_play(tone_rig *tone, int semitones);

/* The sine that fits best, near `frequency` of the output; the mean is left out. */
typedef struct tone_fit {
    double amplitude, frequency;
    double residual; /* root mean square of what is left; a sine has amplitude / sqrt 2 */
} tone_fit;
tone_fit tone_fit_sine(const tone_rig *tone, const float *x, double frequency);

/* Amplitude of the sine at `frequency` of the output (Hann window). */
double tone_amplitude_at(const tone_rig *tone, const float *x, double frequency);

/* As loud as all that is in `x`: root mean square, times sqrt 2. */
double tone_amplitude(const tone_rig *tone, const float *x);

/* Signal to noise and distortion of the tone at that pitch, in dB. */
double tone_sinad_db(tone_rig *tone, int semitones);

#endif
