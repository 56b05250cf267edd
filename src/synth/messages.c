/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* What each message means to channels, voices and the whole synth. */

#include "synth/driver.h"

#include <string.h>

#define DRUM_CHANNEL 9
#define NOMINAL_LEVEL 64.0f

/* Parts 1 to 8 are channels 2 to 9, and the wheel bends an octave. */
static void start_as_mt32(awe_synth *synth)
{
    for (uint32_t i = 0; i < AWE_N_CHANNELS; i++) {
        awe_channel *channel = &synth->channels[i];
        channel->registered.bend_range_semitones = 12;
        if (i % 16 >= 1 && i % 16 <= 8) {
            awe_channel_program(channel, awe_presets_mt32_start(i % 16), AWE_RESET_GM);
        }
    }
}

void awe_synth_reset(awe_synth *synth, awe_reset_kind reset)
{
    for (uint32_t i = 0; i < AWE_N_CHANNELS; i++) {
        awe_channel_reset(&synth->channels[i], i % 16 == DRUM_CHANNEL);
    }
    if (synth->presets.map == AWE_MAP_MT32) {
        start_as_mt32(synth);
    }
    awe_tunings_reset(&synth->tunings);
    memset(synth->drums, 0, sizeof synth->drums);
    synth->reset = reset;
    synth->levels = (awe_levels){1.0f, 1.0f, 1.0f, 1.0f};
    synth->master = 1.0f;
    synth->balance = 0.5f;
    awe_chip_set_levels(synth->chip, &synth->levels);
    awe_chip_reset_effects(synth->chip);
}

/* Channel mode messages, 120..127. */
static void change_mode(awe_synth *synth, uint16_t index, uint8_t number)
{
    awe_channel *channel = &synth->channels[index];
    switch (number) {
    case AWE_CC_ALL_SOUND_OFF:
        awe_synth_silence(synth, index);
        return;
    case AWE_CC_RESET_CONTROLLERS:
        awe_channel_reset_controllers(channel);
        awe_synth_sostenuto(synth, index, 0);
        awe_synth_sustain_up(synth, index);
        awe_synth_mark_changed(synth, index, AWE_ASPECTS_FOLLOWED);
        return;
    case AWE_CC_MONO:
        channel->mono = 1;
        break;
    case AWE_CC_POLY:
        channel->mono = 0;
        break;
    default:
        break;
    }
    if (number >= AWE_CC_ALL_NOTES_OFF) {
        awe_synth_keys_up(synth, index);
    }
}

/* NRPNs of kits: the key is the low half of the parameter's number. True: it was one. */
static int edit_drum(awe_synth *synth, uint16_t index, uint8_t value)
{
    awe_channel *channel = &synth->channels[index];
    int setting = awe_drums_setting_of(channel->entry.parameter >> 7);
    if (!channel->entry.is_nrpn || setting < 0) {
        return 0;
    }
    uint8_t key = channel->entry.parameter & 0x7F;
    if (channel->drums) {
        awe_drum_key *edits = awe_drums_key(&synth->drums[index / 16], channel->drums, key);
        awe_drums_set(edits, (awe_drum_setting)setting, value);
    }
    return 1;
}

/* What a controller changes where a bank has no word in it. */
static uint8_t aspects_of(uint8_t number)
{
    switch (number) {
    case AWE_CC_VOLUME:
    case AWE_CC_EXPRESSION:
        return AWE_ASPECT_LOUDNESS;
    case AWE_CC_PAN:
        return AWE_ASPECT_PAN;
    default:
        return AWE_ASPECTS_FOLLOWED;
    }
}

static void control(awe_synth *synth, uint16_t index, uint8_t number, uint8_t value)
{
    if (number >= AWE_CC_ALL_SOUND_OFF) {
        change_mode(synth, index, number);
        return;
    }
    if (number == AWE_CC_DATA_MSB && edit_drum(synth, index, value)) {
        return;
    }
    if (!synth->rules.plays_modulators) { /* by the letter, tone is what the bank makes of it */
        awe_channel_tone(&synth->channels[index], number, value);
    }
    if (awe_channel_control(&synth->channels[index], number, value)) {
        awe_synth_mark_changed(synth, index, aspects_of(number));
    }
    if (number == AWE_CC_SOSTENUTO) {
        awe_synth_sostenuto(synth, index, value >= 64);
    } else if (number == AWE_CC_SUSTAIN && value < 64) {
        awe_synth_sustain_up(synth, index);
    }
}

static int is_in_range(const awe_message *message)
{
    int value_limit = 128;
    switch (message->type) {
    case AWE_PITCH_BEND:
    case AWE_MASTER_VOLUME:
    case AWE_MASTER_BALANCE:
    case AWE_MASTER_FINE_TUNING:
        value_limit = 16384;
        break;
    case AWE_DRUM_KEY:
        value_limit = AWE_N_DRUM_SETTINGS << 7;
        break;
    case AWE_SCALE_TUNING:
    case AWE_KEY_TUNING:
        value_limit = 1 << 30;
        break;
    case AWE_REVERB_TYPE:
    case AWE_CHORUS_TYPE:
        value_limit = 8;
        break;
    case AWE_RESET:
        return message->key <= AWE_RESET_XG;
    default:
        break;
    }
    return message->channel < 16 && message->key < 128 && message->value >= 0 &&
           message->value < value_limit;
}

/* Messages to one channel. */
static int apply_to_channel(awe_synth *synth, const awe_message *message)
{
    uint16_t index = (uint16_t)(message->port % AWE_MAX_PORTS * 16 + message->channel);
    awe_channel *channel = &synth->channels[index];
    uint8_t value = (uint8_t)message->value;
    switch (message->type) {
    case AWE_NOTE_ON:
        if (value == 0) {
            awe_synth_key_up(synth, index, message->key);
        } else {
            awe_synth_key_down(synth, index, message->key, value);
        }
        return 1;
    case AWE_NOTE_OFF:
        awe_synth_key_up(synth, index, message->key);
        return 1;
    case AWE_CONTROL:
        control(synth, index, message->key, value);
        return 1;
    case AWE_PROGRAM:
        awe_channel_program(channel, value, synth->reset);
        return 1;
    case AWE_PART:
        if (!awe_channel_set_part(channel, message->key, value)) {
            return 0;
        }
        break;
    case AWE_DRUM_PART:
        channel->drums = value;
        channel->preset_known = 0;
        return 1;
    case AWE_LAST_KEY:
        awe_channel_strike(channel, message->key);
        return 1;
    case AWE_KEY_PRESSURE:
        channel->key_pressure[message->key] = value;
        break;
    case AWE_CHANNEL_PRESSURE:
        channel->pressure = value;
        break;
    case AWE_PITCH_BEND:
        channel->bend = (uint16_t)message->value;
        awe_synth_mark_changed(synth, index, AWE_ASPECT_PITCH);
        return 1;
    default:
        return 0;
    }
    awe_synth_mark_changed(synth, index, AWE_ASPECTS_FOLLOWED);
    return 1;
}

/* General MIDI's master volume: attenuation in dB follows 40 log10, as for CC7. The card's driver:
   20 log10. */
static float master_gain(const awe_synth *synth, int32_t value)
{
    float linear = (float)value * (1.0f / 16383.0f);
    return synth->rules.linear_master ? linear : linear * linear;
}

/* The middle leaves both sides as they are. */
static void set_master(awe_synth *synth, float gain, float balance)
{
    synth->master = gain;
    synth->balance = balance;
    synth->levels.left = balance > 0.5f ? gain * 2.0f * (1.0f - balance) : gain;
    synth->levels.right = balance < 0.5f ? gain * 2.0f * balance : gain;
}

static int tune(awe_synth *synth, const awe_message *message)
{
    int32_t value = message->value;
    awe_tunings *tunings = &synth->tunings;
    switch (message->type) {
    case AWE_MASTER_FINE_TUNING:
        tunings->master_fine_cents = (float)(value - 8192) * (100.0f / 8192.0f);
        break;
    case AWE_MASTER_COARSE_TUNING:
        tunings->master_cents = 100.0f * (float)(value - 64);
        break;
    case AWE_SCALE_TUNING:
        for (uint32_t i = 0; i < 16; i++) {
            awe_part *part = &synth->channels[message->port % AWE_MAX_PORTS * 16 + i].part;
            if (value >> (14 + i) & 1 && message->key < 12) {
                part->scale[message->key] = (int16_t)((value & 16383) - 8192);
            }
        }
        break;
    case AWE_KEY_TUNING:
        if (!awe_tunings_set_key(tunings, message->key, value)) {
            return 0;
        }
        if (message->channel) {
            awe_synth_retune(synth, message->key);
        }
        return 1;
    default:
        return 0;
    }
    awe_synth_mark_all_changed(synth);
    return 1;
}

static int apply_to_all(awe_synth *synth, const awe_message *message)
{
    switch (message->type) {
    case AWE_RESET:
        awe_synth_silence(synth, -1);
        awe_synth_reset(synth, (awe_reset_kind)message->key);
        return 1;
    case AWE_MASTER_VOLUME:
        set_master(synth, master_gain(synth, message->value), synth->balance);
        break;
    case AWE_MASTER_BALANCE:
        set_master(synth, synth->master, (float)message->value * (1.0f / 16384.0f));
        break;
    case AWE_REVERB_TYPE:
        awe_chip_set_reverb(synth->chip, message->value);
        return 1;
    case AWE_CHORUS_TYPE:
        awe_chip_set_chorus(synth->chip, message->value);
        return 1;
    case AWE_REVERB_LEVEL:
        synth->levels.reverb = (float)message->value / NOMINAL_LEVEL;
        break;
    case AWE_CHORUS_LEVEL:
        synth->levels.chorus = (float)message->value / NOMINAL_LEVEL;
        break;
    case AWE_DRUM_KEY:
        awe_drums_set(awe_drums_key(&synth->drums[message->port % AWE_MAX_PORTS],
                                    message->channel == 1 ? 2 : 1, message->key),
                      (awe_drum_setting)(message->value >> 7), message->value & 0x7F);
        return 1;
    case AWE_RELEASE_ALL:
        awe_synth_release_all(synth);
        return 1;
    case AWE_SILENCE_ALL:
        awe_synth_silence(synth, -1);
        return 1;
    default:
        return tune(synth, message);
    }
    awe_chip_set_levels(synth->chip, &synth->levels);
    return 1;
}

int awe_synth_take(awe_synth *synth, const awe_message *message)
{
    return is_in_range(message) &&
           (apply_to_channel(synth, message) || apply_to_all(synth, message));
}
