/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* awe-player info: what songs and banks are, and which presets the songs play. */

#include "app/bank_file.h"
#include "app/banks.h"
#include "app/cmd.h"
#include "app/explain.h"
#include "app/explain_words.h"
#include "app/json.h"
#include "app/say.h"
#include "app/songs.h"
#include "app/values.h"

#include <stdio.h>

typedef struct info {
    const settings *s;
    banks banks;
    bool has_banks; /* loaded: only songs need them */
} info;

/* A line of stdout that begins with the file's name. */
static void print_name(const char *path)
{
    char name[1024];
    snprintf(name, sizeof name, "%s", path);
    say_clean(name);
    printf("%s: ", name);
}

static bool print_bank(const info *i, const char *path)
{
    bank_file f;
    awe_bank_info about;
    if (!bank_file_open(&f, path, i->s->sound.rules)) {
        bank_file_close(&f);
        return false;
    }
    bool ok = true;
    if (i->s->json) {
        ok = json_print_bank(path, f.bank);
    } else {
        awe_bank_get_info(f.bank, &about);
        print_name(path);
        printf("SoundFont %u.%02u \"%s\", %u presets, %u instruments, %u samples (%u in ROM, "
               "%u silent), %u modulators\n",
               about.version_major, about.version_minor, about.name, about.n_presets,
               about.n_instruments, about.n_samples, about.n_rom_samples, about.n_silent_samples,
               about.n_modulators);
    }
    bank_file_close(&f);
    return ok;
}

static void print_facts(const char *path, const awe_song *song)
{
    char length[32];
    awe_song_info about;
    awe_song_get_info(song, &about);
    value_format_time(length, sizeof length, about.end_frame / AWE_RATE_HZ);
    print_name(path);
    printf("%s, format %u, %u tracks, %u ports, ", length, about.format, about.n_tracks,
           about.n_ports);
    if (about.division & 0x8000) {
        printf("%u frames a second of %u ticks", 256u - (about.division >> 8),
               about.division & 255u);
    } else {
        printf("%u ticks a quarter", about.division);
    }
    printf(", %u notes, %u tempo changes\n", about.n_notes, about.n_tempo_changes);
}

/* Of changes at the same frame the last one counts. */
static void print_tempos(const awe_song *song)
{
    char time[32];
    uint64_t frame;
    uint64_t next;
    for (uint32_t i = 0; awe_song_get_change(song, i, &frame); i++) {
        awe_song_place place;
        if (awe_song_get_change(song, i + 1, &next) && next == frame) {
            continue;
        }
        awe_song_get_place(song, frame, &place);
        value_format_time(time, sizeof time, frame / AWE_RATE_HZ);
        printf("  %s, bar %u: %.2f bpm, %u/%u\n", time, place.bar, 60e6 / place.us_per_quarter,
               place.n_beats, place.beat_unit);
    }
}

static void print_uses(const info *i, const song_uses *uses)
{
    for (size_t k = 0; k < uses->n; k++) {
        char channel[32];
        char words[1024];
        explain_channel(channel, sizeof channel, uses->items[k].port, uses->items[k].channel);
        explain_use(words, sizeof words, &uses->items[k], &i->banks);
        say_clean(words);
        printf("  %s: %s, %u notes\n", channel, words, uses->items[k].n_notes);
    }
}

static bool print_all(const info *i, const char *path, const awe_song *song)
{
    song_uses uses;
    bool ok = uses_find(&uses, song, &i->s->sound.synth, i->banks.stack, i->banks.n);
    if (!ok) {
        return say_no_memory();
    }
    if (i->s->json) {
        ok = json_print_song(path, song, &uses, &i->banks);
    } else {
        print_facts(path, song);
        print_tempos(song);
        print_uses(i, &uses);
    }
    uses_free(&uses);
    return ok;
}

static bool print_song(info *i, const char *path)
{
    awe_song *song = song_load(path);
    bool ok = song && banks_push_song(&i->banks, path) && print_all(i, path, song);
    awe_song_free(song);
    banks_pop_song(&i->banks);
    return ok;
}

exit_code cmd_info(const settings *s)
{
    info i = {.s = s};
    uint32_t n_failed = 0;
    if (s->n_files == 0) {
        say_error("info needs a song or a bank; --help shows how");
        return EXIT_USAGE;
    }
    for (uint32_t k = 0; k < s->n_files; k++) {
        bool is_bank = bank_file_is(s->files[k]);
        if (!is_bank && !i.has_banks) {
            i.has_banks = true;
            if (!banks_load(&i.banks, &s->sound, NULL)) {
                banks_free(&i.banks);
                return EXIT_USAGE;
            }
        }
        n_failed += !(is_bank ? print_bank(&i, s->files[k]) : print_song(&i, s->files[k]));
    }
    banks_free(&i.banks);
    return n_failed == 0            ? EXIT_ALL_DONE
           : n_failed == s->n_files ? EXIT_NONE_PLAYED
                                    : EXIT_SOME_FAILED;
}
