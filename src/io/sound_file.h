/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_SOUND_FILE_H
#define AWE_IO_SOUND_FILE_H

/* Sound files: writing what was rendered, reading it again, and decoding the samples of compressed
   banks. [main] */

#include "io/io_error.h"
#include "io/sound_format.h"

#include <stddef.h>
#include <stdint.h>

typedef struct sound_file sound_file;

/* True if this build can write `format`; otherwise `error` says what it lacks. */
bool sound_file_can(const sound_format *format, io_error *error);

/* Starts a stereo file in `fd`, which is empty, can be sought in, and stays the caller's. End with
   sound_file_close(). Errors: what the library says of the format or of the disk. */
bool sound_file_open(int fd, const sound_format *format, sound_file **out, io_error *error);

/* Adds `frames`, [n_frames][2], full scale +-1.0: integers are rounded to nearest and clipped,
   floats kept as they are. They reach the disk in larger pieces. Errors: what the library says,
   such as a full disk. */
bool sound_file_write(sound_file *file, const float *frames, size_t n_frames, io_error *error);

/* Completes and frees the file; NULL is ignored. Returns false if it is not whole. */
bool sound_file_close(sound_file *file, io_error *error);

typedef struct sound_reader sound_reader;

/* What a file says of itself. */
typedef struct sound_facts {
    uint32_t rate_hz;
    uint32_t n_channels;
    uint64_t n_frames;
} sound_facts;

/* Opens any sound file that can be sought in, for reading. End with sound_reader_close(). Errors:
   what the system or the library says. */
bool sound_reader_open(const char *path, sound_reader **out, sound_facts *facts, io_error *error);

/* Goes to `frame`; false if it is not there. */
bool sound_reader_seek(sound_reader *reader, uint64_t frame);

/* Reads up to `n_frames`, [n_frames][n_channels], full scale +-1.0: integers of up to 32 bits and
   floats exactly. Returns how many there were; fewer only at the end, or where the file is
   damaged. */
size_t sound_reader_read(sound_reader *reader, double *frames, size_t n_frames);

void sound_reader_close(sound_reader *reader);

/* Decodes a compressed recording of one channel; the contract is that of awe_decode_fn in
   awe/bank.h. */
int64_t sound_file_decode(void *context, const void *data, size_t size, int16_t *out, size_t n_out);

#endif
