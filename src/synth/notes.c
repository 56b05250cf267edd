/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Voices start and end here: keys, pedals, exclusive classes. */

#include "synth/driver.h"

#include "base/units.h"
#include "synth/zone_params.h"

/* Kits keep their pitch. */
static float tuning_of(const awe_synth *synth, uint32_t lane)
{
    const awe_voice *voice = &synth->voices->voice[lane];
    const awe_channel *channel = &synth->channels[voice->channel];
    if (channel->drums) {
        return 0.0f;
    }
    return synth->voices->timbre[lane].tuning_cents + awe_channel_scale_cents(channel, voice->key) +
           synth->tunings.master_cents + synth->tunings.master_fine_cents;
}

static awe_mod_inputs inputs_of(const awe_synth *synth, uint32_t lane)
{
    const awe_voice *voice = &synth->voices->voice[lane];
    const awe_timbre *timbre = &synth->voices->timbre[lane];
    int16_t key = timbre->region.generators[AWE_GEN_FIXED_KEY];
    int16_t velocity = timbre->region.generators[AWE_GEN_FIXED_VELOCITY];
    return (awe_mod_inputs){
        .channel = &synth->channels[voice->channel],
        .edits = &timbre->edits,
        .tuning_cents = tuning_of(synth, lane),
        .key = key >= 0 ? (uint8_t)key : voice->key,
        .velocity = velocity >= 0 ? (uint8_t)velocity : voice->velocity,
    };
}

/* Ends the voices of the same exclusive class that other notes of the channel play. */
static void exclude(awe_synth *synth, const awe_voice *by)
{
    if (by->exclusive_class == 0) {
        return;
    }
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        if (voice->state != AWE_VOICE_FREE && voice->state != AWE_VOICE_FADING &&
            voice->note != by->note && voice->channel == by->channel &&
            voice->exclusive_class == by->exclusive_class) {
            awe_voices_exclude(synth->voices, lane);
            synth->n_excluded++;
        }
    }
}

/* Portamento: an octave takes 5 ms x 2^(CC5 / 12), from the last key or the one that CC84 named. */
static void set_glide(const awe_channel *channel, uint8_t key, awe_voice_params *params)
{
    uint8_t from = channel->glide_key;
    uint8_t time = channel->controls[AWE_CC_PORTAMENTO_TIME];
    if (from == AWE_NO_KEY && channel->controls[AWE_CC_PORTAMENTO] >= 64) {
        from = channel->last_key;
    }
    if (from == AWE_NO_KEY || time == 0 || from == key) {
        return;
    }
    float octaves = (float)(from > key ? from - key : key - from) * (1.0f / 12.0f);
    float frames = 0.005f * AWE_RATE_HZ * octaves * awe_cents_to_ratio(100.0f * (float)time);
    params->glide_cents = 100.0f * (float)(from - key);
    params->glide_frames = (uint32_t)frames + 1;
}

/* Finds these aspects of what the chip is told of a voice now. */
static void find_params(const awe_synth *synth, uint32_t lane, uint32_t aspects,
                        awe_voice_params *params)
{
    awe_timbre *timbre = &synth->voices->timbre[lane];
    awe_mod_inputs inputs = inputs_of(synth, lane);
    inputs.known = (uint8_t)~aspects;
    awe_zone_params(&timbre->region, &synth->rules, &inputs, params);
    if (aspects & AWE_ASPECT_TONE) {
        params->send[AWE_BUS_REVERB] *= timbre->reverb;
        params->send[AWE_BUS_CHORUS] *= timbre->chorus;
        timbre->release_frames = params->volume.release_frames;
        params->volume.release_frames =
            awe_restraint_release(&synth->restraint, timbre->release_frames);
    }
}

/* A kit's key as GS and XG messages left it. */
static void edit_drum(awe_synth *synth, const awe_voice *voice, awe_timbre *timbre)
{
    const awe_channel *channel = &synth->channels[voice->channel];
    timbre->reverb = timbre->chorus = 1.0f;
    if (channel->drums) {
        awe_drums *drums = &synth->drums[voice->channel / 16];
        const awe_drum_key *edits = awe_drums_key(drums, channel->drums, voice->key);
        awe_drums_apply(edits, synth->rules.attenuation_factor, &timbre->region);
        timbre->reverb = awe_drums_reverb(edits);
        timbre->chorus = awe_drums_chorus(edits);
    }
}

static void start_voice(awe_synth *synth, awe_voice *wanted, awe_timbre *timbre)
{
    uint64_t begun_ns = awe_stopwatch_begin_start(&synth->watch);
    wanted->exclusive_class = (uint8_t)timbre->region.generators[AWE_GEN_EXCLUSIVE_CLASS];
    wanted->started_frame = awe_chip_frame(synth->chip);
    exclude(synth, wanted);
    edit_drum(synth, wanted, timbre);
    uint32_t lane = awe_voices_take(synth->voices, wanted);
    synth->voices->timbre[lane] = *timbre;
    awe_voice_params params;
    find_params(synth, lane, AWE_ASPECTS_FOLLOWED | AWE_ASPECT_START, &params);
    set_glide(&synth->channels[wanted->channel], wanted->key, &params);
    awe_voice_sample sample = awe_zone_sample(&timbre->region, &synth->rules);
    awe_chip_start(synth->chip, lane, &sample, &params);
    awe_stopwatch_end_start(&synth->watch, begun_ns);
}

/* The key of a held voice came up: it is released unless a pedal holds it. */
static void lift(awe_synth *synth, uint32_t lane)
{
    awe_voice *voice = &synth->voices->voice[lane];
    int pedal = synth->channels[voice->channel].controls[AWE_CC_SUSTAIN] >= 64;
    if (pedal || voice->caught) {
        voice->state = AWE_VOICE_SUSTAINED;
    } else {
        awe_voices_release(synth->voices, lane);
    }
}

void awe_synth_key_up(awe_synth *synth, uint16_t channel, uint8_t key)
{
    const awe_voices *voices = synth->voices;
    uint32_t lane = awe_voices_first_keyed(voices, channel, key);
    while (lane != AWE_NO_LANE) {
        uint32_t next = awe_voices_next_keyed(voices, lane);
        if (voices->voice[lane].state == AWE_VOICE_HELD) {
            lift(synth, lane);
        }
        lane = next;
    }
}

void awe_synth_keys_up(awe_synth *synth, uint16_t channel)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        if (voice->state == AWE_VOICE_HELD && voice->channel == channel) {
            lift(synth, lane);
        }
    }
}

/* Releases every voice of `channel` (all channels: -1) in one of `states` (bit per
   awe_voice_state). */
static void release_states(awe_synth *synth, int channel, uint32_t states)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        if ((channel < 0 || voice->channel == channel) && (states >> voice->state & 1)) {
            awe_voices_release(synth->voices, lane);
        }
    }
}

#define KEYED (1u << AWE_VOICE_HELD | 1u << AWE_VOICE_SUSTAINED)

void awe_synth_silence(awe_synth *synth, int channel)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        if (voice->state != AWE_VOICE_FREE && (channel < 0 || voice->channel == channel)) {
            awe_voices_fade(synth->voices, lane, AWE_FADE_TICKS);
        }
    }
}

/* The same key struck again lets its older voices go, pedal or not, as the card's driver does. */
static void release_same_key(awe_synth *synth, uint16_t channel, uint8_t key)
{
    uint32_t lane = awe_voices_first_keyed(synth->voices, channel, key);
    while (lane != AWE_NO_LANE) {
        uint32_t next = awe_voices_next_keyed(synth->voices, lane);
        awe_voices_release(synth->voices, lane);
        lane = next;
    }
}

void awe_synth_key_down(awe_synth *synth, uint16_t channel, uint8_t key, uint8_t velocity)
{
    awe_channel *own = &synth->channels[channel];
    if (key < own->part.key_low || key > own->part.key_high) {
        return;
    }
    velocity = awe_channel_velocity(own, velocity);
    awe_found found = awe_presets_find(&synth->presets, own, synth->reset, key);
    awe_voice wanted = {
        .note = synth->next_note++,
        .channel = channel,
        .key = key,
        .velocity = velocity,
    };
    awe_timbre timbre = {
        .edits = own->edits,
        .tuning_cents = awe_tunings_key(&synth->tunings, own->registered.tuning_program, key),
    };
    uint32_t n_started = 0;
    release_same_key(synth, channel, key);
    if (own->mono) {
        release_states(synth, channel, KEYED);
    }
    for (uint32_t i = 0; i < found.n_layers; i++) {
        if (awe_bank_region(found.bank, &found.layers[i], velocity, &timbre.region)) {
            start_voice(synth, &wanted, &timbre);
            n_started++;
        }
    }
    (void)awe_channel_strike(own, key);
    synth->n_notes += n_started > 0;
    synth->n_lost += n_started == 0;
}

void awe_synth_mark_changed(awe_synth *synth, uint16_t channel, uint8_t aspects)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        awe_voice *voice = &synth->voices->voice[lane];
        voice->changed |= voice->channel == channel ? aspects : 0;
    }
    synth->changed = 1;
}

void awe_synth_mark_all_changed(awe_synth *synth)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        synth->voices->voice[lane].changed = AWE_ASPECTS_FOLLOWED;
    }
    synth->changed = 1;
}

void awe_synth_retune(awe_synth *synth, uint8_t key)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        awe_voice *voice = &synth->voices->voice[lane];
        if (voice->key == key) {
            uint8_t program = synth->channels[voice->channel].registered.tuning_program;
            synth->voices->timbre[lane].tuning_cents =
                awe_tunings_key(&synth->tunings, program, key);
            voice->changed |= AWE_ASPECT_PITCH;
        }
    }
    synth->changed = 1;
}

/* Pedal down catches the keys that are down; up lets go of those that came up since. */
void awe_synth_sostenuto(awe_synth *synth, uint16_t channel, int down)
{
    int sustain = synth->channels[channel].controls[AWE_CC_SUSTAIN] >= 64;
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        awe_voice *voice = &synth->voices->voice[lane];
        if (voice->channel != channel) {
            continue;
        }
        if (down) {
            voice->caught |= voice->state == AWE_VOICE_HELD;
        } else if (voice->caught) {
            voice->caught = 0;
            if (voice->state == AWE_VOICE_SUSTAINED && !sustain) {
                awe_voices_release(synth->voices, lane);
            }
        }
    }
}

void awe_synth_sustain_up(awe_synth *synth, uint16_t channel)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        if (voice->channel == channel && voice->state == AWE_VOICE_SUSTAINED && !voice->caught) {
            awe_voices_release(synth->voices, lane);
        }
    }
}

void awe_synth_release_all(awe_synth *synth)
{
    for (uint32_t i = 0; i < AWE_N_CHANNELS; i++) {
        synth->channels[i].controls[AWE_CC_SUSTAIN] = 0;
        synth->channels[i].controls[AWE_CC_SOSTENUTO] = 0;
    }
    release_states(synth, -1, KEYED);
}

/* A bank's modulators may let anything change anything. */
static uint8_t touched(const awe_synth *synth, uint32_t lane)
{
    const awe_region *region = &synth->voices->timbre[lane].region;
    int modulators = region->n_instrument_modulators + region->n_preset_modulators;
    return synth->rules.plays_modulators && modulators > 0 ? AWE_ASPECTS_FOLLOWED
                                                           : synth->voices->voice[lane].changed;
}

static void update(awe_synth *synth, uint32_t lane)
{
    uint16_t channel = synth->voices->voice[lane].channel;
    awe_voice_params params = *awe_chip_params(synth->chip, lane);
    uint8_t aspects = touched(synth, lane);
    if (aspects & AWE_ASPECT_TONE) {
        awe_edits_refresh(&synth->voices->timbre[lane].edits, &synth->channels[channel].edits);
    }
    find_params(synth, lane, aspects, &params);
    awe_chip_update(synth->chip, lane, &params);
}

void awe_synth_update_voices(awe_synth *synth)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        awe_voice *voice = &synth->voices->voice[lane];
        if (voice->changed && voice->state != AWE_VOICE_FREE) {
            update(synth, lane);
        }
        voice->changed = 0;
    }
    synth->changed = 0;
}
