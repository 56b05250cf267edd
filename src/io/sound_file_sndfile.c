/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/sound_file.h"

#include <sndfile.h>
#include <stdlib.h>
#include <string.h>

#define N_CHANNELS 2
#define CHUNK_FRAMES 8192     /* 64 KB: the system takes small pieces one page after the other */
#define WAV_LIMIT 0xFFFF0000u /* bytes of sound that leave room for the header's own size field */

struct sound_file {
    SNDFILE *handle;
    sound_encoding encoding;
    bool keeps_floats;
    size_t n_waiting;
    union {
        float floats[CHUNK_FRAMES * N_CHANNELS];
        int integers[CHUNK_FRAMES * N_CHANNELS];
    } waiting; /* frames that are not a whole chunk yet, as the library takes them */
};

static int container_code(const sound_format *format)
{
    static const int codes[] = {
        [SOUND_WAV] = SF_FORMAT_WAV,   [SOUND_RF64] = SF_FORMAT_RF64, [SOUND_W64] = SF_FORMAT_W64,
        [SOUND_FLAC] = SF_FORMAT_FLAC, [SOUND_OGG] = SF_FORMAT_OGG,   [SOUND_OPUS] = SF_FORMAT_OGG,
        [SOUND_MP3] = SF_FORMAT_MPEG,  [SOUND_AIFF] = SF_FORMAT_AIFF, [SOUND_AU] = SF_FORMAT_AU,
        [SOUND_RAW] = SF_FORMAT_RAW,
    };
    uint64_t frame_size = (uint64_t)sound_value_size(format->encoding) * N_CHANNELS;
    if (format->container == SOUND_WAV && format->max_frames > WAV_LIMIT / frame_size) {
        return SF_FORMAT_RF64;
    }
    return codes[format->container];
}

static int encoding_code(const sound_format *format)
{
    static const int codes[] = {
        [SOUND_S16] = SF_FORMAT_PCM_16,
        [SOUND_S24] = SF_FORMAT_PCM_24,
        [SOUND_S32] = SF_FORMAT_PCM_32,
        [SOUND_F32] = SF_FORMAT_FLOAT,
    };
    switch (format->container) {
    case SOUND_OGG:
        return SF_FORMAT_VORBIS;
    case SOUND_OPUS:
        return SF_FORMAT_OPUS;
    case SOUND_MP3:
        return SF_FORMAT_MPEG_LAYER_III;
    case SOUND_RAW:
        return codes[format->encoding] | SF_ENDIAN_LITTLE;
    default:
        return codes[format->encoding];
    }
}

static SF_INFO describe(const sound_format *format)
{
    return (SF_INFO){
        .samplerate = (int)format->rate_hz,
        .channels = N_CHANNELS,
        .format = container_code(format) | encoding_code(format),
    };
}

bool sound_file_can(const sound_format *format, io_error *error)
{
    SF_INFO info = describe(format);
    const char *name = sound_container_name(format->container);
    if (format->container == SOUND_OPUS && format->rate_hz != 48000 && format->rate_hz != 24000 &&
        format->rate_hz != 16000 && format->rate_hz != 12000 && format->rate_hz != 8000) {
        return io_error_set(error, "opus knows 48000, 24000, 16000, 12000 and 8000 Hz only");
    }
    if (sf_format_check(&info)) {
        return true;
    }
    if (sound_is_lossy(format->container)) {
        return io_error_set(error, "this libsndfile cannot write %s at %u Hz", name,
                            format->rate_hz);
    }
    return io_error_set(error, "%s cannot hold %s", name, sound_encoding_name(format->encoding));
}

bool sound_file_open(int fd, const sound_format *format, sound_file **out, io_error *error)
{
    SF_INFO info = describe(format);
    *out = NULL;
    if (!sound_file_can(format, error)) {
        return false;
    }
    sound_file *file = malloc(sizeof *file);
    if (!file) {
        return io_error_set(error, "out of memory");
    }
    file->encoding = format->encoding;
    file->n_waiting = 0;
    file->keeps_floats = sound_is_lossy(format->container) || format->encoding == SOUND_F32;
    file->handle = sf_open_fd(fd, SFM_WRITE, &info, SF_FALSE);
    if (!file->handle) {
        free(file);
        return io_error_set(error, "%s", sf_strerror(NULL));
    }
    /* The peak chunk holds the time of day, which would make equal sound unequal files. */
    sf_command(file->handle, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
    if (format->container == SOUND_WAV) {
        sf_command(file->handle, SFC_RF64_AUTO_DOWNGRADE, NULL, SF_TRUE);
    }
    *out = file;
    return true;
}

/* The library converts floats by cutting, not rounding; integers pass through it unchanged. */
static void add_integers(sound_file *file, const float *values, size_t n)
{
    int *to = file->waiting.integers + file->n_waiting * N_CHANNELS;
    uint32_t n_bits = 8 * sound_value_size(file->encoding);
    sound_quantize(values, n, n_bits, to);
    for (size_t i = 0; i < n; i++) {
        to[i] = (int)((uint32_t)to[i] << (32 - n_bits));
    }
}

static void add_floats(sound_file *file, const float *values, size_t n)
{
    memcpy(file->waiting.floats + file->n_waiting * N_CHANNELS, values, n * sizeof *values);
}

static bool write_waiting(sound_file *file, io_error *error)
{
    sf_count_t n = (sf_count_t)file->n_waiting;
    sf_count_t written = file->keeps_floats
                             ? sf_writef_float(file->handle, file->waiting.floats, n)
                             : sf_writef_int(file->handle, file->waiting.integers, n);
    file->n_waiting = 0;
    return written == n || io_error_set(error, "%s", sf_strerror(file->handle));
}

bool sound_file_write(sound_file *file, const float *frames, size_t n_frames, io_error *error)
{
    while (n_frames > 0) {
        size_t room = CHUNK_FRAMES - file->n_waiting;
        size_t n = n_frames < room ? n_frames : room;
        if (file->keeps_floats) {
            add_floats(file, frames, n * N_CHANNELS);
        } else {
            add_integers(file, frames, n * N_CHANNELS);
        }
        file->n_waiting += n;
        frames += n * N_CHANNELS;
        n_frames -= n;
        if (file->n_waiting == CHUNK_FRAMES && !write_waiting(file, error)) {
            return false;
        }
    }
    return true;
}

bool sound_file_close(sound_file *file, io_error *error)
{
    if (!file) {
        return true;
    }
    bool is_whole = file->n_waiting == 0 || write_waiting(file, error);
    /* Some writers notice a full disk here only. */
    sf_write_sync(file->handle);
    int before = sf_error(file->handle);
    int reason = sf_close(file->handle);
    free(file);
    if (is_whole && (before || reason)) {
        return io_error_set(error, "%s", sf_error_number(before ? before : reason));
    }
    return is_whole;
}

struct sound_reader {
    SNDFILE *handle;
};

bool sound_reader_open(const char *path, sound_reader **out, sound_facts *facts, io_error *error)
{
    SF_INFO info = {0};
    sound_reader *reader = malloc(sizeof *reader);
    *out = NULL;
    if (!reader) {
        return io_error_set(error, "out of memory");
    }
    reader->handle = sf_open(path, SFM_READ, &info);
    if (!reader->handle || !info.seekable) {
        io_error_set(error, "%s", reader->handle ? "cannot be sought in" : sf_strerror(NULL));
        sound_reader_close(reader);
        return false;
    }
    *facts = (sound_facts){.rate_hz = (uint32_t)info.samplerate,
                           .n_channels = (uint32_t)info.channels,
                           .n_frames = (uint64_t)info.frames};
    *out = reader;
    return true;
}

bool sound_reader_seek(sound_reader *reader, uint64_t frame)
{
    return sf_seek(reader->handle, (sf_count_t)frame, SEEK_SET) == (sf_count_t)frame;
}

size_t sound_reader_read(sound_reader *reader, double *frames, size_t n_frames)
{
    sf_count_t n = sf_readf_double(reader->handle, frames, (sf_count_t)n_frames);
    return n > 0 ? (size_t)n : 0;
}

void sound_reader_close(sound_reader *reader)
{
    if (reader) {
        if (reader->handle) {
            sf_close(reader->handle);
        }
        free(reader);
    }
}

/* Bytes in memory that the library reads as if they were a file. */
typedef struct memory {
    const uint8_t *data;
    sf_count_t size;
    sf_count_t at;
} memory;

static sf_count_t get_size(void *user)
{
    return ((memory *)user)->size;
}

static sf_count_t seek(sf_count_t offset, int whence, void *user)
{
    memory *m = user;
    sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? m->at : m->size;
    sf_count_t at = base + offset;
    m->at = at < 0 ? 0 : at > m->size ? m->size : at;
    return m->at;
}

static sf_count_t read_bytes(void *out, sf_count_t count, void *user)
{
    memory *m = user;
    sf_count_t n = count < m->size - m->at ? count : m->size - m->at;
    memcpy(out, m->data + m->at, (size_t)n);
    m->at += n;
    return n;
}

static sf_count_t tell(void *user)
{
    return ((memory *)user)->at;
}

/* As floats, because Vorbis overshoots full scale and the library's own integers would wrap around
   there. */
static int64_t decode_frames(SNDFILE *handle, int16_t *out, size_t n_out)
{
    float chunk[CHUNK_FRAMES];
    int32_t whole[CHUNK_FRAMES];
    size_t done = 0;
    while (done < n_out) {
        size_t wanted = n_out - done < CHUNK_FRAMES ? n_out - done : CHUNK_FRAMES;
        sf_count_t n = sf_readf_float(handle, chunk, (sf_count_t)wanted);
        if (n <= 0) {
            break;
        }
        sound_quantize(chunk, (size_t)n, 16, whole);
        for (sf_count_t i = 0; i < n; i++) {
            out[done++] = (int16_t)whole[i];
        }
    }
    return (int64_t)done;
}

int64_t sound_file_decode(void *context, const void *data, size_t size, int16_t *out, size_t n_out)
{
    (void)context;
    memory bytes = {.data = data, .size = (sf_count_t)size};
    SF_VIRTUAL_IO io = {.get_filelen = get_size, .seek = seek, .read = read_bytes, .tell = tell};
    SF_INFO info = {0};
    SNDFILE *handle = sf_open_virtual(&io, SFM_READ, &info, &bytes);
    if (!handle) {
        return -1;
    }
    int64_t n_frames = info.channels == 1 ? info.frames : -1;
    if (n_frames >= 0 && out) {
        n_frames = decode_frames(handle, out, n_out);
    }
    sf_close(handle);
    return n_frames;
}
