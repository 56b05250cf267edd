/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/songs.h"

#include "app/say.h"
#include "io/file_map.h"

#include <stddef.h>

awe_song *song_load(const char *path, const awe_allocator *allocator)
{
    io_error error;
    file_map map;
    awe_song *song = NULL;
    say_source source = {.path = path};
    awe_song_config config = {.allocator = allocator, .report = say_report, .context = &source};
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
    return song;
}
