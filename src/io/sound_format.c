/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/sound_format.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char *const container_names[] = {
    [SOUND_AUTO] = "auto", [SOUND_WAV] = "wav", [SOUND_RF64] = "rf64", [SOUND_W64] = "w64",
    [SOUND_FLAC] = "flac", [SOUND_OGG] = "ogg", [SOUND_OPUS] = "opus", [SOUND_MP3] = "mp3",
    [SOUND_AIFF] = "aiff", [SOUND_AU] = "au",   [SOUND_RAW] = "raw",
};

static const char *const encoding_names[] = {
    [SOUND_S16] = "s16",
    [SOUND_S24] = "s24",
    [SOUND_S32] = "s32",
    [SOUND_F32] = "f32",
};

#define N_CONTAINERS (sizeof container_names / sizeof container_names[0])
#define N_ENCODINGS (sizeof encoding_names / sizeof encoding_names[0])

bool sound_container_find(const char *name, sound_container *out)
{
    for (size_t i = 0; i < N_CONTAINERS; i++) {
        if (strcasecmp(name, container_names[i]) == 0) {
            *out = (sound_container)i;
            return true;
        }
    }
    return false;
}

bool sound_encoding_find(const char *name, sound_encoding *out)
{
    for (size_t i = 0; i < N_ENCODINGS; i++) {
        if (strcasecmp(name, encoding_names[i]) == 0) {
            *out = (sound_encoding)i;
            return true;
        }
    }
    return false;
}

sound_container sound_container_of_path(const char *path)
{
    static const struct {
        const char *extension;
        sound_container container;
    } others[] = {{"wave", SOUND_WAV}, {"aif", SOUND_AIFF}, {"oga", SOUND_OGG}, {"snd", SOUND_AU}};
    const char *dot = strrchr(path, '.');
    sound_container found = SOUND_AUTO;
    if (!dot || strchr(dot, '/') || sound_container_find(dot + 1, &found)) {
        return found;
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcasecmp(dot + 1, others[i].extension) == 0) {
            return others[i].container;
        }
    }
    return SOUND_AUTO;
}

const char *sound_container_name(sound_container container)
{
    return container_names[container];
}

const char *sound_encoding_name(sound_encoding encoding)
{
    return encoding_names[encoding];
}

bool sound_is_lossy(sound_container container)
{
    return container == SOUND_OGG || container == SOUND_OPUS || container == SOUND_MP3;
}

uint32_t sound_value_size(sound_encoding encoding)
{
    return encoding == SOUND_S16 ? 2 : encoding == SOUND_S24 ? 3 : 4;
}

/* Rounds as lrint() does: where the sum has no bits left for a fraction, none remains. */
static double round_half_to_even(double value)
{
    const double shift = 6755399441055744.0; /* 1.5 x 2^52 */
    return (value + shift) - shift;
}

void sound_quantize(const float *values, size_t n, uint32_t n_bits, int32_t *out)
{
    const double full_scale = (double)(UINT32_C(1) << (n_bits - 1));
    for (size_t i = 0; i < n; i++) {
        double scaled = (double)values[i] * full_scale;
        scaled = scaled > full_scale - 1 ? full_scale - 1 : scaled;
        scaled = scaled > -full_scale ? scaled : -full_scale;
        out[i] = (int32_t)round_half_to_even(scaled);
    }
}
