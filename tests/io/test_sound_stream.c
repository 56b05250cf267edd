/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Headers byte by byte, as the formats' own documents lay them out, and the numbers behind them. */

#include "io/sound_stream.h"

#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const float frames[] = {0.5f, -0.5f, 1.0f, -1.0f};

/* What a stream of `format` with the two frames looks like; returns its size. */
static size_t write_stream(sound_format format, unsigned char *bytes, size_t size)
{
    int ends[2];
    sound_stream stream;
    io_error error;
    assert_int_equal(pipe(ends), 0);
    assert_true(sound_stream_open(&stream, ends[1], &format, &error));
    assert_true(sound_stream_write(&stream, frames, 2, &error));
    close(ends[1]);
    ssize_t n = read(ends[0], bytes, size);
    assert_true(n >= 0);
    close(ends[0]);
    return (size_t)n;
}

static void test_wav(void **state)
{
    (void)state;
    static const unsigned char want[] = "RIFF\xFF\xFF\xFF\xFF"
                                        "WAVEfmt \x10\0\0\0\x01\0\x02\0"
                                        "\x44\xAC\0\0\x10\xB1\x02\0\x04\0\x10\0"
                                        "data\xFF\xFF\xFF\xFF"
                                        "\0\x40\0\xC0\xFF\x7F\0\x80";
    unsigned char bytes[200];
    sound_format format = {.container = SOUND_WAV, .encoding = SOUND_S16, .rate_hz = 44100};
    assert_int_equal(write_stream(format, bytes, sizeof bytes), sizeof want - 1);
    assert_memory_equal(bytes, want, sizeof want - 1);
}

static void test_wav_of_floats(void **state)
{
    (void)state;
    static const unsigned char want[] = "RIFF\xFF\xFF\xFF\xFF"
                                        "WAVEfmt \x12\0\0\0\x03\0\x02\0"
                                        "\x80\xBB\0\0\0\xDC\x05\0\x08\0\x20\0\0\0"
                                        "data\xFF\xFF\xFF\xFF"
                                        "\0\0\0\x3F\0\0\0\xBF\0\0\x80\x3F\0\0\x80\xBF";
    unsigned char bytes[200];
    sound_format format = {.container = SOUND_WAV, .encoding = SOUND_F32, .rate_hz = 48000};
    assert_int_equal(write_stream(format, bytes, sizeof bytes), sizeof want - 1);
    assert_memory_equal(bytes, want, sizeof want - 1);
}

static void test_au(void **state)
{
    (void)state;
    static const unsigned char want[] = ".snd\0\0\0\x1C\xFF\xFF\xFF\xFF\0\0\0\x04\0\0\xAC\x44"
                                        "\0\0\0\x02\0\0\0\0"
                                        "\x40\0\0\xC0\0\0\x7F\xFF\xFF\x80\0\0";
    unsigned char bytes[200];
    sound_format format = {.container = SOUND_AU, .encoding = SOUND_S24, .rate_hz = 44100};
    assert_int_equal(write_stream(format, bytes, sizeof bytes), sizeof want - 1);
    assert_memory_equal(bytes, want, sizeof want - 1);
}

static void test_raw(void **state)
{
    (void)state;
    static const unsigned char want[] = "\0\0\0\x40\0\0\0\xC0\xFF\xFF\xFF\x7F\0\0\0\x80";
    unsigned char bytes[200];
    sound_format format = {.container = SOUND_RAW, .encoding = SOUND_S32, .rate_hz = 44100};
    assert_int_equal(write_stream(format, bytes, sizeof bytes), sizeof want - 1);
    assert_memory_equal(bytes, want, sizeof want - 1);
}

static void test_many_frames_are_whole(void **state)
{
    (void)state;
    static float many[5000][2];
    static float got[5000][2];
    sound_format format = {.container = SOUND_RAW, .encoding = SOUND_F32, .rate_hz = 44100};
    sound_stream stream;
    io_error error;
    int ends[2];
    for (int i = 0; i < 5000; i++) {
        many[i][0] = (float)i;
        many[i][1] = (float)-i;
    }
    assert_int_equal(pipe(ends), 0);
    assert_true(sound_stream_open(&stream, ends[1], &format, &error));
    assert_true(sound_stream_write(&stream, many[0], 5000, &error));
    close(ends[1]);
    size_t n = 0;
    for (ssize_t more; (more = read(ends[0], (char *)got + n, sizeof got - n)) > 0;) {
        n += (size_t)more;
    }
    close(ends[0]);
    assert_int_equal(n, sizeof got);
    assert_memory_equal(got, many, sizeof got);
}

static void test_refusals(void **state)
{
    (void)state;
    sound_format format = {.container = SOUND_FLAC, .encoding = SOUND_S16, .rate_hz = 44100};
    sound_stream stream;
    io_error error;
    assert_false(sound_stream_open(&stream, 1, &format, &error));
    assert_non_null(strstr(error.text, "flac"));
    format.container = SOUND_WAV;
    assert_false(sound_stream_open(&stream, -1, &format, &error));
    assert_string_equal(error.text, "Bad file descriptor");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wav),
        cmocka_unit_test(test_wav_of_floats),
        cmocka_unit_test(test_au),
        cmocka_unit_test(test_raw),
        cmocka_unit_test(test_many_frames_are_whole),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
