/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/player.h"

#include "app/player_decks.h"
#include "app/say.h"
#include "app/zone.h"
#include "io/clock.h"

#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define WAIT_MS 5
#define QUIET_MS 50    /* of silence before the first note: JACK connects while it calls */
#define STEADY_MS 1000 /* then caches and pages are warm, and the guard may blame */
#define MAX_START_MS 5000
#define DELAY_STEP_NS 250000

/* ---- opening and closing */

static bool fail(player *p, exit_code code, const char *text)
{
    p->failure = code;
    say_error("%s", text);
    return false;
}

static bool prepare_device(void *context, const audio_info *info, io_error *error)
{
    return live_set_device(context, info->rate_hz, info->latency_frames, error);
}

static bool open_banks(player *p)
{
    const settings *s = p->s;
    p->failure = s->sound.strict ? EXIT_NONE_PLAYED : EXIT_USAGE;
    p->common = common_banks_open(&s->sound, s->live.rt.lock);
    p->pool = p->common ? deck_pool_new(p->common, NULL) : NULL;
    if (!p->pool) {
        return false;
    }
    p->change = bank_change_new(&p->common->banks, s->live.watch_banks, s->live.rt.lock);
    return p->change || fail(p, EXIT_USAGE, awe_status_text(AWE_NO_MEM));
}

static bool open_callback(player *p, bool is_endless)
{
    io_error error;
    if (!guard_new(p->s->live.rt_strict, &p->guard, &error)) {
        return fail(p, EXIT_USAGE, error.text);
    }
    watch_config watched = {
        .settings = &p->s->watch,
        .n_voices = p->s->sound.synth.n_voices ? p->s->sound.synth.n_voices : AWE_DEFAULT_VOICES,
        .launch_ns = p->s->launch_ns,
        .is_guarded = !guard_unavailable(p->guard, GUARD_ALLOC),
    };
    if (!watch_open(&p->watch, &watched)) {
        p->failure = EXIT_USAGE;
        return false;
    }
    live_config config = {
        .input = live_input_queue(p->input),
        .measure = {.records = &p->watch.records, .thread = &p->thread, .guard = p->guard},
        .is_endless = is_endless,
    };
    live_memory_init(&p->memory, MEMORY_RINGS, p->s->live.rt.lock);
    live_memory_keep(&p->memory, &p->watch.records, sizeof p->watch.records);
    live_memory_keep(&p->memory, p->watch.storage, sizeof p->watch.storage);
    return live_new(&config, &p->memory, &p->live, &error) || fail(p, EXIT_USAGE, error.text);
}

/* What is played first shall find the monitor prepared. */
static void calibrate(player *p)
{
    deck *d = deck_pool_take(p->pool);
    if (d) {
        watch_calibrate(&p->watch, d->synth);
        deck_pool_put(p->pool, d);
    }
}

static bool open_device(player *p)
{
    AWE_ZONE("device open");
    const settings *s = p->s;
    io_error error;
    device_config config = {
        .audio = {.device = s->live.device,
                  .buffer_frames = s->block_frames,
                  .rate_hz = s->rate_hz ? s->rate_hz : AWE_RATE_HZ,
                  .is_chatty = say_get_level() == SAY_VERBOSE},
        .prepare = prepare_device,
        .fill = live_fill,
        .context = p->live,
    };
    p->failure = EXIT_NO_DEVICE;
    if (!device_new(&config, &p->device, &error)) {
        return fail(p, EXIT_NO_DEVICE, error.text);
    }
    device_start(p->device);
    return device_settle(p->device) == DEVICE_IS_PLAYING;
}

/* The frames that the callback has been asked for so long. */
static uint64_t played_ms(const player *p)
{
    audio_info info;
    device_get_info(p->device, &info);
    return info.rate_hz > 0 ? (uint64_t)(1000.0 * (double)p->status.n_frames / info.rate_hz) : 0;
}

/* Lets silence play until the device takes it steadily. */
static bool settle(player *p)
{
    AWE_ZONE("device settle");
    for (uint32_t ms = 0; ms < MAX_START_MS; ms += WAIT_MS) {
        if (player_look(p) == PLAYER_HAS_FAILED) {
            return false;
        }
        if (played_ms(p) >= QUIET_MS) {
            return true;
        }
        clock_sleep_ms(WAIT_MS);
    }
    return fail(p, EXIT_NO_DEVICE, "the audio device does not take sound");
}

bool player_open(player *p, const settings *s, bool is_endless)
{
    memset(p, 0, sizeof *p);
    p->s = s;
    p->volume = 1.0f;
    p->settings = s->transport;
    p->song.loop_from = p->song.loop_to = PLAYER_NO_FRAME;
    if (!open_banks(p)) {
        return false;
    }
    p->failure = EXIT_NO_DEVICE;
    if (!live_input_open(s, &p->input) || !open_callback(p, is_endless)) {
        return false;
    }
    calibrate(p);
    return open_device(p) && settle(p);
}

static void free_songs(player *p)
{
    awe_song_free(p->song.song);
    for (uint32_t i = 0; i < PLAYER_OLD_SONGS; i++) {
        awe_song_free(p->old.songs[i]);
    }
}

static void say_guard(const player *p)
{
    static const char *const names[N_GUARD_KINDS] = {
        "allocations",  "resizings", "frees", "memory maps", "locks",
        "system calls", "denormals", "NaNs",  "overflows",
    };
    guard_trips trips;
    guard_get_totals(p->guard, GUARD_STEADY, &trips);
    for (int kind = 0; kind < N_GUARD_KINDS; kind++) {
        const char *lack = guard_unavailable(p->guard, (guard_kind)kind);
        if (lack) {
            say_detail("guard: %s: unavailable: %s", names[kind], lack);
        } else {
            say_detail("guard: %s: %u", names[kind], trips.n[kind]);
        }
    }
}

static void say_offences(const player *p)
{
    char text[1024];
    for (uint32_t i = 0; guard_format_offence(p->guard, i, text, sizeof text); i++) {
        say_error("in the audio callback: %s", text);
    }
}

bool player_close(player *p)
{
    bool is_closed = device_free(p->device);
    p->is_recorded = live_input_close(p->input);
    if (p->live) {
        watch_look(&p->watch, p->live, false);
        watch_end(&p->watch);
        summary_say(&p->watch.summary);
        say_guard(p);
        say_offences(p);
    }
    if (!is_closed) {
        return false;
    }
    live_free(p->live);
    bank_change_free(p->change);
    deck_pool_free(p->old.pool);
    deck_pool_free(p->pool);
    common_banks_free(p->old.common);
    common_banks_free(p->common);
    free_songs(p);
    guard_free(p->guard);
    watch_close(&p->watch);
    return true;
}

bool player_kept_contract(const player *p)
{
    return !p->guard || !guard_is_broken(p->guard);
}

/* ---- looking */

/* Just below the audio thread, for which it works; rtkit guards one thread only. */
static void raise_midi_thread(const player *p)
{
    const rt_thread thread = {.id = live_input_thread(p->input)};
    rt_config config = {.wish = RT_FIFO, .priority = p->mode.priority - 1};
    rt_mode mode = {0};
    char text[160];
    bool is_possible = p->mode.source == RT_BY_LIMITS || p->mode.source == RT_BY_HOST;
    if (thread.id && is_possible && p->mode.priority > 1 && p->s->live.rt.wish != RT_OFF) {
        rt_raise(&thread, &config, &mode);
        rt_mode_format(&mode, text, sizeof text);
        say_detail("MIDI thread: %s", text);
    }
}

static void raise_audio_thread(player *p)
{
    char mode[160];
    bool is_wish = p->s->live.rt.wish != RT_AUTO || p->s->live.rt.has_cpu;
    rt_raise(&p->thread, &p->s->live.rt, &p->mode);
    rt_mode_format(&p->mode, mode, sizeof mode);
    say_detail("audio thread: %s", mode);
    if (p->mode.lack[0]) {
        (is_wish ? say_warning : say_detail)("audio thread: %s", p->mode.lack);
    }
}

static void keep_stack(player *p)
{
    const void *stack = (const void *)atomic_load(&p->thread.stack);
    live_memory_lock(&p->memory, stack, atomic_load(&p->thread.n_stack_bytes));
    live_memory_say(&p->memory, "the callback");
}

static void look_after_thread(player *p)
{
    if (rt_thread_take(&p->thread)) {
        raise_audio_thread(p);
        keep_stack(p);
        raise_midi_thread(p);
    }
    if (rt_take_demotion()) {
        p->mode = (rt_mode){.policy = "SCHED_OTHER"};
        say_warning("audio thread: kept its processor for too long; has normal priority now");
    }
    if (!p->is_steady && played_ms(p) >= STEADY_MS) {
        p->is_steady = true;
        guard_mark_steady(p->guard);
    }
}

/* The delay is kept as long as it does; each change would be heard. */
static void look_after_delay(player *p)
{
    uint64_t delay_ns = p->s->live.midi_delay_ns;
    if (!p->input) {
        return;
    }
    if (delay_ns == 0) {
        delay_ns = summary_find_delay_ns(&p->watch.summary) + 1000ull * p->status.lead_us;
        delay_ns = (delay_ns + DELAY_STEP_NS - 1) / DELAY_STEP_NS * DELAY_STEP_NS;
        bool does = delay_ns <= p->delay_ns && delay_ns >= p->delay_ns / 2;
        delay_ns = does ? p->delay_ns : delay_ns;
    }
    if (delay_ns != p->delay_ns &&
        live_send(p->live, &(live_command){.verb = LIVE_DELAY, .delay_ns = delay_ns})) {
        p->delay_ns = delay_ns;
    }
}

static void look_at_system(player *p)
{
    uint8_t core = p->watch.summary.last.core;
    system_subject subject = {
        .threads = {[SYSTEM_AUDIO] = atomic_load(&p->thread.id),
                    [SYSTEM_MIDI] = live_input_thread(p->input),
                    [SYSTEM_MAIN] = gettid()},
        .core = core == UINT8_MAX ? SYSTEM_NO_CORE : core,
        .banks = p->pool->banks.maps,
        .n_banks = p->pool->banks.n,
    };
    if (watch_is_system_due(&p->watch)) {
        watch_read_system(&p->watch, &subject);
        live_input_meter(p->input, p->watch.meters);
    }
}

static player_state look_at_device(player *p)
{
    audio_info info;
    device_state state = device_look(p->device);
    if (state == DEVICE_HAS_FAILED) {
        p->failure = EXIT_NO_DEVICE;
        return PLAYER_HAS_FAILED;
    }
    device_get_info(p->device, &info);
    if (info.rate_hz != p->watch.summary.rate_hz) {
        watch_set_rate(&p->watch, info.rate_hz);
    }
    return PLAYER_PLAYS;
}

player_state player_look(player *p)
{
    AWE_ZONE("loop tick");
    player_state state = look_at_device(p);
    live_get_status(p->live, &p->status);
    watch_look(&p->watch, p->live, p->is_steady);
    player_look_after_decks(p);
    look_after_thread(p);
    look_after_delay(p);
    live_input_look(p->input);
    look_at_system(p);
    if (state == PLAYER_HAS_FAILED) {
        return state;
    }
    if (p->s->live.rt_strict && !player_kept_contract(p)) {
        p->failure = EXIT_NOT_REAL_TIME;
        return PLAYER_HAS_FAILED;
    }
    if (!p->s->live.watch_banks && banks_say_cut(&p->pool->banks)) {
        p->failure = EXIT_NONE_PLAYED;
        return PLAYER_HAS_FAILED;
    }
    return p->status.is_done && p->status.n_switches == p->n_switches ? PLAYER_IS_DONE
                                                                      : PLAYER_PLAYS;
}
