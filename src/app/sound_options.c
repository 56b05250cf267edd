/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/sound_options.h"

#include "app/values.h"

#include <string.h>

const char *sound_options_set_model(settings *s, const char *value)
{
    static const char *const words[] = {"emu8000", "sf2", "gm", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "emu8000, sf2 or gm";
    }
    s->sound.synth.model = (awe_model)(AWE_MODEL_EMU8000 + i);
    return NULL;
}

const char *sound_options_set_interpolation(settings *s, const char *value)
{
    static const char *const words[] = {"hw", "linear", "cubic", "sinc", NULL};
    static const awe_interp kinds[] = {AWE_INTERP_HW, AWE_INTERP_LINEAR, AWE_INTERP_CUBIC,
                                       AWE_INTERP_SINC};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "hw, linear, cubic or sinc";
    }
    s->sound.synth.interp = kinds[i];
    return NULL;
}

const char *sound_options_set_cpu_features(settings *s, const char *value)
{
    static const char *const words[] = {"all", "base", "avx2", NULL};
    static const uint32_t masks[] = {0, AWE_CPU_BASE, AWE_CPU_BASE | AWE_CPU_AVX2};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "base, avx2 or all";
    }
    s->sound.synth.cpu_features = masks[i];
    return NULL;
}

const char *sound_options_set_voices(settings *s, const char *value)
{
    bool ok = value_count(value, 1, AWE_MAX_VOICES, &s->sound.synth.n_voices);
    return ok ? NULL : "a number from 1 to 4096";
}

const char *sound_options_set_gain(settings *s, const char *value)
{
    return value_gain(value, &s->sound.synth.gain) ? NULL
                                                   : "a factor up to 10, or decibels as -6dB";
}

const char *sound_options_set_limiter(settings *s, const char *value)
{
    static const char *const words[] = {"off", "on", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "on or off";
    }
    s->sound.limiter = (int)i;
    return NULL;
}

/* An effect's type by name or number 0 to 7; "off" stands behind the eight names. */
static bool read_type(const char *value, const char *const *names, uint32_t *out)
{
    return value_count(value, 0, 7, out) || value_word(value, names, out);
}

const char *sound_options_set_reverb(settings *s, const char *value)
{
    static const char *const names[] = {"room1", "room2", "room3",         "hall1", "hall2",
                                        "plate", "delay", "panning-delay", "off",   NULL};
    uint32_t i;
    if (!read_type(value, names, &i)) {
        return "0 to 7, room1 room2 room3 hall1 hall2 plate delay panning-delay, or off";
    }
    s->sound.synth.reverb = (awe_reverb)(AWE_REVERB_ROOM_1 + i);
    return NULL;
}

const char *sound_options_set_chorus(settings *s, const char *value)
{
    static const char *const names[] = {
        "chorus1",  "chorus2", "chorus3",     "chorus4",
        "feedback", "flanger", "short-delay", "short-delay-feedback",
        "off",      NULL};
    uint32_t i;
    if (!read_type(value, names, &i)) {
        return "0 to 7, chorus1 chorus2 chorus3 chorus4 feedback flanger short-delay "
               "short-delay-feedback, or off";
    }
    s->sound.synth.chorus = (awe_chorus)(AWE_CHORUS_1 + i);
    return NULL;
}

static bool read_tone(const char *value, awe_tone_setting *out)
{
    static const char *const words[] = {"-12", "-8", "-6", "-4", "-2", "0", "2",
                                        "4",   "6",  "8",  "10", "12", NULL};
    uint32_t i;
    bool ok = value_word(value[0] == '+' ? value + 1 : value, words, &i);
    *out = ok ? (awe_tone_setting)(AWE_TONE_MINUS_12 + i) : AWE_TONE_DEFAULT;
    return ok;
}

#define TONES "dB: -12 -8 -6 -4 -2 0 2 4 6 8 10 12"

const char *sound_options_set_bass(settings *s, const char *value)
{
    return read_tone(value, &s->sound.synth.bass) ? NULL : TONES;
}

const char *sound_options_set_treble(settings *s, const char *value)
{
    return read_tone(value, &s->sound.synth.treble) ? NULL : TONES;
}

const char *sound_options_set_map(settings *s, const char *value)
{
    static const char *const words[] = {"gm", "mt32", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "gm or mt32";
    }
    s->sound.synth.map = (awe_map)i;
    return NULL;
}

const char *sound_options_set_attenuation(settings *s, const char *value)
{
    double factor;
    if (!value_number(value, &factor) || factor <= 0.0 || factor > 1.0) {
        return "a factor above 0, up to 1";
    }
    s->sound.synth.attenuation = (float)factor;
    return NULL;
}

const char *sound_options_set_clip(settings *s, const char *value)
{
    (void)value;
    s->sound.synth.clip = 1;
    return NULL;
}

const char *sound_options_set_rate(settings *s, const char *value)
{
    return value_count(value, 8000, 192000, &s->rate_hz) ? NULL : "a rate from 8000 to 192000 Hz";
}

/* One size, or several for the bench. */
const char *sound_options_set_block(settings *s, const char *value)
{
    static const char expected[] = "1 to 65536 frames";
    bench_settings *b = &s->bench;
    b->n_blocks = 0;
    for (const char *at = value; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        char number[16] = "";
        size_t length = strcspn(at, ",");
        if (length >= sizeof number || b->n_blocks == MAX_BLOCKS) {
            return expected;
        }
        memcpy(number, at, length);
        if (!value_count(number, 1, 65536, &b->blocks[b->n_blocks++])) {
            return expected;
        }
    }
    s->block_frames = b->blocks[0];
    return NULL;
}
