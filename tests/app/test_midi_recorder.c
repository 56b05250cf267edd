/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What was recorded is read back by the song reader: message by message, at the tick nearest to its
   arrival; also from the unfinished file, and after the disk was full. */

#include "app/midi_recorder.h"

#include "app/say.h"
#include "support/read_file.h"
#include "support/song_script.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECOND_NS UINT64_C(1000000000)

static char folder[] = "/tmp/awe-recorder-XXXXXX";
static report_log reports;

static int set_up(void **state)
{
    (void)state;
    say_set_level(SAY_QUIET);
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

/* Reads `path` back; a file that has any fault fails the test. */
static song_script read_back(const char *path)
{
    size_t size;
    awe_song *song = NULL;
    void *data = read_file(path, &size);
    assert_non_null(data);
    assert_int_equal(parse_bytes(data, size, &reports, &song), AWE_OK);
    assert_int_equal(reports.n, 0);
    song_script script = read_script(song);
    awe_song_free(song);
    free(data);
    return script;
}

static bool exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* 1920 ticks a second, rounded to the nearest; 44,100 frames a second, rounded down. */
static uint64_t frame_at(uint64_t ns)
{
    uint64_t tick = (uint64_t)((double)ns * 1920 / 1e9 + 0.5);
    return tick * 735 / 32;
}

static void expect(const script_line *line, uint64_t ns, awe_message message)
{
    assert_int_equal(line->frame, frame_at(ns));
    assert_memory_equal(&line->message, &message, sizeof message);
}

static midi_recorder *open_recorder(uint64_t start_ns)
{
    midi_recorder *r;
    assert_true(midi_recorder_open("x.mid", false, start_ns, &r));
    assert_true(exists("x.mid.part") && !exists("x.mid"));
    return r;
}

static void test_round_trip(void **state)
{
    (void)state;
    enum { N = 3000 };
    static stamped events[N];
    uint64_t now = 5 * SECOND_NS;
    srand(1);
    for (int i = 0; i < N; i++) {
        uint8_t kind = (uint8_t)(rand() % 8);
        uint8_t channel = (uint8_t)(rand() % 16);
        uint8_t port = (uint8_t)(rand() % 3);
        uint8_t data = (uint8_t)(1 + rand() % 63);
        now += (uint64_t)rand() % 20000000;
        events[i] = (stamped){now, {(uint8_t)(AWE_NOTE_OFF + kind), port, channel, data, data}};
        if (kind >= 4 && kind != 7) {
            events[i].message.key = 0;
        } else if (kind == 7) {
            events[i].message =
                (awe_message){.type = AWE_MASTER_VOLUME, .port = port, .value = data * 200};
        }
    }
    events[0].message = (awe_message){AWE_NOTE_ON, 0, 0, 127, 1}; /* down until the end */
    midi_recorder *r = open_recorder(4 * SECOND_NS);
    for (int i = 0; i < N; i += 100) {
        midi_recorder_take(r, events + i, 100);
    }
    assert_true(midi_recorder_finish(r, now + SECOND_NS));
    assert_false(exists("x.mid.part"));
    song_script script = read_back("x.mid");
    assert_true(script.n > N);
    for (size_t i = 0; i < N; i++) {
        expect(&script.lines[i], events[i].arrival_ns - 4 * SECOND_NS, events[i].message);
    }
    free_script(&script);
    unlink("x.mid");
}

/* The first message is the beginning where no other is given; time does not go back. */
static void test_start(void **state)
{
    (void)state;
    static const stamped events[] = {
        {9 * SECOND_NS, {AWE_NOTE_ON, 0, 0, 60, 100}},
        {8 * SECOND_NS, {AWE_NOTE_OFF, 0, 0, 60, 64}},
        {10 * SECOND_NS, {AWE_NOTE_ON, 0, 0, 61, 100}},
        {9 * SECOND_NS, {AWE_NOTE_OFF, 0, 0, 61, 64}},
    };
    midi_recorder *r = open_recorder(0);
    midi_recorder_take(r, events, 4);
    assert_true(midi_recorder_finish(r, 10 * SECOND_NS));
    song_script script = read_back("x.mid");
    assert_int_equal(script.n, 5);
    expect(&script.lines[0], 0, events[0].message);
    expect(&script.lines[1], 0, events[1].message);
    expect(&script.lines[2], SECOND_NS, events[2].message);
    expect(&script.lines[3], SECOND_NS, events[3].message);
    free_script(&script);
    unlink("x.mid");
}

/* Days without a note are more than one delta can say. */
static void test_long_silence(void **state)
{
    (void)state;
    const uint64_t week_ns = 7 * 24 * 3600 * SECOND_NS;
    const stamped events[] = {
        {SECOND_NS, {AWE_NOTE_ON, 0, 0, 60, 100}},
        {SECOND_NS, {AWE_NOTE_OFF, 0, 0, 60, 64}},
        {SECOND_NS + week_ns, {AWE_NOTE_ON, 0, 0, 61, 100}},
        {SECOND_NS + week_ns, {AWE_NOTE_OFF, 0, 0, 61, 64}},
    };
    midi_recorder *r = open_recorder(0);
    midi_recorder_take(r, events, 4);
    assert_true(midi_recorder_finish(r, SECOND_NS + week_ns));
    song_script script = read_back("x.mid");
    assert_int_equal(script.lines[2].frame, week_ns / SECOND_NS * 44100);
    free_script(&script);
    unlink("x.mid");
}

/* Keys and pedals that are down at the end, or when an input goes, come up. */
static void test_nothing_hangs(void **state)
{
    (void)state;
    static const stamped before[] = {
        {SECOND_NS, {AWE_CONTROL, 0, 2, 64, 127}},    {SECOND_NS, {AWE_NOTE_ON, 0, 2, 60, 100}},
        {SECOND_NS, {AWE_NOTE_ON, 1, 3, 100, 99}},    {SECOND_NS, {AWE_NOTE_ON, 0, 2, 61, 100}},
        {SECOND_NS, {AWE_NOTE_OFF, 0, 2, 61, 64}},    {2 * SECOND_NS, {.type = AWE_RELEASE_ALL}},
        {3 * SECOND_NS, {AWE_NOTE_ON, 0, 4, 62, 7}},  {4 * SECOND_NS, {.type = AWE_SILENCE_ALL}},
        {5 * SECOND_NS, {AWE_CONTROL, 0, 5, 66, 64}}, {5 * SECOND_NS, {AWE_NOTE_ON, 0, 5, 63, 7}},
    };
    midi_recorder *r = open_recorder(SECOND_NS);
    midi_recorder_take(r, before, 10);
    assert_true(midi_recorder_finish(r, 6 * SECOND_NS));
    song_script script = read_back("x.mid");
    assert_int_equal(script.n, 16);
    expect(&script.lines[5], SECOND_NS, (awe_message){AWE_CONTROL, 0, 2, 64, 0});
    expect(&script.lines[6], SECOND_NS, (awe_message){AWE_NOTE_OFF, 0, 2, 60, 64});
    expect(&script.lines[7], SECOND_NS, (awe_message){AWE_NOTE_OFF, 1, 3, 100, 64});
    expect(&script.lines[9], 3 * SECOND_NS, (awe_message){AWE_CONTROL, 0, 4, 120, 0});
    expect(&script.lines[10], 3 * SECOND_NS, (awe_message){AWE_NOTE_OFF, 0, 4, 62, 64});
    expect(&script.lines[13], 5 * SECOND_NS, (awe_message){AWE_CONTROL, 0, 5, 66, 0});
    expect(&script.lines[14], 5 * SECOND_NS, (awe_message){AWE_NOTE_OFF, 0, 5, 63, 64});
    free_script(&script);
    unlink("x.mid");
}

/* Should the program die now: what stands on the disk is whole, after each take. */
static void test_unfinished_file_is_whole(void **state)
{
    (void)state;
    midi_recorder *r = open_recorder(0);
    for (uint8_t i = 0; i < 100; i++) {
        stamped event[2] = {{i * SECOND_NS, {AWE_NOTE_ON, 0, 0, i, 100}},
                            {i * SECOND_NS, {AWE_NOTE_OFF, 0, 0, i, 64}}};
        event[0].arrival_ns = event[1].arrival_ns = (i + 1u) * SECOND_NS;
        midi_recorder_take(r, event, 2);
        song_script script = read_back("x.mid.part");
        assert_int_equal(script.n, 2 * i + 3);
        free_script(&script);
    }
    assert_true(midi_recorder_finish(r, 0));
    unlink("x.mid");
}

static void test_nothing_came_in(void **state)
{
    (void)state;
    midi_recorder *r = open_recorder(0);
    midi_recorder_take(r, NULL, 0);
    assert_true(midi_recorder_finish(r, SECOND_NS));
    assert_false(exists("x.mid") || exists("x.mid.part"));
    assert_true(midi_recorder_finish(NULL, 0));
}

static void make_file(const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("mine", file);
    fclose(file);
}

static bool is_mine(const char *path)
{
    size_t size;
    char *data = read_file(path, &size);
    bool same = data && size == 4 && memcmp(data, "mine", 4) == 0;
    free(data);
    return same;
}

static const stamped one_note[] = {
    {SECOND_NS, {AWE_NOTE_ON, 0, 0, 60, 100}},
    {SECOND_NS, {AWE_NOTE_OFF, 0, 0, 60, 64}},
};

static void test_what_is_there_already(void **state)
{
    (void)state;
    midi_recorder *r;
    make_file("x.mid");
    make_file("x.mid.part");
    assert_false(midi_recorder_open("x.mid", false, 0, &r));
    assert_null(r);
    assert_true(midi_recorder_open("x.mid", true, 0, &r));
    midi_recorder_take(r, one_note, 2);
    assert_true(is_mine("x.mid") && is_mine("x.mid.part") && exists("x.mid.2.part"));
    assert_true(midi_recorder_finish(r, SECOND_NS));
    assert_false(is_mine("x.mid") || exists("x.mid.2.part"));
    assert_true(is_mine("x.mid.part"));
    unlink("x.mid");
    unlink("x.mid.part");
    assert_false(midi_recorder_open("no-such/x.mid", false, 0, &r));
    assert_false(midi_recorder_open(".", true, 0, &r));
}

static void test_a_link_stays(void **state)
{
    (void)state;
    midi_recorder *r;
    struct stat status;
    make_file("real.mid");
    assert_int_equal(symlink("real.mid", "x.mid"), 0);
    assert_true(midi_recorder_open("x.mid", true, 0, &r));
    midi_recorder_take(r, one_note, 2);
    assert_true(midi_recorder_finish(r, SECOND_NS));
    assert_int_equal(lstat("x.mid", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    song_script script = read_back("real.mid");
    assert_int_equal(script.n, 3);
    free_script(&script);
    unlink("x.mid");
    unlink("real.mid");
}

/* A limit on the file's size stands for a full disk: what had room is there, and whole. */
static void test_full_disk(void **state)
{
    (void)state;
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t limit = 200; limit < 260; limit++) {
        midi_recorder *r = open_recorder(0);
        struct rlimit small = {limit, old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        for (int i = 0; i < 100; i++) {
            midi_recorder_take(r, one_note, 2);
        }
        assert_false(midi_recorder_finish(r, SECOND_NS));
        setrlimit(RLIMIT_FSIZE, &old);
        song_script script = read_back("x.mid");
        assert_in_range(script.n, 2 * 20 + 1, 2 * 30 + 1);
        free_script(&script);
        unlink("x.mid");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_start),
        cmocka_unit_test(test_long_silence),
        cmocka_unit_test(test_nothing_hangs),
        cmocka_unit_test(test_unfinished_file_is_whole),
        cmocka_unit_test(test_nothing_came_in),
        cmocka_unit_test(test_what_is_there_already),
        cmocka_unit_test(test_a_link_stays),
        cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
