/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/cmd.h"
#include "app/json.h"
#include "app/say.h"
#include "io/audio.h"

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

exit_code cmd_devices(const settings *s)
{
    io_error error;
    listing l = {.as_json = s->json};
    if (s->n_files > 0) {
        say_error("devices takes no file");
        return EXIT_USAGE;
    }
    if (!audio_list(say_get_level() == SAY_VERBOSE, print_device, &l, &error)) {
        say_error("%s", error.text);
        return EXIT_NO_DEVICE;
    }
    if (l.n_devices == 0) {
        say_error("no audio device was found; \"render\" writes a file instead");
        return EXIT_NO_DEVICE;
    }
    return l.has_failed ? EXIT_USAGE : EXIT_ALL_DONE;
}
