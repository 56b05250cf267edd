/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/live_song.h"

#include "support/smf_builder.h"
#include "support/song_script.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const awe_synth_config config = {.reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};

static AWE_RT uint64_t read_clock(void *context)
{
    return ((const fixture *)context)->now_ns;
}

static AWE_RT uint64_t read_stage_clock(void *context)
{
    uint64_t *now_ns = context;
    return *now_ns += STAGE_NS;
}

int live_song_set_up(void **state)
{
    static fixture f;
    smf_builder smf;
    memset(&f, 0, sizeof f);
    rig_open(&f.rig, rig_sine_bank(100), &config);
    awe_stacked_bank bank = {.bank = f.rig.bank};
    awe_synth_config timed = config;
    timed.clock = (awe_clock){read_stage_clock, &f.stage_ns};
    for (int i = 0; i < N_DECKS; i++) {
        f.decks[i] = calloc(1, sizeof *f.decks[i]);
        if (!f.decks[i] || awe_synth_new(&timed, &bank, 1, &f.decks[i]->synth)) {
            return -1;
        }
    }
    smf_begin(&smf, 0, 500); /* at 120 beats a minute: 1000 ticks a second */
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_on(&smf, 333, 0, 64, 90);
    smf_note_off(&smf, 667, 0, 60);
    smf_note_off(&smf, 0, 0, 64);
    smf_end_track(&smf, 0);
    f.song = parse_built(&smf, NULL);
    f.out = calloc(MAX_FRAMES, 2 * sizeof *f.out);
    awe_ring_init(&f.records, f.storage, N_RECORDS, sizeof f.storage[0]);
    *state = &f;
    return f.out ? 0 : -1;
}

int live_song_tear_down(void **state)
{
    fixture *f = *state;
    for (int i = 0; i < N_DECKS; i++) {
        awe_synth_free(f->decks[i]->synth);
        free(f->decks[i]);
    }
    free(f->out);
    awe_song_free(f->song);
    rig_close(&f->rig);
    return 0;
}

void send(live *l, live_command command)
{
    assert_true(live_send(l, &command));
}

live *open_live(fixture *f, double rate_hz, bool has_input)
{
    live *l;
    io_error error;
    live_config setup = {
        .input = has_input ? &f->input : NULL,
        .measure = {.records = &f->records, .now_ns = read_clock, .context = f},
    };
    live_memory memory;
    awe_record stale;
    live_memory_init(&memory, MEMORY_SYNTH, false);
    while (awe_ring_pop(&f->records, &stale)) {
    }
    input_queue_init(&f->input);
    f->now_ns = 1000000000;
    assert_true(live_new(&setup, &memory, &l, &error));
    assert_true(live_set_device(l, rate_hz, LATENCY_FRAMES, &error));
    return l;
}

void switch_to(live *l, fixture *f, int i, const awe_song *song, uint64_t frame)
{
    static const transport_settings neutral = {0};
    deck_cue(f->decks[i], song, frame, &neutral);
    send(l, (live_command){.verb = LIVE_SWITCH, .deck = f->decks[i]});
}

live *start(fixture *f, double rate_hz)
{
    live *l = open_live(f, rate_hz, false);
    switch_to(l, f, 0, f->song, 0);
    return l;
}

void fill(live *l, float *out, size_t n_frames, bool ran_dry)
{
    audio_round round = {.out = out, .n_frames = (uint32_t)n_frames, .ran_dry = ran_dry};
    live_fill(l, &round);
}

live_status look(live *l)
{
    live_status status;
    live_get_status(l, &status);
    return status;
}

size_t play(fixture *f, live *l, size_t n_buffer, size_t fade_at)
{
    live_status before = look(l);
    size_t n = 0;
    do {
        assert_true(n + n_buffer <= MAX_FRAMES);
        if (fade_at > 0 && n >= fade_at) {
            send(l, (live_command){.verb = LIVE_FADE_OUT});
            fade_at = 0;
        }
        fill(l, f->out + 2 * n, n_buffer, n == 0);
        n += n_buffer;
    } while (!look(l).is_done);
    assert_int_equal(look(l).n_calls - before.n_calls, n / n_buffer);
    /* Nothing was lost where nothing had been played yet. */
    assert_int_equal(look(l).n_ran_dry - before.n_ran_dry, before.n_switches > 0);
    return n;
}

float *render(fixture *f, size_t n_frames)
{
    awe_song_cursor cursor;
    float *out = calloc(n_frames, 2 * sizeof *out);
    assert_non_null(out);
    awe_synth_seek(f->rig.synth, 0);
    awe_song_start(&cursor, f->song);
    while (cursor.frame < n_frames) {
        awe_event events[8];
        uint32_t n_events;
        uint64_t at = cursor.frame;
        uint32_t n = awe_song_read(&cursor, (uint32_t)(n_frames - at), events, 8, &n_events);
        awe_synth_render(f->rig.synth, events, n_events, out + 2 * at, n);
    }
    return out;
}

void assert_silent(const float *frames, size_t n_frames)
{
    for (size_t i = 0; i < 2 * n_frames; i++) {
        assert_true(frames[i] == 0);
    }
}
