/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/song_options.h"

#include "app/values.h"

#include <string.h>

const char *song_options_set_tempo(settings *s, const char *value)
{
    uint32_t percent;
    if (!value_count(value, TRANSPORT_LEAST_PERCENT, TRANSPORT_MOST_PERCENT, &percent)) {
        return "a percentage from 10 to 400";
    }
    s->transport.tempo_percent = (uint16_t)percent;
    return NULL;
}

const char *song_options_set_transpose(settings *s, const char *value)
{
    uint32_t semitones;
    bool is_down = value[0] == '-';
    if (!value_count(value + (is_down || value[0] == '+'), 0, PARTS_MOST_SEMITONES, &semitones)) {
        return "semitones from -48 to 48";
    }
    s->transport.parts.transpose = (int8_t)(is_down ? -(int)semitones : (int)semitones);
    return NULL;
}

const char *song_options_set_muted(settings *s, const char *value)
{
    return value_channels(value, s->transport.parts.muted) ? NULL : "channels such as 1-4,10 or B3";
}

const char *song_options_set_solo(settings *s, const char *value)
{
    return value_channels(value, s->transport.parts.soloed) ? NULL
                                                            : "channels such as 1-4,10 or B3";
}

const char *song_options_set_start(settings *s, const char *value)
{
    return song_point_read(value, &s->song.start) ? NULL : "a place such as 1:23.5, 33% or 17:1";
}

const char *song_options_set_end(settings *s, const char *value)
{
    return song_point_read(value, &s->song.end) ? NULL : "a place such as 1:23.5, 33% or 17:1";
}

const char *song_options_set_loop(settings *s, const char *value)
{
    bool is_endless = strcmp(value, "inf") == 0;
    s->song.n_times = 0;
    return is_endless || value_count(value, 1, UINT32_MAX, &s->song.n_times) ? NULL
                                                                             : "a number, or inf";
}

const char *song_options_set_record(settings *s, const char *value)
{
    s->live.record = value;
    return value[0] ? NULL : "a file name";
}
