/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The synth as its users see it: making one, and cutting time at notes and ticks. */

#include "synth/driver.h"

#include "base/memory.h"
#include "chip/eq.h"

#include <string.h>

#define DEFAULT_GAIN 0.5f
#define ALIGNMENT 64

static int is_valid(const awe_synth_config *config, const awe_stacked_bank *banks, size_t n_banks)
{
    if (!banks || n_banks < 1 || n_banks > AWE_MAX_BANKS || config->n_voices > AWE_MAX_VOICES ||
        config->model > AWE_MODEL_GM || config->interp > AWE_INTERP_SINC ||
        config->reverb > AWE_REVERB_OFF || config->chorus > AWE_CHORUS_OFF ||
        config->map > AWE_MAP_MT32 || config->bass > AWE_TONE_PLUS_12 ||
        config->treble > AWE_TONE_PLUS_12 || !(config->gain >= 0.0f) ||
        !(config->attenuation >= 0.0f && config->attenuation <= 1.0f)) {
        return 0;
    }
    for (size_t i = 0; i < n_banks; i++) {
        if (!banks[i].bank || banks[i].offset < -127 || banks[i].offset > 127) {
            return 0;
        }
    }
    return 1;
}

static uint32_t tone(awe_tone_setting setting, uint32_t by_default)
{
    return setting == AWE_TONE_DEFAULT ? by_default : (uint32_t)setting - AWE_TONE_MINUS_12;
}

static awe_chip_config chip_config(const awe_synth_config *config, uint32_t n_lanes)
{
    const awe_model_rules *rules = awe_model_get(config->model);
    awe_reverb reverb = config->reverb ? config->reverb : AWE_REVERB_HALL_2;
    awe_chorus chorus = config->chorus ? config->chorus : AWE_CHORUS_3;
    return (awe_chip_config){
        .n_lanes = n_lanes,
        .cpu_features = config->cpu_features,
        .interp = config->interp ? config->interp : rules->interp,
        .rules = rules->chip,
        .reverb_type = reverb == AWE_REVERB_OFF ? -1 : (int)reverb - AWE_REVERB_ROOM_1,
        .chorus_type = chorus == AWE_CHORUS_OFF ? -1 : (int)chorus - AWE_CHORUS_1,
        .bass = tone(config->bass, AWE_EQ_FLAT),
        .treble = tone(config->treble, rules->treble),
        .gain = config->gain > 0.0f ? config->gain : DEFAULT_GAIN,
        .limiter = config->limiter,
        .clip = config->clip,
    };
}

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Synth, voices, what sinc interpolation needs, and chip in one block. */
static awe_synth *lay_out(const awe_allocator *allocator, uint32_t n_voices, awe_chip_config *chip)
{
    size_t synth_size = aligned(sizeof(awe_synth));
    size_t voices_size = aligned(awe_voices_size(chip->n_lanes));
    size_t sinc_size = chip->interp == AWE_INTERP_SINC ? aligned(sizeof(awe_sinc)) : 0;
    size_t size = synth_size + voices_size + sinc_size + awe_chip_size(chip->n_lanes) + ALIGNMENT;
    char *block = awe_memory_new(allocator, size, 1);
    if (!block) {
        return NULL;
    }
    char *start = block + (ALIGNMENT - (uintptr_t)block % ALIGNMENT) % ALIGNMENT;
    awe_synth *synth = (awe_synth *)(void *)start;
    synth->allocator = allocator;
    synth->block = block;
    char *behind = start + synth_size + voices_size;
    if (sinc_size > 0) {
        awe_sinc *sinc = (awe_sinc *)(void *)behind;
        awe_sinc_make(sinc);
        chip->sinc = sinc;
    }
    synth->chip = awe_chip_init(behind + sinc_size, chip);
    synth->voices = awe_voices_init(start + synth_size, synth->chip, n_voices);
    return synth;
}

awe_status awe_synth_new(const awe_synth_config *config, const awe_stacked_bank *banks,
                         size_t n_banks, awe_synth **out)
{
    static const awe_synth_config defaults = {0};
    if (!out) {
        return AWE_BAD_ARG;
    }
    *out = NULL;
    config = config ? config : &defaults;
    if (!is_valid(config, banks, n_banks)) {
        return AWE_BAD_ARG;
    }
    uint32_t n_voices = config->n_voices ? config->n_voices : AWE_DEFAULT_VOICES;
    awe_chip_config chip = chip_config(config, awe_voices_lanes(n_voices));
    awe_synth *synth = lay_out(awe_memory_resolve(config->allocator), n_voices, &chip);
    if (!synth) {
        return AWE_NO_MEM;
    }
    synth->rules = *awe_model_get(config->model);
    if (config->attenuation > 0.0f) {
        synth->rules.attenuation_factor = config->attenuation;
    }
    synth->presets.map = config->map;
    synth->watch.clock = config->clock;
    synth->voices->theft = config->theft;
    awe_restraint_start(&synth->restraint, chip.interp);
    synth->presets.n_banks = (uint32_t)n_banks;
    for (size_t i = 0; i < n_banks; i++) {
        synth->presets.bank[i] = banks[i];
    }
    awe_synth_seek(synth, 0);
    *out = synth;
    return AWE_OK;
}

void awe_synth_free(awe_synth *synth)
{
    if (synth) {
        awe_memory_free(synth->allocator, synth->block);
    }
}

void awe_synth_seek(awe_synth *synth, uint64_t frame)
{
    awe_synth_apply_quality(synth);
    awe_chip_reset(synth->chip, frame);
    awe_voices_reset(synth->voices);
    awe_synth_reset(synth, AWE_RESET_GS);
    synth->changed = 0;
    synth->n_rendered = synth->n_notes = synth->n_lost = synth->n_rejected = 0;
    synth->n_excluded = 0;
    synth->next_note = 1;
}

void awe_synth_adopt(awe_synth *synth, const awe_synth *from)
{
    awe_synth_seek(synth, awe_chip_frame(from->chip));
    memcpy(synth->channels, from->channels, sizeof synth->channels);
    for (uint32_t i = 0; i < AWE_N_CHANNELS; i++) {
        synth->channels[i].preset_known = 0;
    }
    synth->reset = from->reset;
    synth->levels = from->levels;
    awe_chip_adopt_effects(synth->chip, from->chip);
}

static void tick(awe_synth *synth)
{
    awe_synth_restrain(synth);
    if (synth->changed) {
        awe_synth_update_voices(synth);
    }
    awe_voices_collect(synth->voices, awe_chip_tick(synth->chip));
}

/* Only what starts or ends a voice must fall on its frame; the rest is heard from the next tick on
   anyway. */
static int acts_at_once(const awe_message *message)
{
    return message->type == AWE_NOTE_ON || message->type == AWE_NOTE_OFF ||
           message->type == AWE_RELEASE_ALL ||
           (message->type == AWE_CONTROL &&
            (message->key == AWE_CC_SUSTAIN || message->key == AWE_CC_SOSTENUTO ||
             message->key >= AWE_CC_ALL_SOUND_OFF));
}

/* The events of a call, and which of them come next. */
typedef struct feed {
    const awe_event *events;
    size_t n, next;
} feed;

/* Takes the events up to frame `at`, and beyond it up to `before` those that only the next tick
   will act on. */
static void take_events(awe_synth *synth, feed *f, size_t at, size_t before)
{
    for (; f->next < f->n; f->next++) {
        const awe_event *event = &f->events[f->next];
        if (event->frame > at && (event->frame >= before || acts_at_once(&event->message))) {
            break;
        }
        synth->n_rejected += !awe_synth_take(synth, &event->message);
    }
}

/* Goes over frames from .. end - 1 of a tick; each event is taken at its frame. */
static void pass_frames(awe_synth *synth, feed *f, size_t from, size_t end, size_t tick_end)
{
    take_events(synth, f, from, tick_end);
    while (f->next < f->n && f->events[f->next].frame < end) {
        size_t at = f->events[f->next].frame;
        awe_chip_advance(synth->chip, (uint32_t)(at - from));
        take_events(synth, f, at, tick_end);
        from = at;
    }
    awe_chip_advance(synth->chip, (uint32_t)(end - from));
}

static void render_segment(awe_synth *synth, float *out)
{
    awe_times *times = &synth->watch.times;
    awe_stopwatch_lap(&synth->watch, &times->control_ns);
    awe_chip_mix(synth->chip);
    awe_stopwatch_lap(&synth->watch, &times->voices_ns);
    awe_chip_finish(synth->chip, out);
    awe_stopwatch_lap(&synth->watch, &times->effects_ns);
}

void awe_synth_render(awe_synth *synth, const awe_event *events, size_t n_events, float *out,
                      size_t n_frames)
{
    feed f = {events, n_events, 0};
    size_t n_timed = 0; /* events whose time is in a lap */
    awe_stopwatch_open(&synth->watch, n_frames);
    take_events(synth, &f, 0, 0);
    for (size_t done = 0; done < n_frames;) {
        awe_stopwatch_begin_segment(&synth->watch);
        uint32_t phase = (uint32_t)(awe_chip_frame(synth->chip) % AWE_TICK_FRAMES);
        if (phase == 0) {
            tick(synth);
        }
        size_t tick_end = done + AWE_TICK_FRAMES - phase;
        size_t end = tick_end < n_frames ? tick_end : n_frames;
        pass_frames(synth, &f, done, end, tick_end);
        n_timed = f.next;
        render_segment(synth, out + 2 * done);
        done = end;
        take_events(synth, &f, done, 0);
    }
    if (n_timed < f.next) {
        awe_stopwatch_lap(&synth->watch, &synth->watch.times.control_ns);
    }
    synth->n_rendered += n_frames;
}

void awe_synth_set_clock(awe_synth *synth, awe_clock clock)
{
    synth->watch.clock = clock;
}

void awe_synth_take_times(awe_synth *synth, awe_times *times)
{
    awe_voices *voices = synth->voices;
    awe_stopwatch_take(&synth->watch, times);
    times->n_ends = voices->n_ends;
    for (uint32_t i = 0; i < voices->n_ends; i++) {
        times->lifetime_frames[i] = voices->lifetime_frames[i];
    }
    voices->n_ends = 0;
}

int awe_synth_is_silent(const awe_synth *synth)
{
    return awe_chip_is_silent(synth->chip);
}

void awe_synth_get_stats(const awe_synth *synth, awe_stats *stats)
{
    *stats = (awe_stats){
        .n_frames = synth->n_rendered,
        .n_voice_frames = awe_chip_voice_frames(synth->chip),
        .n_notes = synth->n_notes,
        .n_started = synth->voices->n_started,
        .n_lost_notes = synth->n_lost,
        .n_shed = synth->voices->n_shed,
        .n_yielded = synth->voices->n_yielded,
        .n_excluded = synth->n_excluded,
        .n_rejected = synth->n_rejected,
        .n_voices = synth->voices->n_sounding,
        .n_peak_voices = synth->voices->n_peak,
        .polyphony = synth->voices->allowed,
        .peak = awe_chip_peak(synth->chip),
    };
    for (uint32_t i = 0; i < AWE_N_STEALS; i++) {
        stats->n_stolen_as[i] = synth->voices->n_stolen[i];
        stats->n_stolen += synth->voices->n_stolen[i];
    }
}

awe_preset_use awe_synth_find_preset(const awe_synth *synth, uint8_t port, uint8_t channel,
                                     uint8_t key)
{
    uint32_t index = port % AWE_MAX_PORTS * 16u + channel % 16u;
    return awe_presets_explain(&synth->presets, &synth->channels[index], synth->reset, key & 127);
}

const char *awe_synth_kernel_name(const awe_synth *synth)
{
    return awe_chip_kernel_name(synth->chip);
}
