/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/banks.h"

#include "app/bank_places.h"
#include "app/memory_tags.h"
#include "app/sample_cache.h"
#include "app/say.h"
#include "app/sidecar.h"
#include "app/spread.h"
#include "app/values.h"
#include "app/zone.h"
#include "awe/song.h"
#include "io/hash.h"
#include "io/sound_file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_OFFSET 127
#define N_MELODIC_BANKS 128

/* ---- loading */

uint64_t banks_hash(banks *b, uint32_t i)
{
    if (b->hashes[i] == 0) {
        b->hashes[i] = hash_block(b->maps[i].data, b->maps[i].size);
    }
    return b->hashes[i];
}

/* `what` it is: "bank", or whose. */
static void say_choice(banks *b, const char *what)
{
    uint32_t top = b->n - 1;
    int32_t offset = b->stack[top].offset;
    char place[32] = "";
    awe_bank_info info;
    awe_bank_get_info(b->items[top], &info);
    double megabytes = (double)b->maps[top].size / 1e6;
    if (offset != 0) {
        snprintf(place, sizeof place, ", bank numbers %+d", offset);
    }
    if (say_get_level() < SAY_VERBOSE) {
        say_info("%s: %s (%s, %.1f MB)%s", what, b->paths[top], info.name, megabytes, place);
        return;
    }
    say_info("%s: %s (%s, %.1f MB, XXH3 %016llx)%s", what, b->paths[top], info.name, megabytes,
             (unsigned long long)banks_hash(b, top), place);
    say_info("bank: SoundFont %u.%02u, %u presets, %u instruments, %u samples (%u silent)",
             info.version_major, info.version_minor, info.n_presets, info.n_instruments,
             info.n_samples, info.n_silent_samples);
}

static void pop(banks *b)
{
    b->n--;
    awe_bank_free(b->items[b->n]);
    file_map_close(&b->maps[b->n]);
    free(b->paths[b->n]);
    b->items[b->n] = NULL;
    b->paths[b->n] = NULL;
    b->hashes[b->n] = 0;
}

/* Maps `path` for the next bank. */
static bool push_map(banks *b, const char *path)
{
    io_error error;
    if (b->n == MAX_BANKS) {
        say_error("%s: there are %u banks already", path, b->n);
        return false;
    }
    if (!file_map_open(&b->maps[b->n], path, &error)) {
        say_error("%s: %s", path, error.text);
        return false;
    }
    b->paths[b->n] = strdup(path);
    if (!b->paths[b->n]) {
        file_map_close(&b->maps[b->n]);
        return say_no_memory();
    }
    b->n++;
    return true;
}

awe_bank_config banks_config(const banks *b, say_source *source)
{
    return (awe_bank_config){
        .allocator = b->allocator,
        .decode = b->wanted->caches_samples ? sample_cache_decode : sound_file_decode,
        .spread = spread_run,
        .report = say_report,
        .context = source,
        .postpone = b->postpones,
        .rules = b->wanted->rules,
    };
}

/* Loads the bank of the last map from these bytes of it; takes the map off again where that
   fails. */
static bool load(banks *b, const void *bytes, size_t size)
{
    AWE_ZONE("bank load");
    uint32_t top = b->n - 1;
    say_source source = {.path = b->paths[top]};
    awe_bank_config config = banks_config(b, &source);
    config.rom = (const awe_bank *const *)b->items;
    config.n_rom = top;
    awe_status status = awe_bank_load(bytes, size, &config, &b->items[top]);
    b->stack[top] = (awe_stacked_bank){.bank = b->items[top]};
    if (status && !source.has_error) {
        say_error("%s: %s", b->paths[top], awe_status_text(status));
    }
    say_unsaid(&source);
    sample_cache_say_failure();
    bool is_refused = !status && b->wanted->strict && source.n_repairs > 0;
    if (is_refused) {
        say_error("%s: not usable as it is, as --strict demands", b->paths[top]);
    }
    if (status || is_refused) {
        pop(b);
        return false;
    }
    return true;
}

static bool load_file(banks *b, const char *path)
{
    return push_map(b, path) && load(b, b->maps[b->n - 1].data, b->maps[b->n - 1].size);
}

/* ---- the common banks */

static bool load_named(banks *b, const char *name, int32_t offset)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", name);
    if (strcmp(name, "builtin") == 0 && !bank_places_find_bundled(path, sizeof path)) {
        say_error("the bundled bank was not found in %s", AWE_DATA_DIR);
        return false;
    }
    if (!load_file(b, path)) {
        return false;
    }
    b->stack[b->n - 1].offset = offset;
    say_choice(b, "bank");
    return true;
}

/* FILE or FILE@OFFSET; a file that has such a name is meant itself. */
static bool load_wanted(banks *b, const char *wish)
{
    const char *at = strrchr(wish, '@');
    char name[PATH_MAX];
    uint32_t offset;
    if (!at || strspn(at + 1, "0123456789") != strlen(at + 1) || !at[1] ||
        access(wish, F_OK) == 0) {
        return load_named(b, wish, 0);
    }
    if (!value_count(at + 1, 0, MAX_OFFSET, &offset)) {
        say_error("%s: a bank offset is 0 to %d", wish, MAX_OFFSET);
        return false;
    }
    snprintf(name, sizeof name, "%.*s", (int)(at - wish), wish);
    return load_named(b, name, (int32_t)offset);
}

static bool load_any(banks *b)
{
    const char *environment = getenv("AWE_SOUNDFONT");
    char path[PATH_MAX];
    if (environment && environment[0]) {
        return load_wanted(b, environment);
    }
    if (!bank_places_find_default(path, sizeof path)) {
        say_error("no bank was found; -f FILE or AWE_SOUNDFONT names one");
        return false;
    }
    return load_named(b, path, 0);
}

static bool load_all_wanted(banks *b)
{
    const sound_settings *wanted = b->wanted;
    if (wanted->caches_samples && !sample_cache_open()) {
        return false;
    }
    for (uint32_t i = 0; i < wanted->n_banks; i++) {
        if (!load_wanted(b, wanted->banks[i])) {
            return false;
        }
    }
    if (wanted->n_banks == 0 && !load_any(b)) {
        return false;
    }
    b->n_common = b->n;
    return true;
}

bool banks_load(banks *b, const sound_settings *wanted, const awe_allocator *allocator)
{
    *b = (banks){.wanted = wanted,
                 .allocator = allocator ? allocator : memory_tags_allocator(MEMORY_BANK)};
    return load_all_wanted(b);
}

bool banks_load_for_song(banks *b, const sound_settings *wanted)
{
    *b = (banks){
        .wanted = wanted, .allocator = memory_tags_allocator(MEMORY_BANK), .postpones = true};
    return load_all_wanted(b);
}

void banks_free(banks *b)
{
    banks_pop_song(b);
    while (b->n > 0 && !b->is_borrowing) {
        pop(b);
    }
    b->n = 0;
}

void banks_borrow(banks *b, const banks *lender, const awe_allocator *allocator)
{
    *b = *lender;
    b->n = b->n_common;
    b->allocator = allocator;
    b->is_borrowing = true;
}

/* ---- a song's own banks */

/* What makes the lowest melodic bank of the last bank the one with this number. */
static int32_t find_offset(const banks *b, uint32_t number)
{
    awe_preset_info info;
    uint32_t lowest = N_MELODIC_BANKS;
    for (uint32_t i = 0; awe_bank_get_preset(b->items[b->n - 1], i, &info); i++) {
        lowest = info.bank < lowest ? info.bank : lowest;
    }
    return lowest < N_MELODIC_BANKS ? (int32_t)number - (int32_t)lowest : 0;
}

/* Sets the offset and tells of the bank; `asked` is negative unless a file asks for it. */
static void place(banks *b, int32_t asked, const char *what)
{
    int32_t offset = asked >= 0 ? asked : find_offset(b, b->wanted->sidecar_bank);
    b->stack[b->n - 1].offset = offset;
    say_choice(b, what);
}

/* Without --strict a song is played, though not with its own bank. */
static bool go_without(const banks *b, const char *path)
{
    if (!b->wanted->strict) {
        say_warning("%s: played without this bank", path);
    }
    return !b->wanted->strict;
}

static bool push_carried(banks *b, const char *song_path)
{
    file_map map;
    io_error error;
    if (!file_map_open(&map, song_path, &error)) {
        return true; /* said when the song is read */
    }
    awe_carried_bank found = awe_song_find_bank(map.data, map.size);
    file_map_close(&map);
    if (!found.data) {
        return true;
    }
    if (found.is_dls) {
        say_warning("%s: carries a DLS bank, which cannot be used", song_path);
        return go_without(b, song_path);
    }
    if (!push_map(b, song_path)) {
        return go_without(b, song_path);
    }
    const file_map *own = &b->maps[b->n - 1];
    found = awe_song_find_bank(own->data, own->size);
    if (!found.data) { /* the file has changed meanwhile */
        pop(b);
        return go_without(b, song_path);
    }
    if (!load(b, found.data, found.size)) {
        return go_without(b, song_path);
    }
    place(b, found.offset, "bank in the song");
    return true;
}

static bool is_loaded(const banks *b, const char *path)
{
    struct stat own;
    struct stat other;
    bool is_known = stat(path, &own) == 0;
    for (uint32_t i = 0; is_known && i < b->n; i++) {
        if (stat(b->paths[i], &other) == 0 && own.st_dev == other.st_dev &&
            own.st_ino == other.st_ino) {
            return true;
        }
    }
    return false;
}

static bool push_sidecar(banks *b, const char *song_path)
{
    char path[PATH_MAX];
    if (!sidecar_find(song_path, path, sizeof path) || is_loaded(b, path)) {
        return true;
    }
    if (!load_file(b, path)) {
        return go_without(b, path);
    }
    place(b, -1, "sidecar");
    return true;
}

bool banks_has_own(const sound_settings *wanted, const char *song_path)
{
    char path[PATH_MAX];
    file_map map;
    io_error error;
    if (wanted->no_sidecar || !file_map_open(&map, song_path, &error)) {
        return false;
    }
    bool carries = awe_song_find_bank(map.data, map.size).data != NULL;
    file_map_close(&map);
    return carries || sidecar_find(song_path, path, sizeof path);
}

bool banks_push_song(banks *b, const char *song_path)
{
    return b->wanted->no_sidecar || (push_carried(b, song_path) && push_sidecar(b, song_path));
}

void banks_pop_song(banks *b)
{
    while (b->n > b->n_common) {
        pop(b);
    }
}

/* ---- files */

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
