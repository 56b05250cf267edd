/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What is written is read back by the library itself: same frames, same numbers; and its Vorbis
   decoder is reached through memory. */

#include "io/sound_file.h"

#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_FRAMES 5000
#define PI 3.14159265358979323846

static float sound[N_FRAMES][2];

/* libsndfile 1.2 forgets some memory when an Ogg stream breaks off in its headers. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:vorbis_info_init";
}

static int set_up(void **state)
{
    (void)state;
    for (int i = 0; i < N_FRAMES; i++) {
        sound[i][0] = (float)(0.7 * sin(2 * PI * 440 * i / 44100));
        sound[i][1] = (float)i / N_FRAMES * 2.4f - 1.2f; /* past full scale at both ends */
    }
    return 0;
}

/* A file without a name that holds the sound. */
static int write_file(sound_format format)
{
    char name[] = "/tmp/awe-test-XXXXXX";
    sound_file *file;
    io_error error;
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    unlink(name);
    assert_true(sound_file_open(fd, &format, &file, &error));
    assert_true(sound_file_write(file, sound[0], 1, &error));
    assert_true(sound_file_write(file, sound[1], N_FRAMES - 1, &error));
    assert_true(sound_file_close(file, &error));
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static void check_numbers(int fd, sound_format format)
{
    SF_INFO info = {0};
    float got[N_FRAMES][2];
    SNDFILE *handle = sf_open_fd(fd, SFM_READ, &info, SF_FALSE);
    assert_non_null(handle);
    assert_int_equal(info.channels, 2);
    assert_int_equal(info.samplerate, format.rate_hz);
    assert_int_equal(info.frames, N_FRAMES);
    assert_int_equal(sf_readf_float(handle, got[0], N_FRAMES), N_FRAMES);
    sf_close(handle);
    close(fd);
    if (format.encoding == SOUND_F32) {
        assert_memory_equal(got, sound, sizeof sound);
        return;
    }
    int n_bits = 8 * (int)sound_value_size(format.encoding);
    double step = ldexp(1.0, 1 - n_bits);
    for (int i = 0; i < N_FRAMES; i++) {
        for (int side = 0; side < 2; side++) {
            double want = fmin(fmax((double)sound[i][side], -1.0), 1.0 - step);
            double slack = step / 2 + 6e-8; /* half a step, and that of the floats read back */
            assert_true(fabs((double)got[i][side] - want) <= slack);
        }
    }
}

static void test_exact_containers(void **state)
{
    (void)state;
    static const sound_container containers[] = {SOUND_WAV,  SOUND_RF64, SOUND_W64,
                                                 SOUND_AIFF, SOUND_AU,   SOUND_FLAC};
    for (size_t i = 0; i < sizeof containers / sizeof containers[0]; i++) {
        for (int encoding = SOUND_S16; encoding <= SOUND_F32; encoding++) {
            io_error error;
            sound_format format = {.container = containers[i],
                                   .encoding = (sound_encoding)encoding,
                                   .rate_hz = 44100,
                                   .max_frames = N_FRAMES};
            if (sound_file_can(&format, &error)) {
                check_numbers(write_file(format), format);
            } else {
                assert_int_equal(format.container, SOUND_FLAC);
                assert_true(format.encoding >= SOUND_S32);
            }
        }
    }
}

static void test_wav_is_rf64_only_where_it_must_be(void **state)
{
    (void)state;
    sound_format format = {.container = SOUND_WAV,
                           .encoding = SOUND_S16,
                           .rate_hz = 44100,
                           .max_frames = UINT64_C(1) << 32};
    char name[5] = "";
    int fd = write_file(format);
    assert_int_equal(pread(fd, name, 4, 0), 4);
    assert_string_equal(name, "RIFF");
    check_numbers(fd, format);
    format.container = SOUND_RF64;
    fd = write_file(format);
    assert_int_equal(pread(fd, name, 4, 0), 4);
    assert_string_equal(name, "RF64");
    close(fd);
}

static void test_equal_sound_makes_equal_files(void **state)
{
    (void)state;
    sound_format format = {.container = SOUND_WAV, .encoding = SOUND_F32, .rate_hz = 44100};
    char one[60000];
    char other[60000];
    int first = write_file(format);
    int second = write_file(format);
    ssize_t n = pread(first, one, sizeof one, 0);
    assert_true(n > N_FRAMES * 8);
    assert_int_equal(pread(second, other, sizeof other, 0), n);
    assert_memory_equal(one, other, (size_t)n);
    close(first);
    close(second);
}

static void test_refusals(void **state)
{
    (void)state;
    io_error error;
    sound_format format = {.container = SOUND_FLAC, .encoding = SOUND_F32, .rate_hz = 44100};
    assert_false(sound_file_can(&format, &error));
    assert_string_equal(error.text, "flac cannot hold f32");
    format = (sound_format){.container = SOUND_OPUS, .rate_hz = 44100};
    assert_false(sound_file_can(&format, &error));
    assert_non_null(strstr(error.text, "48000"));
}

static void test_full_disk_is_an_error(void **state)
{
    (void)state;
    static float silence[200000][2];
    sound_format format = {.container = SOUND_RAW, .encoding = SOUND_F32, .rate_hz = 44100};
    sound_file *file;
    io_error error;
    FILE *full = fopen("/dev/full", "wb");
    if (!full) {
        skip();
    }
    bool ok = sound_file_open(fileno(full), &format, &file, &error);
    if (ok) {
        ok = sound_file_write(file, silence[0], 200000, &error);
        ok = sound_file_close(file, &error) && ok;
    }
    assert_false(ok);
    fclose(full);
}

/* One channel of Vorbis, as a compressed bank holds its samples. */
static size_t make_vorbis(unsigned char *bytes, size_t size, float level)
{
    char name[] = "/tmp/awe-test-XXXXXX";
    SF_INFO info = {.samplerate = 44100, .channels = 1, .format = SF_FORMAT_OGG | SF_FORMAT_VORBIS};
    float mono[N_FRAMES];
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    unlink(name);
    SNDFILE *handle = sf_open_fd(fd, SFM_WRITE, &info, SF_FALSE);
    if (!handle) {
        skip();
    }
    for (int i = 0; i < N_FRAMES; i++) {
        mono[i] = level * sound[i][0];
    }
    assert_int_equal(sf_writef_float(handle, mono, N_FRAMES), N_FRAMES);
    sf_close(handle);
    ssize_t n = pread(fd, bytes, size, 0);
    assert_true(n > 0 && (size_t)n < size);
    close(fd);
    return (size_t)n;
}

static void test_decoding_vorbis(void **state)
{
    (void)state;
    static unsigned char bytes[100000];
    static int16_t out[N_FRAMES];
    size_t size = make_vorbis(bytes, sizeof bytes, 1);
    assert_int_equal(sound_file_decode(NULL, bytes, size, NULL, 0), N_FRAMES);
    assert_int_equal(sound_file_decode(NULL, bytes, size, out, N_FRAMES), N_FRAMES);
    double error = 0;
    double power = 0;
    for (int i = 0; i < N_FRAMES; i++) {
        double want = 32768.0 * (double)sound[i][0];
        error += (out[i] - want) * (out[i] - want);
        power += want * want;
    }
    assert_true(error < power / 1000); /* 30 dB: it is lossy */
    assert_int_equal(sound_file_decode(NULL, bytes, size, out, 100), 100);
}

/* A peak above full scale stays a peak: it does not come out with the other sign. */
static void test_decoding_clips(void **state)
{
    (void)state;
    static unsigned char bytes[100000];
    static int16_t out[N_FRAMES];
    size_t size = make_vorbis(bytes, sizeof bytes, 2);
    assert_int_equal(sound_file_decode(NULL, bytes, size, out, N_FRAMES), N_FRAMES);
    for (int i = 200; i < N_FRAMES - 200; i++) {
        if (fabsf(sound[i][0]) > 0.55f) {
            assert_true(sound[i][0] > 0 ? out[i] > 32000 : out[i] < -32000);
        }
    }
}

static void test_decoding_refuses_other_bytes(void **state)
{
    (void)state;
    static unsigned char bytes[100000];
    size_t size = make_vorbis(bytes, sizeof bytes, 1);
    assert_true(sound_file_decode(NULL, "no sound at all", 15, NULL, 0) < 0);
    for (size_t n = 0; n < size; n += size / 37) {
        int16_t out[100];
        (void)sound_file_decode(NULL, bytes, n, out, 100); /* must not crash */
    }
}

/* Integers of any size and floats come back exactly as doubles. */
static void check_reader(sound_format format, uint32_t n_bits)
{
    char path[32];
    int32_t integer;
    double got[N_FRAMES][2];
    sound_reader *reader;
    sound_facts facts;
    io_error error;
    int fd = write_file(format);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    assert_true(sound_reader_open(path, &reader, &facts, &error));
    assert_int_equal(facts.rate_hz, format.rate_hz);
    assert_int_equal(facts.n_channels, 2);
    assert_int_equal(facts.n_frames, N_FRAMES);
    assert_int_equal(sound_reader_read(reader, got[0], N_FRAMES), N_FRAMES);
    assert_int_equal(sound_reader_read(reader, got[0], 1), 0);
    for (size_t i = 0; i < N_FRAMES; i++) {
        double want = sound[i][0];
        if (n_bits > 0) {
            sound_quantize(sound[i], 1, n_bits, &integer);
            want = integer / pow(2, n_bits - 1);
        }
        assert_true(got[i][0] == want);
    }
    assert_true(sound_reader_seek(reader, 1234));
    assert_int_equal(sound_reader_read(reader, got[1234], 1), 1);
    assert_false(sound_reader_seek(reader, N_FRAMES + 1));
    sound_reader_close(reader);
    close(fd);
}

static void test_readers(void **state)
{
    (void)state;
    check_reader((sound_format){SOUND_WAV, SOUND_S16, 44100, 0}, 16);
    check_reader((sound_format){SOUND_FLAC, SOUND_S24, 48000, 0}, 24);
    check_reader((sound_format){SOUND_WAV, SOUND_S32, 44100, 0}, 32);
    check_reader((sound_format){SOUND_WAV, SOUND_F32, 44100, 0}, 0);
}

static void test_what_cannot_be_read(void **state)
{
    (void)state;
    sound_reader *reader;
    sound_facts facts;
    io_error error = {0};
    assert_false(sound_reader_open("no-such/file.wav", &reader, &facts, &error));
    assert_true(error.text[0] != '\0' && !reader);
    assert_false(sound_reader_open("/dev/null", &reader, &facts, &error));
    sound_reader_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_containers),
        cmocka_unit_test(test_wav_is_rf64_only_where_it_must_be),
        cmocka_unit_test(test_equal_sound_makes_equal_files),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_full_disk_is_an_error),
        cmocka_unit_test(test_decoding_vorbis),
        cmocka_unit_test(test_decoding_clips),
        cmocka_unit_test(test_decoding_refuses_other_bytes),
        cmocka_unit_test(test_readers),
        cmocka_unit_test(test_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
