/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_SOUND_STREAM_H
#define AWE_IO_SOUND_STREAM_H

/* Sound into a pipe: raw, AU, or WAV whose header says "length unknown". Nothing is sought back to.
   [main] */

#include "io/io_error.h"
#include "io/sound_format.h"

#include <stddef.h>

typedef struct sound_stream {
    int fd; /* borrowed */
    sound_encoding encoding;
    bool is_big_endian;
} sound_stream;

/* Writes the header. Errors: a container that cannot be streamed; what write(2) says. */
bool sound_stream_open(sound_stream *stream, int fd, const sound_format *format, io_error *error);

/* Writes `frames`, [n_frames][2]. After an error errno is that of write(2). */
bool sound_stream_write(sound_stream *stream, const float *frames, size_t n_frames,
                        io_error *error);

#endif
