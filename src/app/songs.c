/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/songs.h"

#include "app/memory_tags.h"
#include "app/say.h"
#include "app/zone.h"
#include "io/file_map.h"

#include <stddef.h>

static awe_song *load(const char *path, bool keeps_exclusives, uint32_t *n_repairs)
{
    AWE_ZONE("song load");
    io_error error;
    file_map map;
    awe_song *song = NULL;
    say_source source = {.path = path};
    awe_song_config config = {
        .allocator = memory_tags_allocator(MEMORY_SONG),
        .report = say_report,
        .context = &source,
        .keeps_exclusives = keeps_exclusives,
    };
    if (!file_map_open(&map, path, &error)) {
        say_error("%s: %s", path, error.text);
        return NULL;
    }
    awe_status status = awe_song_parse(map.data, map.size, &config, &song);
    bool is_cut = file_map_is_cut(&map);
    file_map_close(&map);
    if (is_cut) {
        awe_song_free(song);
        say_error("%s: the file was cut short while it was read", path);
        return NULL;
    }
    if (status && !source.has_error) {
        say_error("%s: %s", path, awe_status_text(status));
    }
    say_unsaid(&source);
    *n_repairs = source.n_repairs;
    return song;
}

awe_song *song_load(const char *path)
{
    uint32_t n_repairs;
    return load(path, false, &n_repairs);
}

awe_song *song_load_as(const char *path, const sound_settings *wanted)
{
    uint32_t n_repairs = 0;
    awe_song *song = load(path, (wanted->explains & EXPLAIN_SYSEX) != 0, &n_repairs);
    if (song && wanted->strict && n_repairs > 0) {
        say_error("%s: not playable as it is, as --strict demands", path);
        awe_song_free(song);
        return NULL;
    }
    return song;
}
