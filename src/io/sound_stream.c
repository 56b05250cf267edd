/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/sound_stream.h"

#include <string.h>
#include <unistd.h>

#define N_CHANNELS 2
#define CHUNK_FRAMES 1024

/* The next byte position after `n` low bytes of `value` were put at `at`. */
static inline uint8_t *put(uint8_t *at, uint32_t value, uint32_t n, bool is_big_endian)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t shift = 8 * (is_big_endian ? n - 1 - i : i);
        at[i] = (uint8_t)(value >> shift);
    }
    return at + n;
}

static uint8_t *put_name(uint8_t *at, const char *name)
{
    memcpy(at, name, 4);
    return at + 4;
}

static bool write_all(int fd, const uint8_t *bytes, size_t size, io_error *error)
{
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0) {
            return io_error_from_errno(error);
        }
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

/* WAV with both sizes at their largest, which readers take for "until the end". */
static size_t make_wav_header(uint8_t *header, const sound_format *format)
{
    uint32_t size = sound_value_size(format->encoding);
    uint32_t frame_size = size * N_CHANNELS;
    bool is_float = format->encoding == SOUND_F32;
    uint8_t *at = put_name(header, "RIFF");
    at = put(at, UINT32_MAX, 4, false);
    at = put_name(at, "WAVE");
    at = put_name(at, "fmt ");
    at = put(at, is_float ? 18 : 16, 4, false);
    at = put(at, is_float ? 3 : 1, 2, false);
    at = put(at, N_CHANNELS, 2, false);
    at = put(at, format->rate_hz, 4, false);
    at = put(at, format->rate_hz * frame_size, 4, false);
    at = put(at, frame_size, 2, false);
    at = put(at, 8 * size, 2, false);
    at = put(at, 0, is_float ? 2 : 0, false); /* size of an extension */
    at = put_name(at, "data");
    at = put(at, UINT32_MAX, 4, false);
    return (size_t)(at - header);
}

/* AU; the format knows "size unknown" by itself. */
static size_t make_au_header(uint8_t *header, const sound_format *format)
{
    static const uint32_t codes[] = {
        [SOUND_S16] = 3, [SOUND_S24] = 4, [SOUND_S32] = 5, [SOUND_F32] = 6};
    uint8_t *at = put_name(header, ".snd");
    at = put(at, 28, 4, true); /* where the sound begins */
    at = put(at, UINT32_MAX, 4, true);
    at = put(at, codes[format->encoding], 4, true);
    at = put(at, format->rate_hz, 4, true);
    at = put(at, N_CHANNELS, 4, true);
    at = put(at, 0, 4, true); /* some readers want an annotation */
    return (size_t)(at - header);
}

bool sound_stream_open(sound_stream *stream, int fd, const sound_format *format, io_error *error)
{
    uint8_t header[64];
    size_t size = 0;
    *stream = (sound_stream){.fd = fd, .encoding = format->encoding};
    switch (format->container) {
    case SOUND_WAV:
        size = make_wav_header(header, format);
        break;
    case SOUND_AU:
        size = make_au_header(header, format);
        stream->is_big_endian = true;
        break;
    case SOUND_RAW:
        break;
    default:
        return io_error_set(error, "%s cannot be written to a pipe; raw, au and wav can",
                            sound_container_name(format->container));
    }
    return write_all(fd, header, size, error);
}

/* Where `size` is a constant this is a store or two for each value. */
static inline uint8_t *put_all(uint8_t *at, const int32_t *values, size_t n, uint32_t size,
                               bool is_big_endian)
{
    for (size_t i = 0; i < n; i++) {
        at = put(at, (uint32_t)values[i], size, is_big_endian);
    }
    return at;
}

static uint8_t *encode(const sound_stream *stream, const float *values, size_t n, uint8_t *at)
{
    int32_t whole[CHUNK_FRAMES * N_CHANNELS];
    uint32_t size = sound_value_size(stream->encoding);
    if (stream->encoding == SOUND_F32) {
        memcpy(whole, values, n * sizeof *values);
    } else {
        sound_quantize(values, n, 8 * size, whole);
    }
    if (size == 2 && !stream->is_big_endian) {
        return put_all(at, whole, n, 2, false);
    }
    return put_all(at, whole, n, size, stream->is_big_endian);
}

bool sound_stream_write(sound_stream *stream, const float *frames, size_t n_frames, io_error *error)
{
    uint8_t bytes[CHUNK_FRAMES * N_CHANNELS * 4];
    for (size_t done = 0; done < n_frames; done += CHUNK_FRAMES) {
        size_t n = n_frames - done < CHUNK_FRAMES ? n_frames - done : CHUNK_FRAMES;
        uint8_t *end = encode(stream, frames + done * N_CHANNELS, n * N_CHANNELS, bytes);
        if (!write_all(stream->fd, bytes, (size_t)(end - bytes), error)) {
            return false;
        }
    }
    return true;
}
