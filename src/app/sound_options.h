/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SOUND_OPTIONS_H
#define APP_SOUND_OPTIONS_H

/* What the options of the sound mean: the synth's settings, the rate and the block. Each stores
   `value` and returns NULL, or what had been expected: the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *sound_options_set_model(settings *s, const char *value);
const char *sound_options_set_interpolation(settings *s, const char *value);
const char *sound_options_set_cpu_features(settings *s, const char *value);
const char *sound_options_set_voices(settings *s, const char *value);
const char *sound_options_set_gain(settings *s, const char *value);
const char *sound_options_set_limiter(settings *s, const char *value);
const char *sound_options_set_reverb(settings *s, const char *value);
const char *sound_options_set_chorus(settings *s, const char *value);
const char *sound_options_set_bass(settings *s, const char *value);
const char *sound_options_set_treble(settings *s, const char *value);
const char *sound_options_set_map(settings *s, const char *value);
const char *sound_options_set_attenuation(settings *s, const char *value);
const char *sound_options_set_clip(settings *s, const char *value);
const char *sound_options_set_rate(settings *s, const char *value);
const char *sound_options_set_block(settings *s, const char *value);

#endif
