/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Where a render ends, to the frame, whatever the block size; and that a sink can end it. The sound
   is a bare sine without effects, whose end is known. */

#include "app/offline.h"
#include "support/dense_song.h"
#include "support/smf_builder.h"
#include "support/song_script.h"
#include "support/synth_rig.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SONG_FRAMES AWE_RATE_HZ /* the note's length */
#define MAX_FRAMES (20 * AWE_RATE_HZ)

typedef struct take {
    float *frames; /* [n_frames][2] */
    uint64_t n_frames;
    uint64_t stop_at; /* the sink refuses from here on; 0: never */
} take;

typedef struct fixture {
    synth_rig rig;
    awe_song *song;
    take take;
} fixture;

static bool keep(void *context, const float *frames, size_t n_frames)
{
    take *t = context;
    assert_true(t->n_frames + n_frames <= MAX_FRAMES);
    memcpy(t->frames + 2 * t->n_frames, frames, n_frames * 2 * sizeof *frames);
    t->n_frames += n_frames;
    return t->stop_at == 0 || t->n_frames < t->stop_at;
}

static int set_up(void **state)
{
    static fixture f;
    awe_synth_config config = {.reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    smf_builder smf;
    memset(&f, 0, sizeof f);
    rig_open(&f.rig, rig_sine_bank(100), &config);
    smf_begin(&smf, 0, 500); /* at 120 beats a minute: 1000 ticks a second */
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_off(&smf, 1000, 0, 60);
    smf_end_track(&smf, 0);
    f.song = parse_built(&smf, NULL);
    f.take.frames = calloc(MAX_FRAMES, 2 * sizeof *f.take.frames);
    *state = &f;
    return f.take.frames ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    free(f->take.frames);
    awe_song_free(f->song);
    rig_close(&f->rig);
    return 0;
}

static offline_end render(fixture *f, offline_config config)
{
    config.sink = keep;
    config.context = &f->take;
    config.max_frames = config.max_frames ? config.max_frames : MAX_FRAMES;
    f->take.n_frames = 0;
    awe_synth_seek(f->rig.synth, 0);
    return offline_render(f->rig.synth, f->song, &config);
}

static void test_tail_cut(void **state)
{
    fixture *f = *state;
    offline_config config = {.block_frames = 512, .tail = TAIL_CUT};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_int_equal(f->take.n_frames, SONG_FRAMES);
}

static void test_tail_of_seconds(void **state)
{
    fixture *f = *state;
    offline_config config = {.block_frames = 512, .tail = TAIL_SECONDS, .tail_frames = 54321};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_int_equal(f->take.n_frames, SONG_FRAMES + 54321);
    config.tail_frames = 0;
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_int_equal(f->take.n_frames, SONG_FRAMES);
}

static void test_tail_until_silence(void **state)
{
    fixture *f = *state;
    offline_config config = {.block_frames = 512, .tail = TAIL_SILENCE};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_true(f->take.n_frames > SONG_FRAMES);
    assert_true(awe_synth_is_silent(f->rig.synth));
    config.tail = TAIL_RELEASE;
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    awe_stats stats;
    awe_synth_get_stats(f->rig.synth, &stats);
    assert_int_equal(stats.n_voices, 0);
}

static void test_longest(void **state)
{
    fixture *f = *state;
    offline_config config = {.block_frames = 512, .max_frames = 10001};
    assert_int_equal(render(f, config), OFFLINE_TOO_LONG);
    assert_int_equal(f->take.n_frames, 10001);
    config.max_frames = SONG_FRAMES;
    config.tail = TAIL_CUT;
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
}

static void test_sink_ends_it(void **state)
{
    fixture *f = *state;
    offline_config config = {.block_frames = 100};
    f->take.stop_at = 1000;
    assert_int_equal(render(f, config), OFFLINE_STOPPED);
    assert_int_equal(f->take.n_frames, 1000);
    f->take.stop_at = 0;
}

static void test_block_size_changes_nothing(void **state)
{
    fixture *f = *state;
    static const uint32_t sizes[] = {1, 7, 64, 1000, 4096, 65536};
    offline_config config = {.block_frames = 512};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    uint64_t n = f->take.n_frames;
    float *want = malloc(n * 2 * sizeof *want);
    assert_non_null(want);
    memcpy(want, f->take.frames, n * 2 * sizeof *want);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        config.block_frames = sizes[i];
        assert_int_equal(render(f, config), OFFLINE_WHOLE);
        assert_int_equal(f->take.n_frames, n);
        assert_memory_equal(f->take.frames, want, n * 2 * sizeof *want);
    }
    free(want);
}

/* Without settings: a cursor's events and the synth's frames, and nothing in between. */
static void test_neutral_settings_change_nothing(void **state)
{
    fixture *f = *state;
    awe_event events[4096];
    uint32_t n_events;
    awe_song *one_note = f->song;
    f->song = make_dense_song(9);
    offline_config config = {.block_frames = 300, .tail = TAIL_SECONDS, .tail_frames = 10000};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    uint32_t n = (uint32_t)f->take.n_frames;
    float *want = malloc(n * 2 * sizeof *want);
    awe_song_cursor cursor;
    awe_song_start(&cursor, f->song);
    awe_synth_seek(f->rig.synth, 0);
    assert_int_equal(awe_song_read(&cursor, n, events, 4096, &n_events), n);
    awe_synth_render(f->rig.synth, events, n_events, want, n);
    assert_true(n > 100000 && n_events > 1000);
    assert_memory_equal(f->take.frames, want, n * 2 * sizeof *want);
    free(want);
    awe_song_free(f->song);
    f->song = one_note;
}

static void test_tempo_and_span(void **state)
{
    fixture *f = *state;
    offline_config config = {.block_frames = 333, .tail = TAIL_CUT};
    config.transport.tempo_percent = 40;
    assert_int_equal(offline_length(f->song, &config), SONG_FRAMES * 5 / 2);
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_int_equal(f->take.n_frames, SONG_FRAMES * 5 / 2);
    config.span = (song_span){.start_frame = 4100, .end_frame = 14100};
    assert_int_equal(offline_length(f->song, &config), 25000);
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_int_equal(f->take.n_frames, 25000);
}

static bool is_silent(const take *t, uint64_t from)
{
    for (uint64_t i = 2 * from; i < 2 * t->n_frames; i++) {
        if (t->frames[i] != 0) {
            return false;
        }
    }
    return true;
}

/* The note that has begun is not heard from the middle on; one that is cut is let go of. */
static void test_a_note_that_is_cut(void **state)
{
    fixture *f = *state;
    offline_config config = {.block_frames = 512, .span = {.start_frame = 20000}};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_true(f->take.n_frames >= SONG_FRAMES - 20000 && is_silent(&f->take, 0));
    config.span = (song_span){.end_frame = 20000};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_true(f->take.n_frames > 20000 && f->take.n_frames < SONG_FRAMES);
    assert_false(is_silent(&f->take, 19000));
    assert_true(awe_synth_is_silent(f->rig.synth));
}

/* What is played from a place on is what would have been played there. */
static void test_start_equals_playing_up_to_it(void **state)
{
    fixture *f = *state;
    smf_builder smf;
    awe_song *one_note = f->song;
    smf_begin(&smf, 0, 500);
    smf_track(&smf);
    smf_control(&smf, 0, 0, 7, 80);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_off(&smf, 100, 0, 60);
    smf_bend(&smf, 1000, 0, 9000);
    smf_note_on(&smf, 900, 0, 62, 100);
    smf_note_off(&smf, 1000, 0, 62);
    smf_end_track(&smf, 0);
    f->song = parse_built(&smf, NULL);
    offline_config config = {.block_frames = 512};
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    uint64_t n = f->take.n_frames;
    float *whole = malloc(n * 2 * sizeof *whole);
    memcpy(whole, f->take.frames, n * 2 * sizeof *whole);
    for (uint64_t start = 70000; start < 88200; start += 4567) {
        config.span.start_frame = start;
        assert_int_equal(render(f, config), OFFLINE_WHOLE);
        uint64_t n_same = n - start < f->take.n_frames ? n - start : f->take.n_frames;
        assert_true(n_same > SONG_FRAMES && !is_silent(&f->take, 0));
        assert_memory_equal(f->take.frames, whole + 2 * start, n_same * 2 * sizeof *whole);
    }
    free(whole);
    awe_song_free(f->song);
    f->song = one_note;
}

/* Each change at its very frame, whatever the block: as by hand on the synth itself. */
static void test_levels_at_their_frames(void **state)
{
    fixture *f = *state;
    static const uint32_t blocks[] = {1, 333, 4096};
    level_change changes[] = {{10000, AWE_QUALITY_LOW}, {10000, AWE_QUALITY_MEDIUM}, {30001, 0}};
    const level_list levels = {changes, 3};
    offline_config config = {.block_frames = 512, .tail = TAIL_CUT};
    float *want = calloc(SONG_FRAMES, 2 * sizeof *want);
    awe_event on = {.message = {.type = AWE_NOTE_ON, .key = 60, .value = 100}};
    awe_synth_seek(f->rig.synth, 0);
    awe_synth_render(f->rig.synth, &on, 1, want, 10000);
    awe_synth_set_quality(f->rig.synth, awe_quality_get(AWE_QUALITY_MEDIUM));
    awe_synth_render(f->rig.synth, NULL, 0, want + 20000, 20001);
    awe_synth_set_quality(f->rig.synth, awe_quality_get(AWE_QUALITY_MAXIMUM));
    awe_synth_render(f->rig.synth, NULL, 0, want + 60002, SONG_FRAMES - 30001);
    assert_int_equal(render(f, config), OFFLINE_WHOLE);
    assert_memory_not_equal(f->take.frames, want, SONG_FRAMES * 2 * sizeof *want);
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        config.block_frames = blocks[i];
        config.levels = &levels;
        assert_int_equal(render(f, config), OFFLINE_WHOLE);
        assert_memory_equal(f->take.frames, want, SONG_FRAMES * 2 * sizeof *want);
    }
    free(want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tail_cut),
        cmocka_unit_test(test_tail_of_seconds),
        cmocka_unit_test(test_tail_until_silence),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_sink_ends_it),
        cmocka_unit_test(test_block_size_changes_nothing),
        cmocka_unit_test(test_neutral_settings_change_nothing),
        cmocka_unit_test(test_tempo_and_span),
        cmocka_unit_test(test_a_note_that_is_cut),
        cmocka_unit_test(test_start_equals_playing_up_to_it),
        cmocka_unit_test(test_levels_at_their_frames),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
