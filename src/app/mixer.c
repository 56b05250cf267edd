/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/mixer.h"

#include <string.h>

#define FADE_FRAMES 2205                   /* 50 ms */
#define GATE_FRAMES 441                    /* 10 ms: pause and go on */
#define MAX_TAIL_FRAMES (AWE_RATE_HZ * 60) /* a tail that rings longer is faded out */

void mixer_init(mixer *m, awe_ring *retired, bool is_endless, input_queue *input)
{
    *m = (mixer){
        .retired = retired,
        .is_endless = is_endless,
        .placement.queue = input,
        .gate = fader_at(1.0f),
        .volume = fader_at(1.0f),
    };
    awe_reflex_init(&m->load.reflex);
}

static AWE_RT void retire(mixer *m, deck *d)
{
    if (d) {
        awe_ring_push(m->retired, &d);
    }
}

static AWE_RT bool is_closed(const mixer *m)
{
    return fader_rests(&m->gate) && fader_level(&m->gate) == 0.0f;
}

/* Nobody would hear the end of what plays. */
static AWE_RT bool is_quiet(const mixer *m)
{
    return !m->playing || is_closed(m) || awe_synth_is_silent(m->playing->synth);
}

void mixer_switch(mixer *m, deck *next)
{
    bool freezes = !m->placement.queue;
    if (is_quiet(m)) {
        retire(m, m->playing);
    } else {
        retire(m, m->leaving);
        m->leaving = m->playing;
        m->n_crossing = MIXER_CROSS_FRAMES;
        transport_pause(&m->leaving->transport, true);
    }
    m->playing = next;
    deck_set_level(next, m->level);
    if (m->is_untimed) {
        deck_stop_timing(next);
    }
    transport_pause(&next->transport, m->is_paused && !freezes);
    m->last_frame = next->cut_frame ? next->cut_frame : next->end_frame + MAX_TAIL_FRAMES;
    m->stage = MIXER_PLAYING;
    m->gate = fader_at(m->is_paused && freezes ? 0.0f : 1.0f);
    m->n_switches++;
}

/* The song's notes end; its settings stay. */
static AWE_RT void silence_song(deck *d)
{
    parts *p = &d->transport.parts;
    parts_settings settings = p->settings;
    parts_settings mute = {0};
    memset(mute.muted, 0xFF, sizeof mute.muted);
    parts_set(p, &mute);
    parts_set(p, &settings);
}

void mixer_pause(mixer *m, bool shall_pause)
{
    m->is_paused = shall_pause;
    if (!m->playing || m->stage != MIXER_PLAYING) {
        return;
    }
    if (m->placement.queue) {
        transport_pause(&m->playing->transport, shall_pause);
        silence_song(m->playing);
    } else {
        fader_move(&m->gate, shall_pause ? 0.0f : 1.0f, GATE_FRAMES);
    }
}

void mixer_fade_out(mixer *m)
{
    if (m->stage == MIXER_PLAYING) {
        m->stage = MIXER_FADING;
        fader_move(&m->gate, 0.0f, FADE_FRAMES);
    }
}

void mixer_set_looping(mixer *m, deck *next)
{
    retire(m, m->looping);
    m->looping = next;
}

/* Mixes the deck that leaves into `out`, the one fading as the other rises. */
static AWE_RT void cross(mixer *m, float *out, uint32_t n_frames)
{
    deck_render(m->leaving, NULL, NULL, m->crossing, n_frames);
    for (uint32_t i = 0; i < n_frames; i++) {
        float old = (float)(m->n_crossing - i) / MIXER_CROSS_FRAMES;
        out[2 * i] += old * (m->crossing[2 * i] - out[2 * i]);
        out[2 * i + 1] += old * (m->crossing[2 * i + 1] - out[2 * i + 1]);
    }
    m->n_crossing -= n_frames;
    if (m->n_crossing == 0) {
        retire(m, m->leaving);
        m->leaving = NULL;
    }
}

/* The song has reached its stop frame: it goes on in the looping deck, where one is ready. */
static AWE_RT void pass_stop(mixer *m)
{
    deck *next = m->looping;
    if (next && !m->leaving) {
        m->looping = NULL;
        mixer_switch(m, next);
    } else {
        transport_set_stop(&m->playing->transport, TRANSPORT_NO_STOP);
    }
}

static AWE_RT void render_decks(mixer *m, float *out, uint32_t n_frames)
{
    while (n_frames > 0) {
        uint32_t n = m->leaving && m->n_crossing < n_frames ? m->n_crossing : n_frames;
        uint32_t done = deck_render(m->playing, &m->placement, &m->load, out, n);
        if (m->leaving) {
            cross(m, out, done);
        }
        out += 2 * (size_t)done;
        n_frames -= done;
        if (done < n) {
            pass_stop(m);
        }
    }
}

static AWE_RT bool has_ended(const mixer *m)
{
    const deck *d = m->playing;
    return !m->is_endless && deck_is_done(d) && awe_synth_is_silent(d->synth);
}

static AWE_RT void drain(mixer *m)
{
    m->stage = MIXER_DRAINING;
    m->stage_frames = m->drain_frames;
}

static AWE_RT void advance(mixer *m, uint32_t n_frames)
{
    switch (m->stage) {
    case MIXER_PLAYING:
        if (has_ended(m)) {
            drain(m);
        } else if (!m->is_endless && m->playing->transport.frame >= m->last_frame) {
            mixer_fade_out(m);
        }
        break;
    case MIXER_FADING:
        if (fader_rests(&m->gate)) {
            drain(m);
        }
        break;
    case MIXER_DRAINING:
        m->stage_frames -= n_frames < m->stage_frames ? n_frames : m->stage_frames;
        if (m->stage_frames == 0) {
            m->stage = MIXER_DONE;
        }
        break;
    case MIXER_DONE:
        break;
    }
}

void mixer_set_level(mixer *m, uint8_t level)
{
    m->level = level;
    if (m->playing) {
        deck_set_level(m->playing, level);
    }
    if (m->leaving) {
        deck_set_level(m->leaving, level);
    }
}

void mixer_stop_timing(mixer *m)
{
    m->is_untimed = true;
    if (m->playing) {
        deck_stop_timing(m->playing);
    }
    if (m->leaving) {
        deck_stop_timing(m->leaving);
    }
}

/* A keyboard is heard before, between and after songs, too. */
static AWE_RT bool is_sounding(const mixer *m)
{
    bool is_on = m->stage == MIXER_PLAYING || m->stage == MIXER_FADING || m->placement.queue;
    return m->playing && is_on && !is_closed(m);
}

void mixer_render(mixer *m, float *out, uint32_t n_frames, uint64_t start_ns)
{
    if (is_sounding(m)) {
        placement_gather(&m->placement, start_ns, n_frames);
        render_decks(m, out, n_frames);
        fader_apply(&m->gate, out, n_frames);
        fader_apply(&m->volume, out, n_frames);
    } else {
        memset(out, 0, (size_t)n_frames * 2 * sizeof *out);
    }
    advance(m, n_frames);
}
