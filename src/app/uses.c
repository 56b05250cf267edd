/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/uses.h"

#include "app/memory_tags.h"

#include <stdlib.h>

#define MAX_EVENTS 256
#define SPAN_FRAMES (1u << 30) /* at a time; the events cut it short */
#define N_CHANNELS (16 * AWE_MAX_PORTS)

typedef struct walk {
    song_uses *uses;
    awe_synth *synth;
    size_t room;               /* for notes */
    size_t latest[N_CHANNELS]; /* the use that the channel's last note had, and the first to ask */
} walk;

/* Where only the key is special it is part of what is told. */
static uint8_t key_of(const awe_preset_use *use, uint8_t key)
{
    bool is_missing = use->is_silent && use->found_by != AWE_FOUND_NOTHING;
    return use->found_by == AWE_FOUND_KEY_IN_STANDARD_KIT || is_missing ? key : ANY_KEY;
}

static bool is_same(const song_use *a, const song_use *b)
{
    return a->channel == b->channel && a->port == b->port && a->key == b->key &&
           a->use.bank == b->use.bank && a->use.program == b->use.program &&
           a->use.found_by == b->use.found_by && a->use.stack_index == b->use.stack_index &&
           a->use.preset == b->use.preset && a->use.is_silent == b->use.is_silent;
}

static void take_note(walk *w, const awe_message *note, uint64_t frame)
{
    song_uses *uses = w->uses;
    uint8_t port = note->port % AWE_MAX_PORTS;
    size_t *latest = &w->latest[16 * port + note->channel % 16];
    awe_preset_use use = awe_synth_find_preset(w->synth, port, note->channel, note->key);
    song_use wanted = {.port = port,
                       .channel = note->channel,
                       .key = key_of(&use, note->key),
                       .frame = frame,
                       .use = use};
    size_t i = *latest;
    if (i >= uses->n || !is_same(&uses->items[i], &wanted)) {
        for (i = 0; i < uses->n && !is_same(&uses->items[i], &wanted);) {
            i++;
        }
    }
    if (uses->n_notes < w->room) {
        uses->of_notes[uses->n_notes++] = (uint16_t)i;
    }
    if (i == MAX_USES) {
        return;
    }
    if (i == uses->n) {
        uses->items[uses->n++] = wanted;
    }
    uses->items[i].n_notes++;
    *latest = i;
}

/* Notes only ask; everything else changes what they will find. */
static void take_event(walk *w, awe_event event, uint64_t frame)
{
    uint8_t type = event.message.type;
    if (type == AWE_NOTE_ON) {
        take_note(w, &event.message, frame + event.frame);
    } else if (type != AWE_NOTE_OFF) {
        event.frame = 0;
        awe_synth_render(w->synth, &event, 1, NULL, 0);
    }
}

static void follow(walk *w, const awe_song *song)
{
    awe_event events[MAX_EVENTS];
    awe_song_cursor cursor;
    uint32_t n_events;
    awe_song_start(&cursor, song);
    while (!awe_song_done(&cursor)) {
        uint64_t frame = cursor.frame;
        (void)awe_song_read(&cursor, SPAN_FRAMES, events, MAX_EVENTS, &n_events);
        for (uint32_t i = 0; i < n_events; i++) {
            take_event(w, events[i], frame);
        }
    }
}

bool uses_find(song_uses *uses, const awe_song *song, const awe_synth_config *config,
               const awe_stacked_bank *stack, size_t n_banks)
{
    awe_synth_config silent = *config;
    walk *w = calloc(1, sizeof *w);
    silent.allocator = memory_tags_allocator(MEMORY_SYNTH);
    silent.n_voices = 1;
    silent.reverb = AWE_REVERB_OFF;
    silent.chorus = AWE_CHORUS_OFF;
    awe_song_info info;
    awe_song_get_info(song, &info);
    *uses = (song_uses){.items = calloc(MAX_USES, sizeof *uses->items),
                        .of_notes = calloc(info.n_notes + 1u, sizeof *uses->of_notes)};
    bool ok = w && uses->items && uses->of_notes &&
              awe_synth_new(&silent, stack, n_banks, &w->synth) == AWE_OK;
    if (ok) {
        w->uses = uses;
        w->room = info.n_notes;
        follow(w, song);
        awe_synth_free(w->synth);
    } else {
        uses_free(uses);
    }
    free(w);
    return ok;
}

void uses_free(song_uses *uses)
{
    free(uses->items);
    free(uses->of_notes);
    *uses = (song_uses){0};
}
