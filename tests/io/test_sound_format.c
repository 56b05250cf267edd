/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Names, extensions, and the nearest integer. */

#include "io/sound_format.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_names_are_found_again(void **state)
{
    (void)state;
    for (int i = SOUND_AUTO; i <= SOUND_RAW; i++) {
        sound_container found;
        assert_true(sound_container_find(sound_container_name((sound_container)i), &found));
        assert_int_equal(found, i);
    }
    for (int i = SOUND_S16; i <= SOUND_F32; i++) {
        sound_encoding found;
        assert_true(sound_encoding_find(sound_encoding_name((sound_encoding)i), &found));
        assert_int_equal(found, i);
    }
}

static void test_unknown_names_change_nothing(void **state)
{
    (void)state;
    sound_container container = SOUND_W64;
    sound_encoding encoding = SOUND_S24;
    assert_false(sound_container_find("wa", &container));
    assert_false(sound_container_find("", &container));
    assert_false(sound_encoding_find("s8", &encoding));
    assert_int_equal(container, SOUND_W64);
    assert_int_equal(encoding, SOUND_S24);
}

static void test_extensions(void **state)
{
    (void)state;
    assert_int_equal(sound_container_of_path("a.wav"), SOUND_WAV);
    assert_int_equal(sound_container_of_path("a.b/c.FLAC"), SOUND_FLAC);
    assert_int_equal(sound_container_of_path("a.aif"), SOUND_AIFF);
    assert_int_equal(sound_container_of_path("a.oga"), SOUND_OGG);
    assert_int_equal(sound_container_of_path("a.mp3"), SOUND_MP3);
    assert_int_equal(sound_container_of_path("a.wav/c"), SOUND_AUTO);
    assert_int_equal(sound_container_of_path("wav"), SOUND_AUTO);
    assert_int_equal(sound_container_of_path("a."), SOUND_AUTO);
    assert_int_equal(sound_container_of_path(""), SOUND_AUTO);
}

static int32_t quantize(float value, uint32_t n_bits)
{
    int32_t whole;
    sound_quantize(&value, 1, n_bits, &whole);
    return whole;
}

static void test_rounding_to_nearest(void **state)
{
    (void)state;
    for (int i = -32768; i < 32768; i += 13) {
        assert_int_equal(quantize((float)i / 32768.0f, 16), i);
        assert_int_equal(quantize(((float)i + 0.375f) / 32768.0f, 16), i);
        assert_int_equal(quantize(((float)i - 0.375f) / 32768.0f, 16), i);
    }
    for (int i = -101; i < 101; i += 2) { /* ties to even, as lrint() */
        assert_int_equal(quantize((float)i / 65536.0f, 16), lrint(i / 2.0));
    }
    assert_int_equal(quantize(0.25f, 24), 1 << 21);
    assert_int_equal(quantize(0.25f, 32), 1 << 29);
}

static void test_clipping(void **state)
{
    (void)state;
    static const uint32_t bits[] = {16, 24, 32};
    for (int i = 0; i < 3; i++) {
        double full_scale = ldexp(1.0, (int)bits[i] - 1);
        assert_int_equal(quantize(1.0f, bits[i]), (int64_t)full_scale - 1);
        assert_int_equal(quantize(1e30f, bits[i]), (int64_t)full_scale - 1);
        assert_int_equal(quantize(-1.0f, bits[i]), (int64_t)-full_scale);
        assert_int_equal(quantize(-1e30f, bits[i]), (int64_t)-full_scale);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_found_again),
        cmocka_unit_test(test_unknown_names_change_nothing),
        cmocka_unit_test(test_extensions),
        cmocka_unit_test(test_rounding_to_nearest),
        cmocka_unit_test(test_clipping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
