/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/midi_in.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const midi_in_driver *midi_in_find_driver(midi_api api)
{
    static const midi_in_driver *const drivers[N_MIDI_APIS] = {
        [MIDI_API_PORTMIDI] = &midi_in_portmidi,
#ifdef AWE_HAS_ALSA
        [MIDI_API_ALSA] = &midi_in_alsa,
#endif
    };
    return drivers[api];
}

bool midi_in_list_devices(midi_api api, midi_in_list *list, io_error *error)
{
    const midi_in_driver *driver = midi_in_find_driver(api);
    midi_in *in = NULL;
    list->n = 0;
    if (!driver) {
        return io_error_set(error, "this program was built without ALSA");
    }
    if (!driver->open(&in, error)) {
        return false;
    }
    driver->scan(in, list);
    driver->close(in);
    return true;
}

static bool has_name(const midi_in_list *list, const char *name)
{
    for (uint32_t i = 0; i < list->n; i++) {
        if (strcmp(list->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

void midi_in_list_add(midi_in_list *list, const char *name)
{
    char unique[MIDI_IN_NAME_SIZE];
    if (list->n == MIDI_IN_MAX_DEVICES) {
        return;
    }
    snprintf(unique, sizeof unique, "%s", name);
    for (uint32_t i = 2; has_name(list, unique); i++) {
        snprintf(unique, sizeof unique, "%.80s (%u)", name, i);
    }
    memcpy(list->names[list->n++], unique, sizeof unique);
}

/* How well `wish` names a device: 0 not, 1 by a part, 2 by the whole name. */
static int match(const char *wish, const char *name)
{
    return strcasecmp(name, wish) == 0 ? 2 : strcasestr(name, wish) ? 1 : 0;
}

static void append_name(char *names, size_t size, const char *name)
{
    size_t used = strlen(names);
    snprintf(names + used, size - used, "%s%s", used > 0 ? "; " : "", name);
}

midi_in_match midi_in_find(const midi_in_list *list, const char *wish, uint32_t *device,
                           io_error *error)
{
    char names[400] = "";
    uint32_t n_found = 0;
    int best = 1;
    for (uint32_t i = 0; i < list->n; i++) {
        int quality = match(wish, list->names[i]);
        if (quality > best) {
            best = quality;
            n_found = 0;
            names[0] = '\0';
        }
        if (quality == best) {
            *device = i;
            n_found++;
            append_name(names, sizeof names, list->names[i]);
        }
    }
    if (n_found == 1) {
        return MIDI_IN_FOUND;
    }
    if (n_found == 0) {
        io_error_set(error, "no MIDI input has \"%s\" in its name; --midi-list shows them", wish);
        return MIDI_IN_MISSING;
    }
    io_error_set(error, "MIDI input \"%s\" may mean %s", wish, names);
    return MIDI_IN_AMBIGUOUS;
}

bool midi_in_check_system(io_error *error)
{
#ifdef __linux__
    static const char sequencer[] = "/dev/snd/seq";
    if (access(sequencer, R_OK | W_OK) != 0) {
        return io_error_set(error, "there is no MIDI: %s: %s", sequencer, strerror(errno));
    }
#else
    (void)error;
#endif
    return true;
}
