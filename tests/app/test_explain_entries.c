/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* What a song enters is found as the synth takes it: halves of values in any order, sweeps as one
   item, what CC121 takes back. */

#include "app/explain_entries.h"

#include "support/smf_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static smf_builder smf;
static explain_entries entries;
static awe_song *song;

static int begin(void **state)
{
    (void)state;
    smf_begin(&smf, 0, 480); /* 120 bpm: 960 ticks a second */
    smf_track(&smf);
    smf_note_on(&smf, 0, 15, 60, 100); /* a song lasts as long as its keys */
    return 0;
}

static void find(void)
{
    smf_note_off(&smf, 0, 15, 60);
    smf_end_track(&smf, 0);
    assert_int_equal(awe_song_parse(smf.data, smf.size, NULL, &song), AWE_OK);
    assert_true(explain_entries_find(&entries, song));
}

static int end(void **state)
{
    (void)state;
    explain_entries_free(&entries);
    awe_song_free(song);
    smf_free(&smf);
    return 0;
}

static void control(uint32_t delta, unsigned channel, uint8_t number, uint8_t value)
{
    smf_control(&smf, delta, channel, number, value);
}

static void select_nrpn(unsigned channel, uint8_t msb, uint8_t lsb)
{
    control(0, channel, 99, msb);
    control(0, channel, 98, lsb);
}

static void expect(size_t i, int first, int last, uint32_t n)
{
    assert_true(i < entries.n);
    assert_int_equal(entries.items[i].first, first);
    assert_int_equal(entries.items[i].last, last);
    assert_int_equal(entries.items[i].n, n);
}

static void test_halves(void **state)
{
    (void)state;
    select_nrpn(1, 127, 21);
    control(0, 1, 6, 64);
    control(0, 1, 38, 50);
    select_nrpn(2, 127, 16);
    control(0, 2, 38, 7); /* the high half never came: the middle */
    control(4800, 2, 6, 62);
    select_nrpn(3, 1, 32);
    control(0, 3, 6, 70);
    control(0, 3, 38, 99); /* GS has no low half */
    find();
    assert_int_equal(entries.n, 4);
    expect(0, 50, 50, 1);
    assert_int_equal(entries.items[0].parameter.lsb, 21);
    expect(1, 7, 7, 1);
    expect(2, (62 << 7 | 7) - 8192, (62 << 7 | 7) - 8192, 1);
    expect(3, 6, 6, 1);
}

/* A second of cutoff up and down on one channel, while another's resonance moves. */
static void test_sweeps(void **state)
{
    (void)state;
    select_nrpn(0, 127, 21);
    select_nrpn(1, 127, 22);
    control(0, 0, 6, 64);
    for (uint8_t v = 0; v < 100; v++) {
        control(10, 0, 38, v);
        control(0, 1, 38, 127 - v);
    }
    control(10, 0, 38, 20);
    control(10000, 0, 38, 30); /* long after */
    find();
    assert_int_equal(entries.n, 3);
    expect(0, 0, 20, 102); /* the high half alone was the first value */
    assert_int_equal(entries.items[0].most, 99);
    assert_int_equal(entries.items[0].last_frame, 101 * 10 * 44100 / 960);
    expect(1, 127, 28, 100);
    assert_int_equal(entries.items[1].channel, 1);
    expect(2, 30, 30, 1);
}

static void test_registered(void **state)
{
    (void)state;
    control(0, 0, 101, 0);
    control(0, 0, 100, 0);
    control(0, 0, 6, 12);
    control(0, 0, 38, 50);
    control(3000, 0, 96, 0);
    control(0, 0, 101, 127);
    control(0, 0, 100, 127);
    control(3000, 0, 6, 99); /* nothing is selected */
    control(0, 0, 101, 0);
    control(0, 0, 100, 2);
    control(3000, 0, 6, 60);
    control(0, 0, 38, 60);
    find();
    assert_int_equal(entries.n, 3);
    expect(0, 1250, 1250, 1);
    expect(1, 1350, 1350, 1);
    expect(2, -4, -4, 1);
}

static void test_reset(void **state)
{
    (void)state;
    control(0, 0, 121, 0); /* nothing to take back */
    select_nrpn(0, 127, 21);
    control(0, 0, 38, 10);
    control(100, 0, 121, 0);
    control(100, 0, 38, 20); /* nothing is selected any more */
    control(100, 0, 121, 0);
    select_nrpn(0, 120, 101); /* a thousand, */
    control(0, 0, 98, 102);   /* ten thousand and */
    control(0, 0, 98, 8);     /* eight: no generator is */
    control(0, 0, 6, 70);
    find();
    assert_int_equal(entries.n, 3);
    expect(0, 10, 10, 1);
    assert_true(entries.items[1].is_reset);
    assert_int_equal(entries.items[2].parameter.generator, 11008);
}

#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {T(test_halves), T(test_sweeps), T(test_registered),
                                       T(test_reset)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
