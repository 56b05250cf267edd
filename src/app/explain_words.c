/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/explain_words.h"

#include "awe/rate.h"

#include <math.h>
#include <stdio.h>

void explain_channel(char *text, size_t size, uint8_t port, uint8_t channel)
{
    if (port == 0) {
        snprintf(text, size, "channel %u", channel + 1u);
    } else {
        snprintf(text, size, "channel %c%u", 'A' + port, channel + 1u);
    }
}

void explain_when(char *text, size_t size, const awe_song *song, uint64_t frame)
{
    awe_song_place place;
    uint64_t tenths = frame * 10 / AWE_RATE_HZ;
    awe_song_get_place(song, frame, &place);
    snprintf(text, size, "%llu:%02u.%u (%u:%u)", (unsigned long long)(tenths / 600),
             (unsigned)(tenths / 10 % 60), (unsigned)(tenths % 10), place.bar, place.beat);
}

/* ---- system exclusives */

void explain_maker(char *text, size_t size, const uint8_t *bytes, size_t n_bytes)
{
    static const struct {
        uint8_t id;
        const char *name;
    } makers[] = {
        {0x40, "Kawai"},     {0x41, "Roland"},
        {0x42, "Korg"},      {0x43, "Yamaha"},
        {0x44, "Casio"},     {0x47, "Akai"},
        {0x4C, "Sony"},      {0x7D, "private"},
        {0x7E, "universal"}, {0x7F, "universal, at once"},
    };
    uint8_t id = n_bytes > 0 ? bytes[0] : 0;
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        if (makers[i].id == id) {
            snprintf(text, size, "%s", makers[i].name);
            return;
        }
    }
    if (id == 0 && n_bytes >= 3) {
        snprintf(text, size, "maker 00 %02X %02X", bytes[1], bytes[2]);
    } else {
        snprintf(text, size, "maker %02X", id);
    }
}

static void explain_level(char *text, size_t size, const char *what, int32_t value)
{
    if (value == 0) {
        snprintf(text, size, "%s off", what);
    } else {
        snprintf(text, size, "%s %+.1f dB", what, 20 * log10(value / 64.0));
    }
}

/* 14 bits around the middle, which is `full` units. */
static double around_middle(int32_t value, double full)
{
    return full * (value - 8192) / 8192.0;
}

static void explain_part(char *text, size_t size, const awe_message *m)
{
    static const struct {
        const char *name, *unit;
        int zero;
    } rows[AWE_N_PART_SETTINGS] = {
        [AWE_PART_KEY_SHIFT] = {"key shift", " semitones", 64},
        [AWE_PART_VELOCITY_DEPTH] = {"velocity depth", " of 64", 0},
        [AWE_PART_VELOCITY_OFFSET] = {"velocity offset", "", 64},
        [AWE_PART_KEY_LOW] = {"lowest key", "", 0},
        [AWE_PART_KEY_HIGH] = {"highest key", "", 0},
        [AWE_PART_BEND_RANGE] = {"bend range", " semitones", 64},
        [AWE_PART_WHEEL_DEPTH] = {"wheel depth", " of 127", 0},
        [AWE_PART_VIBRATO_RATE] = {"vibrato rate", "", 64},
        [AWE_PART_VIBRATO_DEPTH] = {"vibrato depth", "", 64},
        [AWE_PART_VIBRATO_DELAY] = {"vibrato delay", "", 64},
        [AWE_PART_CUTOFF] = {"cutoff", "", 64},
        [AWE_PART_RESONANCE] = {"resonance", "", 64},
        [AWE_PART_ATTACK] = {"attack", "", 64},
        [AWE_PART_DECAY] = {"decay", "", 64},
        [AWE_PART_RELEASE] = {"release", "", 64},
    };
    char channel[32];
    explain_channel(channel, sizeof channel, m->port, m->channel);
    if (m->key < AWE_N_PART_SETTINGS) {
        int value = (int)m->value - rows[m->key].zero;
        snprintf(text, size, rows[m->key].zero ? "%s: %s %+d%s" : "%s: %s %d%s", channel,
                 rows[m->key].name, value, rows[m->key].unit);
    }
}

static void explain_tuning(char *text, size_t size, const awe_message *m)
{
    static const char *const names[12] = {"C",  "C#", "D",  "D#", "E",  "F",
                                          "F#", "G",  "G#", "A",  "A#", "B"};
    if (m->type == AWE_KEY_TUNING) {
        snprintf(text, size, "key %u of tuning %d is %.2f%s", m->key, (int)(m->value >> 21),
                 (m->value >> 14 & 127) + (m->value & 16383) / 16384.0,
                 m->channel ? ", at once" : "");
        return;
    }
    uint32_t n = (uint32_t)__builtin_popcount((uint32_t)m->value >> 14);
    snprintf(text, size, "%s of %u channel%s %+.1f cents", names[m->key % 12], n, n == 1 ? "" : "s",
             around_middle(m->value & 16383, 100));
}

static void explain_drum_key(char *text, size_t size, const awe_message *m)
{
    static const char *const names[AWE_N_DRUM_SETTINGS] = {
        [AWE_DRUM_PITCH] = "pitch",
        [AWE_DRUM_LEVEL] = "level",
        [AWE_DRUM_PAN] = "pan",
        [AWE_DRUM_REVERB] = "reverb send",
        [AWE_DRUM_CHORUS] = "chorus send",
    };
    uint32_t setting = (uint32_t)m->value >> 7;
    snprintf(text, size, "key %u of drum set %u: %s %u", m->key, m->channel + 1u,
             setting < AWE_N_DRUM_SETTINGS ? names[setting] : "?", (unsigned)m->value & 127u);
}

static void explain_effect(char *text, size_t size, const awe_message *m)
{
    static const char *const reverbs[8] = {"Room 1", "Room 2", "Room 3", "Hall 1",
                                           "Hall 2", "Plate",  "Delay",  "Panning delay"};
    static const char *const choruses[8] = {
        "Chorus 1", "Chorus 2", "Chorus 3",    "Chorus 4",
        "Feedback", "Flanger",  "Short delay", "Short delay with feedback"};
    bool is_reverb = m->type == AWE_REVERB_TYPE;
    snprintf(text, size, "%s type %d, %s", is_reverb ? "reverb" : "chorus", (int)m->value,
             (is_reverb ? reverbs : choruses)[m->value & 7]);
}

static void explain_drum_part(char *text, size_t size, const awe_message *m)
{
    char channel[32];
    explain_channel(channel, sizeof channel, m->port, m->channel);
    if (m->value == 0) {
        snprintf(text, size, "%s is melodic", channel);
    } else {
        snprintf(text, size, "%s plays drums, set %d", channel, (int)m->value);
    }
}

/* Settings of a part for which there are messages of a channel. */
static void explain_channel_message(char *text, size_t size, const awe_message *m)
{
    char channel[32];
    explain_channel(channel, sizeof channel, m->port, m->channel);
    if (m->type == AWE_PROGRAM) {
        snprintf(text, size, "%s: program %d", channel, (int)m->value);
    } else {
        snprintf(text, size, "%s: controller %u %d", channel, m->key, (int)m->value);
    }
}

void explain_message(char *text, size_t size, const awe_message *m)
{
    static const char *const resets[] = {"GM", "GM 2", "GS", "XG"};
    switch (m->type) {
    case AWE_RESET:
        snprintf(text, size, "everything reset, %s", resets[m->key & 3]);
        break;
    case AWE_MASTER_VOLUME:
        snprintf(text, size, "master volume %.0f %%", 100.0 * m->value / 16383);
        break;
    case AWE_MASTER_BALANCE:
        snprintf(text, size, "master balance %+.0f %%", around_middle(m->value, 100));
        break;
    case AWE_MASTER_FINE_TUNING:
        snprintf(text, size, "master tuning %+.1f cents", around_middle(m->value, 100));
        break;
    case AWE_MASTER_COARSE_TUNING:
        snprintf(text, size, "master tuning %+d semitones", (int)m->value - 64);
        break;
    case AWE_REVERB_LEVEL:
        explain_level(text, size, "reverb level", m->value);
        break;
    case AWE_CHORUS_LEVEL:
        explain_level(text, size, "chorus level", m->value);
        break;
    case AWE_REVERB_TYPE:
    case AWE_CHORUS_TYPE:
        explain_effect(text, size, m);
        break;
    case AWE_DRUM_PART:
        explain_drum_part(text, size, m);
        break;
    case AWE_PART:
        explain_part(text, size, m);
        break;
    case AWE_DRUM_KEY:
        explain_drum_key(text, size, m);
        break;
    case AWE_SCALE_TUNING:
    case AWE_KEY_TUNING:
        explain_tuning(text, size, m);
        break;
    default:
        explain_channel_message(text, size, m);
        break;
    }
}
