/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/live_options.h"

#include "app/values.h"

#include <stdlib.h>
#include <string.h>

const char *live_options_set_device(settings *s, const char *value)
{
    s->live.device = value;
    return value[0] ? NULL : "a part of a name, or #NUMBER";
}

/* RT_FIFO has a number behind it. */
const char *live_options_set_rt(settings *s, const char *value)
{
    static const char *const words[] = {"auto", "rtkit", "fifo", "off", NULL};
    uint32_t i = RT_FIFO;
    s->live.rt.priority = RT_PRIORITY;
    bool ok = strncmp(value, "fifo:", 5) == 0 ? value_count(value + 5, 1, 99, &s->live.rt.priority)
                                              : value_word(value, words, &i);
    s->live.rt.wish = (rt_wish)i;
    return ok ? NULL : "auto, rtkit, fifo:1 to fifo:99, or off";
}

const char *live_options_set_cpu(settings *s, const char *value)
{
    s->live.rt.has_cpu = true;
    return value_count(value, 0, 1023, &s->live.rt.cpu) ? NULL : "a processor's number from 0";
}

const char *live_options_set_mlock(settings *s, const char *value)
{
    (void)value;
    s->live.rt.lock = true;
    return NULL;
}

const char *live_options_set_rt_strict(settings *s, const char *value)
{
    (void)value;
    s->live.rt_strict = true;
    return NULL;
}

const char *live_options_add_midi_input(settings *s, const char *value)
{
    static const char *const words[] = {"all", "none", NULL};
    midi_settings *m = &s->live.midi;
    uint32_t i;
    if (value_word(value, words, &i)) {
        m->all = i == 0;
        m->none = i == 1;
        m->n_names = m->none ? 0 : m->n_names;
        return NULL;
    }
    if (!value[0] || m->n_names == MIDI_IN_MAX_INPUTS) {
        return "a part of a name, all or none, at most 16 times";
    }
    m->none = false;
    m->names[m->n_names++] = value;
    return NULL;
}

const char *live_options_set_midi_wait(settings *s, const char *value)
{
    (void)value;
    s->live.midi.wait = true;
    return NULL;
}

const char *live_options_set_midi_api(settings *s, const char *value)
{
    static const char *const words[] = {"portmidi", "alsa", NULL};
    uint32_t i = 0;
    bool ok = value_word(value, words, &i);
    s->live.midi.api = (midi_api)i;
    return ok ? NULL : "portmidi or alsa";
}

const char *live_options_set_midi_delay(settings *s, const char *value)
{
    char *end;
    double ms = strtod(value, &end);
    s->live.midi_delay_ns = 0;
    if (strcmp(value, "auto") == 0) {
        return NULL;
    }
    if (end == value || *end || !(ms > 0 && ms <= 1000)) {
        return "auto, or milliseconds up to 1000";
    }
    s->live.midi_delay_ns = (uint64_t)(ms * 1e6);
    return NULL;
}

const char *live_options_set_split(settings *s, const char *value)
{
    bool ok = keyboard_read_split(value, &s->live.midi.keyboard);
    return ok ? NULL : "a key above 0 and a channel, such as C4:2 or 60:2";
}

const char *live_options_set_layers(settings *s, const char *value)
{
    bool ok = keyboard_read_layers(value, &s->live.midi.keyboard);
    return ok ? NULL : "channels from 1 to 16, such as 1,2";
}

const char *live_options_set_velocity(settings *s, const char *value)
{
    bool ok = keyboard_read_velocity(value, &s->live.midi.keyboard);
    return ok ? NULL : "soft, linear, hard or three velocities such as 20,90,127";
}

const char *live_options_set_quality(settings *s, const char *value)
{
    bool ok = quality_read(value, &s->watch.quality);
    return ok ? NULL : "auto, exact, maximum, high, medium or low";
}

const char *live_options_set_quality_floor(settings *s, const char *value)
{
    return quality_read_floor(value, &s->watch.quality) ? NULL : "maximum, high, medium or low";
}
