/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Positions are counted in the card's frames since its start: those that it was given, silence
   included, and those that it has played. Doubles count them to a millionth over days. */

#include "io/audio_sim.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDING_FRAMES 1e-6

struct audio_sim {
    audio_sim_config config;
    uint32_t capacity;    /* frames that the queue holds */
    double frames_per_ns; /* of the card, on the system's clock */

    uint64_t now_ns;
    uint64_t start_ns; /* when the card began to play */
    double n_given;
    double n_silent;  /* of them, because the queue was dry */
    uint64_t busy_ns; /* still to pass in this call */
    bool has_looked;  /* at the clock, in this call */
    bool is_primed;
    bool has_run_dry; /* since the last call */
    bool is_lost;

    audio_sim_counts counts;
    float out[]; /* [capacity][2] */
};

audio_sim *audio_sim_new(const audio_sim_config *config)
{
    audio_sim_config c = *config;
    c.rate_hz = c.rate_hz ? c.rate_hz : 44100;
    c.period_frames = c.period_frames ? c.period_frames : 256;
    c.n_periods = c.n_periods ? c.n_periods : 2;
    uint32_t capacity = c.period_frames * c.n_periods;
    audio_sim *sim = calloc(1, sizeof *sim + 2 * sizeof(float) * capacity);
    if (sim) {
        sim->config = c;
        sim->capacity = capacity;
        sim->frames_per_ns = c.rate_hz * (1 + c.drift_ppm * 1e-6) * 1e-9;
    }
    return sim;
}

void audio_sim_free(audio_sim *sim)
{
    free(sim);
}

void audio_sim_get_info(const audio_sim *sim, audio_info *info)
{
    *info = (audio_info){
        .host = "simulation",
        .name = "card",
        .rate_hz = sim->config.rate_hz,
        .buffer_frames = sim->config.period_frames,
        .latency_frames = sim->capacity,
    };
}

bool audio_sim_is_lost(const audio_sim *sim)
{
    return sim->is_lost;
}

void audio_sim_pass(audio_sim *sim, uint64_t ns)
{
    sim->now_ns += ns;
}

void audio_sim_get_counts(const audio_sim *sim, audio_sim_counts *counts)
{
    *counts = sim->counts;
    counts->n_silent_frames = (uint64_t)(sim->n_silent + ROUNDING_FRAMES);
}

AWE_RT uint64_t audio_sim_now_ns(void *context)
{
    audio_sim *sim = context;
    if (sim->has_looked) {
        sim->now_ns += sim->busy_ns;
        sim->busy_ns = 0;
    }
    sim->has_looked = true;
    return sim->now_ns;
}

/* ---- the card */

void audio_sim_start(audio_sim *sim)
{
    sim->is_lost = false;
    sim->has_run_dry = false;
    sim->is_primed = !sim->config.primes;
    sim->start_ns = sim->now_ns;
    sim->n_given = sim->is_primed ? sim->capacity : 0;
}

/* When the card begins with its frame number `n`. */
static uint64_t find_time_ns(const audio_sim *sim, double n)
{
    return sim->start_ns + (uint64_t)ceil((n - ROUNDING_FRAMES) / sim->frames_per_ns);
}

uint64_t audio_sim_find_heard_ns(const audio_sim *sim)
{
    return find_time_ns(sim, sim->n_given);
}

/* Frames that the card still has; it makes up what it should have had. */
static double take_stock(audio_sim *sim)
{
    double n_played = (double)(sim->now_ns - sim->start_ns) * sim->frames_per_ns;
    if (!sim->is_primed) {
        return sim->n_given;
    }
    if (n_played > sim->n_given + ROUNDING_FRAMES) {
        sim->counts.n_dry++;
        sim->n_silent += n_played - sim->n_given;
        sim->n_given = n_played;
        sim->has_run_dry = true;
    }
    return sim->n_given > n_played ? sim->n_given - n_played : 0;
}

static void give(audio_sim *sim, uint32_t n_frames)
{
    take_stock(sim);
    sim->n_given += n_frames;
    if (!sim->is_primed && sim->n_given >= sim->capacity) {
        sim->is_primed = true;
        sim->start_ns = sim->now_ns;
    }
}

/* ---- the host */

/* Sleeps until the queue has room for `n_frames`, if it has not. */
static void sleep_for(audio_sim *sim, double n_frames)
{
    uint64_t tick_ns = sim->config.tick_ns;
    double n_played = sim->n_given + n_frames - sim->capacity;
    uint64_t then_ns = sim->is_primed && n_played > 0 ? find_time_ns(sim, n_played) : 0;
    if (then_ns > sim->now_ns) {
        sim->now_ns = tick_ns ? (then_ns + tick_ns - 1) / tick_ns * tick_ns : then_ns;
    }
}

static uint32_t fit(const audio_sim *sim, uint32_t n_frames)
{
    double n_free = sim->is_primed ? sim->capacity : sim->capacity - sim->n_given;
    return n_frames < n_free ? n_frames : (uint32_t)n_free;
}

static void call_for_sound(audio_sim *sim, const audio_sim_call *call, audio_fill_fn fill,
                           void *context)
{
    double stock = take_stock(sim);
    audio_round round = {
        .out = sim->out,
        .n_frames = call->n_frames,
        .queued_us = AUDIO_QUEUED_UNKNOWN,
        .ran_dry = sim->has_run_dry,
        .is_priming = !sim->is_primed,
    };
    if (!sim->config.hides_queue) {
        round.queued_us = (uint32_t)(stock / sim->frames_per_ns / 1000);
    }
    sim->has_run_dry = false;
    sim->has_looked = false;
    sim->busy_ns = call->busy_ns;
    fill(context, &round);
    sim->now_ns += sim->busy_ns;
    sim->busy_ns = 0;
    sim->counts.n_calls++;
    sim->counts.n_frames += call->n_frames;
    give(sim, call->n_frames);
}

uint64_t audio_sim_run(audio_sim *sim, uint64_t n_frames, audio_fill_fn fill, void *context)
{
    uint64_t from = sim->counts.n_frames;
    while (!sim->is_lost && sim->counts.n_frames - from < n_frames) {
        audio_sim_call call = {.n_frames = sim->config.period_frames, .n_burst = 1};
        if (sim->config.script) {
            sim->config.script(sim->config.context, sim->counts.n_calls, &call);
        }
        call.n_frames = fit(sim, call.n_frames > 0 ? call.n_frames : 1);
        sleep_for(sim, fmin((double)call.n_frames * call.n_burst, sim->capacity));
        sim->now_ns += call.late_ns;
        sim->is_lost = call.is_lost;
        if (!sim->is_lost) {
            call_for_sound(sim, &call, fill, context);
        }
    }
    return sim->counts.n_frames - from;
}

/* ---- weather */

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(audio_sim_weather *w)
{
    uint64_t z = w->seed += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

static uint64_t draw_between(audio_sim_weather *w, uint64_t least, uint64_t greatest)
{
    return least + draw(w) % (greatest - least + 1);
}

static bool happens(audio_sim_weather *w, uint32_t ppm)
{
    return draw(w) % 1000000 < ppm;
}

void audio_sim_rain(void *context, uint64_t n_call, audio_sim_call *call)
{
    audio_sim_weather *w = context;
    (void)n_call;
    if (w->min_frames > 0) {
        call->n_frames = (uint32_t)draw_between(w, w->min_frames, w->max_frames);
    }
    if (happens(w, w->late_ppm)) {
        call->late_ns = draw_between(w, 0, w->max_late_ns);
    }
    if (happens(w, w->burst_ppm)) {
        call->n_burst = (uint32_t)draw_between(w, 1, w->max_burst);
    }
    if (happens(w, w->busy_ppm)) {
        call->busy_ns = draw_between(w, 0, w->max_busy_ns);
    }
    call->is_lost = happens(w, w->lost_ppm);
}
