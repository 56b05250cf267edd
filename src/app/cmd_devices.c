/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/cmd.h"
#include "app/json.h"
#include "app/say.h"
#include "app/values.h"
#include "io/audio.h"
#include "io/midi_in.h"

#include <stdio.h>

typedef struct listing {
    bool as_json;
    bool has_failed;
    uint32_t n_devices;
} listing;

static void print_device(void *context, const audio_device *device)
{
    listing *l = context;
    char name[256];
    char host[64];
    audio_device clean = *device;
    snprintf(name, sizeof name, "%s", device->name);
    snprintf(host, sizeof host, "%s", device->host);
    say_clean(name);
    say_clean(host);
    clean.name = name;
    clean.host = host;
    l->n_devices++;
    if (l->as_json) {
        l->has_failed |= !json_print_device(&clean);
    } else {
        printf("%c #%-3d %6.0f Hz  %s: %s\n", device->is_default ? '*' : ' ', device->number,
               device->rate_hz, host, name);
    }
}

static bool list_audio(listing *l)
{
    io_error error;
    uint32_t n_before = l->n_devices;
    if (!audio_list(say_get_level() == SAY_VERBOSE, print_device, l, &error)) {
        say_error("%s", error.text);
        return false;
    }
    if (l->n_devices == n_before) {
        say_error("no audio device was found; \"render\" writes a file instead");
    }
    return l->n_devices > n_before;
}

static void print_midi_input(listing *l, const char *raw)
{
    char name[MIDI_IN_NAME_SIZE];
    snprintf(name, sizeof name, "%s", raw);
    say_clean(name);
    l->n_devices++;
    if (l->as_json) {
        l->has_failed |= !json_print_midi_input(name);
    } else {
        printf("  MIDI input     %s\n", name);
    }
}

/* Where nobody asked for them alone, that there are none is no failure. */
static bool list_midi(listing *l, midi_api api, bool is_asked_for)
{
    midi_in_list list;
    io_error error;
    bool ok = midi_in_list_devices(api, &list, &error);
    for (uint32_t i = 0; i < list.n; i++) {
        print_midi_input(l, list.names[i]);
    }
    if (ok && list.n == 0) {
        io_error_set(&error, "no MIDI input was found");
    }
    if (list.n > 0 || !is_asked_for) {
        return true;
    }
    say_error("%s", error.text);
    return false;
}

exit_code cmd_devices(const settings *s)
{
    static const char *const kinds[] = {"audio", "midi", NULL};
    listing l = {.as_json = s->json};
    uint32_t kind = 1;
    bool has_kind = s->n_files == 1 && value_word(s->files[0], kinds, &kind);
    if (s->n_files > 0 && !has_kind) {
        say_error("devices takes no file; audio or midi shows one kind");
        return EXIT_USAGE;
    }
    bool shows_one = has_kind || s->midi_list;
    bool ok = true;
    if (!shows_one || kind == 0) {
        ok &= list_audio(&l);
    }
    if (!shows_one || kind == 1) {
        ok &= list_midi(&l, s->live.midi.api, shows_one);
    }
    return !ok ? EXIT_NO_DEVICE : l.has_failed ? EXIT_USAGE : EXIT_ALL_DONE;
}
