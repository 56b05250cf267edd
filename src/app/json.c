/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/json.h"

#include "app/say.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(6))

/* Writes and releases `object`. */
static bool print(FILE *file, json_t *object)
{
    bool ok = object && json_dumpf(object, file, LINE_FLAGS) == 0;
    json_decref(object);
    return ok && fputc('\n', file) != EOF && fflush(file) == 0;
}

bool json_print_progress(const progress *p, uint64_t frames, uint32_t n_sounding)
{
    double share = frames < p->song_frames ? (double)frames / (double)p->song_frames : 1.0;
    return print(stderr,
                 json_pack("{s:f, s:f, s:f, s:f, s:i}", "seconds", (double)frames / AWE_RATE_HZ,
                           "song_seconds", (double)p->song_frames / AWE_RATE_HZ, "share", share,
                           "speed", progress_speed(p, frames), "voices", (int)n_sounding));
}

bool json_print_device(const audio_device *device)
{
    return print(stdout, json_pack("{s:s, s:i, s:s, s:s, s:f, s:b}", "kind", "audio", "number",
                                   device->number, "host", device->host, "name", device->name,
                                   "rate_hz", device->rate_hz, "default", device->is_default));
}

bool json_print_midi_input(const char *name)
{
    return print(stdout, json_pack("{s:s, s:s}", "kind", "midi", "name", name));
}

bool json_print_doctor_row(const doctor_row *row)
{
    return print(stdout, json_pack("{s:s, s:s, s:s, s:s}", "what", row->what, "state",
                                   doctor_state_names[row->state], "found", row->found, "advice",
                                   row->advice));
}

/* A file's name as JSON may have it. */
static json_t *make_name(const char *path)
{
    char name[1024];
    snprintf(name, sizeof name, "%s", path);
    say_clean(name);
    return json_string(name);
}

static json_t *make_tempos(const awe_song *song)
{
    json_t *list = json_array();
    uint64_t frame;
    for (uint32_t i = 0; awe_song_get_change(song, i, &frame); i++) {
        awe_song_place place;
        awe_song_get_place(song, frame, &place);
        json_array_append_new(list,
                              json_pack("{s:f, s:i, s:i, s:f, s:i, s:i}", "seconds",
                                        (double)frame / AWE_RATE_HZ, "bar", (int)place.bar, "beat",
                                        (int)place.beat, "bpm", 60e6 / place.us_per_quarter,
                                        "beats", place.n_beats, "beat_unit", place.beat_unit));
    }
    return list;
}

/* The preset that was found, or null. */
static json_t *make_found(const awe_preset_use *use, const banks *b)
{
    awe_preset_info preset;
    if (use->found_by == AWE_FOUND_NOTHING ||
        !awe_bank_get_preset(b->items[use->stack_index], use->preset, &preset)) {
        return json_null();
    }
    return json_pack("{s:o, s:i, s:i, s:s}", "file", make_name(b->paths[use->stack_index]), "bank",
                     preset.bank, "program", preset.program, "name", preset.name);
}

static json_t *make_uses(const song_uses *uses, const banks *b)
{
    static const char *const words[] = {
        [AWE_FOUND_EXACTLY] = "exact",
        [AWE_FOUND_IN_BANK_0] = "bank 0",
        [AWE_FOUND_IN_OTHER_BANK] = "other bank",
        [AWE_FOUND_FIRST_PRESET] = "first preset",
        [AWE_FOUND_STANDARD_KIT] = "standard kit",
        [AWE_FOUND_KEY_IN_STANDARD_KIT] = "key of standard kit",
        [AWE_FOUND_NOTHING] = "nothing",
    };
    json_t *list = json_array();
    for (size_t i = 0; i < uses->n; i++) {
        const song_use *item = &uses->items[i];
        json_t *key = item->key == ANY_KEY ? json_null() : json_integer(item->key);
        json_array_append_new(
            list, json_pack("{s:i, s:i, s:o, s:f, s:i, s:i, s:i, s:s, s:b, s:b, s:o}", "port",
                            item->port + 1, "channel", item->channel + 1, "key", key, "seconds",
                            (double)item->frame / AWE_RATE_HZ, "notes", (int)item->n_notes, "bank",
                            item->use.bank, "program", item->use.program, "how",
                            words[item->use.found_by], "silent", item->use.is_silent, "in_rom",
                            item->use.is_lost, "found", make_found(&item->use, b)));
    }
    return list;
}

bool json_print_song(const char *path, const awe_song *song, const song_uses *uses, const banks *b)
{
    awe_song_info info;
    awe_song_get_info(song, &info);
    return print(stdout,
                 json_pack("{s:o, s:f, s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "song", make_name(path),
                           "seconds", (double)info.end_frame / AWE_RATE_HZ, "format", info.format,
                           "tracks", info.n_tracks, "ports", info.n_ports, "division",
                           info.division, "notes", (int)info.n_notes, "tempos", make_tempos(song),
                           "presets", make_uses(uses, b)));
}

bool json_print_bank(const char *path, const awe_bank *bank)
{
    awe_bank_info info;
    awe_preset_info preset;
    json_t *presets = json_array();
    awe_bank_get_info(bank, &info);
    for (uint32_t i = 0; awe_bank_get_preset(bank, i, &preset); i++) {
        json_array_append_new(presets, json_pack("{s:i, s:i, s:s}", "bank", preset.bank, "program",
                                                 preset.program, "name", preset.name));
    }
    char version[16];
    snprintf(version, sizeof version, "%u.%02u", info.version_major, info.version_minor);
    return print(stdout,
                 json_pack("{s:o, s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:I, s:o}", "bank",
                           make_name(path), "name", info.name, "version", version, "instruments",
                           (int)info.n_instruments, "samples", (int)info.n_samples, "rom_samples",
                           (int)info.n_rom_samples, "silent_samples", (int)info.n_silent_samples,
                           "modulators", (int)info.n_modulators, "sample_frames",
                           (json_int_t)info.n_sample_frames, "presets", presets));
}

/* ---- by name */

#define MAX_WHOLE 9007199254740992.0 /* 2 to the power of 53: larger ones may not be exact */

json_t *json_begin(void)
{
    return json_object();
}

/* The object that has the member `name`, whose key there is written to `key`. */
static json_t *find_owner(const json_t *object, const char *name, const char **key)
{
    char first[64];
    const char *dot = strchr(name, '.');
    *key = dot ? dot + 1 : name;
    snprintf(first, sizeof first, "%.*s", dot ? (int)(dot - name) : 0, name);
    return dot ? json_object_get(object, first) : (json_t *)object;
}

static json_t *find_member(const json_t *object, const char *name)
{
    const char *key;
    json_t *owner = find_owner(object, name, &key);
    return json_object_get(owner, key);
}

/* `value` belongs to the object from now on. */
static void put(json_t *object, const char *name, json_t *value)
{
    const char *key;
    json_t *owner = find_owner(object, name, &key);
    if (!owner) {
        char first[64];
        snprintf(first, sizeof first, "%.*s", (int)(key - name) - 1, name);
        json_object_set_new(object, first, json_object());
        owner = find_owner(object, name, &key);
    }
    json_object_set_new(owner, key, value);
}

static json_t *make_number(double number)
{
    bool is_whole = number == floor(number) && fabs(number) <= MAX_WHOLE;
    json_t *value = is_whole ? json_integer((json_int_t)number) : json_real(number);
    return value ? value : json_null(); /* it is not finite */
}

void json_put_null(json_t *object, const char *name)
{
    put(object, name, json_null());
}

void json_put_flag(json_t *object, const char *name, bool flag)
{
    put(object, name, json_boolean(flag));
}

void json_put_number(json_t *object, const char *name, double number)
{
    put(object, name, make_number(number));
}

/* JSON is UTF-8; file names may be anything. */
static json_t *make_text(const char *text)
{
    json_t *value = json_string(text);
    char *copy = value ? NULL : strdup(text);
    if (copy) {
        say_clean(copy);
        value = json_string(copy);
        free(copy);
    }
    return value;
}

void json_put_text(json_t *object, const char *name, const char *text)
{
    put(object, name, make_text(text));
}

static void add_item(json_t *object, const char *name, json_t *item)
{
    if (!find_member(object, name)) {
        put(object, name, json_array());
    }
    json_array_append_new(find_member(object, name), item);
}

void json_add_object(json_t *object, const char *name, json_t *item)
{
    add_item(object, name, item);
}

void json_add_number(json_t *object, const char *name, double number)
{
    add_item(object, name, make_number(number));
}

void json_add_text(json_t *object, const char *name, const char *text)
{
    add_item(object, name, make_text(text));
}

char *json_end(json_t *object)
{
    char *text = object ? json_dumps(object, LINE_FLAGS) : NULL;
    json_decref(object);
    return text;
}

json_t *json_read(const char *text, size_t size)
{
    json_t *object = json_loadb(text, size, 0, NULL);
    if (!json_is_object(object)) {
        json_decref(object);
        return NULL;
    }
    return object;
}

void json_release(json_t *object)
{
    json_decref(object);
}

bool json_has(const json_t *object, const char *name)
{
    return find_member(object, name) != NULL;
}

bool json_get_flag(const json_t *object, const char *name, bool *out)
{
    const json_t *value = find_member(object, name);
    *out = json_is_true(value);
    return json_is_boolean(value);
}

bool json_get_number(const json_t *object, const char *name, double *out)
{
    const json_t *value = find_member(object, name);
    *out = json_number_value(value);
    return json_is_number(value);
}

const char *json_get_text(const json_t *object, const char *name)
{
    return json_string_value(find_member(object, name));
}

const json_t *json_get_item(const json_t *object, const char *name, size_t i)
{
    const json_t *item = json_array_get(find_member(object, name), i);
    return json_is_object(item) ? item : NULL;
}

bool json_get_item_number(const json_t *object, const char *name, size_t i, double *out)
{
    const json_t *item = json_array_get(find_member(object, name), i);
    *out = json_number_value(item);
    return json_is_number(item);
}

static json_t *make_known(bool is_known, double value)
{
    return is_known ? json_real(value) : json_null();
}

bool json_print_profile(const profile *p)
{
    double first_ms = (double)(p->first_sound_ns - p->launch_ns) * 1e-6;
    return print(stdout, json_pack("{s:s, s:s, s:s, s:i, s:f, s:f, s:I, s:i, s:I, s:I, s:f, s:o}",
                                   "kind", "profile", "workload", p->work->name, "kernel",
                                   p->kernel, "buffer_frames", (int)p->buffer_frames,
                                   "sound_seconds", (double)p->n_frames / AWE_RATE_HZ,
                                   "busy_seconds", (double)p->busy.sum_ns * 1e-9, "voice_frames",
                                   (json_int_t)p->stats.n_voice_frames, "peak_voices",
                                   (int)p->stats.n_peak_voices, "cut_buffers", (json_int_t)p->n_cut,
                                   "preempted_buffers", (json_int_t)p->n_preempted,
                                   "without_notes_ms", p->silent_ns * 1e-6, "first_sound_ms",
                                   make_known(p->first_sound_ns > 0, first_ms)));
}

bool json_print_hotspot(const profile_hotspot *spot)
{
    return print(
        stdout,
        json_pack(
            "{s:s, s:s, s:I, s:f, s:o, s:f, s:o, s:o, s:o}", "kind", spot->kind, "name", spot->name,
            "times", (json_int_t)spot->n, "total_ms", spot->sum_ns * 1e-6, "p99_us",
            make_known(spot->p99_ns >= 0, spot->p99_ns / 1e3), "max_us", spot->max_ns / 1e3,
            "at_ms", make_known(spot->at_ns > 0, spot->at_ns * 1e-6), "notes",
            make_known(spot->preset, spot->preset ? (double)spot->preset->n_notes : 0),
            "voice_frames",
            make_known(spot->preset, spot->preset ? (double)spot->preset->n_voice_frames : 0)));
}

bool json_print_budget(const budget_result *result)
{
    char line[AWE_BUDGET_SIZE];
    const awe_reading *reading = &result->reading;
    bool is_broken = result->broken_s >= 0;
    awe_budget_print(&result->budget, line);
    return print(stdout,
                 json_pack("{s:s, s:s, s:o, s:s, s:o, s:s?}", "budget", line, "state",
                           is_broken      ? "broken"
                           : reading->why ? "unknown"
                                          : "kept",
                           "value", make_known(!reading->why, reading->value), "unit",
                           awe_unit_name(awe_metrics[result->budget.metric].unit), "seconds",
                           make_known(is_broken, result->broken_s), "why", reading->why));
}
