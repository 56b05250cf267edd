/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_SOUND_FORMAT_H
#define AWE_IO_SOUND_FORMAT_H

/* How sound is stored: kinds of file, kinds of number, and the way from a float to an integer. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum sound_container {
    SOUND_AUTO, /* by the file name */
    SOUND_WAV,  /* RF64 where it would pass 4 GB */
    SOUND_RF64,
    SOUND_W64,
    SOUND_FLAC,
    SOUND_OGG, /* Vorbis */
    SOUND_OPUS,
    SOUND_MP3,
    SOUND_AIFF,
    SOUND_AU,
    SOUND_RAW, /* little-endian, no header */
} sound_container;

typedef enum sound_encoding {
    SOUND_S16, /* signed integers of 16, 24, 32 bits */
    SOUND_S24,
    SOUND_S32,
    SOUND_F32,
} sound_encoding;

typedef struct sound_format {
    sound_container container; /* not SOUND_AUTO */
    sound_encoding encoding;   /* ignored by the lossy containers */
    uint32_t rate_hz;
    uint64_t max_frames; /* at most so many will be written */
} sound_format;

/* Finds a container by its name such as "flac", or an encoding by its name such as "s24". [any] */
bool sound_container_find(const char *name, sound_container *out);
bool sound_encoding_find(const char *name, sound_encoding *out);

/* The container that the end of `path` asks for, or SOUND_AUTO if it asks for none. [any] */
sound_container sound_container_of_path(const char *path);

const char *sound_container_name(sound_container container);
const char *sound_encoding_name(sound_encoding encoding);

/* True if the container stores no plain numbers: Vorbis, Opus, MP3. [any] */
bool sound_is_lossy(sound_container container);

/* Bytes of one value of one channel. [any] */
uint32_t sound_value_size(sound_encoding encoding);

/* The nearest integers of `n_bits` to `values` [n] with full scale +-1.0, clipped; ties to even.
   [any] */
void sound_quantize(const float *values, size_t n, uint32_t n_bits, int32_t *out);

#endif
