/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/workload.h"

#include "app/memory_tags.h"
#include "app/options.h"
#include "app/say.h"
#include "app/songs.h"

#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_S 60 /* of what is measured */

static awe_status load_kind(workload *w, double seconds)
{
    awe_bank_config bank_config = {.allocator = memory_tags_allocator(MEMORY_BANK)};
    awe_song_config song_config = {.allocator = memory_tags_allocator(MEMORY_SONG)};
    memory_file song = w->kind->make_song(seconds);
    w->bank_file = w->kind->has_large_bank ? bench_make_large_bank() : bench_make_bank();
    awe_status status = song.data && w->bank_file.data ? AWE_OK : AWE_NO_MEM;
    if (!status) {
        status = awe_bank_load(w->bank_file.data, w->bank_file.size, &bank_config, &w->built_in);
    }
    if (!status) {
        status = awe_song_parse(song.data, song.size, &song_config, &w->song);
    }
    free(song.data);
    w->built_in_stack = (awe_stacked_bank){.bank = w->built_in};
    w->stack = &w->built_in_stack;
    w->n_banks = 1;
    return status;
}

exit_code workload_open_kind(workload *w, const bench_kind *kind, double seconds)
{
    double length_s = seconds / kind->part > 1 ? seconds / kind->part : 1;
    *w = (workload){.kind = kind, .max_frames = (uint64_t)(length_s * AWE_RATE_HZ)};
    snprintf(w->name, sizeof w->name, "%s", kind->name);
    awe_status status = load_kind(w, length_s);
    if (status) {
        say_error("%s", awe_status_text(status));
    }
    return status ? EXIT_USAGE : EXIT_ALL_DONE;
}

static exit_code load_files(workload *w, const settings *s, const char *song)
{
    snprintf(w->name, sizeof w->name, "%s", song);
    say_clean(w->name);
    if (!banks_load(&w->banks, &s->sound, NULL)) {
        return EXIT_USAGE;
    }
    w->song = song_load(song);
    if (!w->song || !banks_push_song(&w->banks, song)) {
        return EXIT_NONE_PLAYED;
    }
    banks_preload(&w->banks);
    w->stack = w->banks.stack;
    w->n_banks = w->banks.n;
    return EXIT_ALL_DONE;
}

exit_code workload_open(workload *w, const settings *s, const char *song)
{
    double seconds = s->bench.seconds > 0 ? s->bench.seconds : DEFAULT_S;
    *w = (workload){.max_frames = (uint64_t)(seconds * AWE_RATE_HZ)};
    if (song) {
        return load_files(w, s, song);
    }
    if (s->sound.n_banks > 0) {
        say_error("%s takes a bank for a song only, and none was named",
                  command_rows[s->command].name);
        return EXIT_USAGE;
    }
    return workload_open_kind(w, &bench_kinds[0], seconds);
}

void workload_close(workload *w)
{
    awe_song_free(w->song);
    banks_free(&w->banks);
    awe_bank_free(w->built_in);
    free(w->bank_file.data);
}
