/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/banks.h"

#include "app/say.h"
#include "io/hash.h"
#include "io/sound_file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUNDLED_NAME "awe-gm.sf2"

static bool is_readable(const char *path)
{
    return access(path, R_OK) == 0;
}

/* The bundled bank of an installation, then of one that was moved, then of the folder it was built
   in. */
static bool find_bundled(char *path, size_t size)
{
    static const char *const places[] = {"../share/awe-player/", "../../soundfonts/"};
    char self[2048];
    snprintf(path, size, "%s", AWE_DATA_DIR "/" BUNDLED_NAME);
    if (is_readable(path)) {
        return true;
    }
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    char *slash = length > 0 ? memrchr(self, '/', (size_t)length) : NULL;
    if (!slash) {
        return false;
    }
    *slash = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char direct[PATH_MAX];
        snprintf(path, size, "%s/%s%s", self, places[i], BUNDLED_NAME);
        if (realpath(path, direct) && is_readable(direct)) {
            snprintf(path, size, "%s", direct);
            return true;
        }
    }
    return false;
}

static bool find_default(char *path, size_t size)
{
    static const char *const places[] = {
        "/usr/share/sounds/sf2/default-GM.sf2",
        "/usr/share/sounds/sf3/default-GM.sf3",
        "/usr/share/soundfonts/default.sf2",
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (is_readable(places[i])) {
            snprintf(path, size, "%s", places[i]);
            return true;
        }
    }
    return find_bundled(path, size);
}

static void say_choice(const char *path, const file_map *map, const awe_bank *bank)
{
    awe_bank_info info;
    awe_bank_get_info(bank, &info);
    double megabytes = (double)map->size / 1e6;
    if (say_get_level() < SAY_VERBOSE) {
        say_info("bank: %s (%s, %.1f MB)", path, info.name, megabytes);
        return;
    }
    say_info("bank: %s (%s, %.1f MB, XXH3 %016llx)", path, info.name, megabytes,
             (unsigned long long)hash_block(map->data, map->size));
    say_info("bank: SoundFont %u.%02u, %u presets, %u instruments, %u samples (%u silent)",
             info.version_major, info.version_minor, info.n_presets, info.n_instruments,
             info.n_samples, info.n_silent_samples);
}

/* Loads one bank behind those that are there. */
static bool load(banks *b, const char *path, const awe_allocator *allocator)
{
    io_error error;
    say_source source = {.path = path};
    awe_bank_config config = {
        .allocator = allocator,
        .decode = sound_file_decode,
        .report = say_report,
        .context = &source,
    };
    file_map *map = &b->maps[b->n];
    if (!file_map_open(map, path, &error)) {
        say_error("%s: %s", path, error.text);
        return false;
    }
    b->paths[b->n] = path;
    awe_status status = awe_bank_load(map->data, map->size, &config, &b->items[b->n]);
    b->n++; /* even if it failed: banks_free() closes the map */
    if (status && !source.has_error) {
        say_error("%s: %s", path, awe_status_text(status));
    }
    say_unsaid(&source);
    b->stack[b->n - 1] = (awe_stacked_bank){.bank = b->items[b->n - 1]};
    if (!status) {
        say_choice(path, map, b->items[b->n - 1]);
    }
    return !status;
}

static bool load_wanted(banks *b, const char *wish, const awe_allocator *allocator)
{
    if (strcmp(wish, "builtin") != 0) {
        return load(b, wish, allocator);
    }
    if (!find_bundled(b->found, sizeof b->found)) {
        say_error("the bundled bank %s was not found in %s", BUNDLED_NAME, AWE_DATA_DIR);
        return false;
    }
    return load(b, b->found, allocator);
}

bool banks_load(banks *b, const sound_settings *wanted, const awe_allocator *allocator)
{
    const char *environment = getenv("AWE_SOUNDFONT");
    *b = (banks){0};
    for (uint32_t i = 0; i < wanted->n_banks; i++) {
        if (!load_wanted(b, wanted->banks[i], allocator)) {
            return false;
        }
    }
    if (wanted->n_banks > 0) {
        return true;
    }
    if (environment && environment[0]) {
        return load_wanted(b, environment, allocator);
    }
    if (!find_default(b->found, sizeof b->found)) {
        say_error("no bank was found; -f FILE or AWE_SOUNDFONT names one");
        return false;
    }
    return load(b, b->found, allocator);
}

void banks_free(banks *b)
{
    for (uint32_t i = 0; i < b->n; i++) {
        awe_bank_free(b->items[i]);
        file_map_close(&b->maps[i]);
    }
    b->n = 0;
}

void banks_preload(const banks *b)
{
    for (uint32_t i = 0; i < b->n; i++) {
        file_map_preload(&b->maps[i]);
    }
}

const char *banks_find_cut(const banks *b)
{
    for (uint32_t i = 0; i < b->n; i++) {
        if (file_map_is_cut(&b->maps[i])) {
            return b->paths[i];
        }
    }
    return NULL;
}

bool banks_say_cut(const banks *b)
{
    const char *path = banks_find_cut(b);
    if (path) {
        say_error("%s: the bank was cut short while it was in use", path);
    }
    return path != NULL;
}
