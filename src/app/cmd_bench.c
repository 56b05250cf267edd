/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/banks.h"
#include "app/bench_workload.h"
#include "app/cmd.h"
#include "app/json.h"
#include "app/memory_tags.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/songs.h"
#include "awe/synth.h"
#include "io/clock.h"
#include "io/hash.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define DEFAULT_BLOCK_FRAMES 64
#define SLICE_FRAMES AWE_RATE_HZ /* timed in one piece, then hashed outside the time */
#define MAX_EVENTS 256
#define MAX_TAIL_S 60

typedef struct bench {
    const settings *s;
    bench_file bank_file; /* of the built-in workload */
    awe_bank *built_in;
    banks banks; /* of a song that was named */
    awe_song *song;
    awe_synth *synth;
    hash *hash;
    float *slice;       /* [SLICE_FRAMES][2] */
    uint64_t n_frames;  /* of the whole run, where it does not end by silence */
    char workload[256]; /* its name */
    bench_result result;
} bench;

static bool check(awe_status status)
{
    if (status) {
        say_error("%s", awe_status_text(status));
    }
    return !status;
}

/* For other programs to play the same: FOLDER/workload.sf2 and .mid. */
static bool save(const char *folder, const char *name, const bench_file *content)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(content->data, 1, content->size, file) == content->size;
    ok = file && fclose(file) == 0 && ok;
    if (!ok) {
        say_error("%s: %s", path, strerror(errno));
    }
    return ok;
}

static bool save_built_in(const bench *b, const bench_file *song)
{
    const char *folder = b->s->bench_folder;
    return !folder ||
           (save(folder, "workload.sf2", &b->bank_file) && save(folder, "workload.mid", song));
}

static bool load_built_in(bench *b)
{
    awe_bank_config bank_config = {.allocator = memory_tags_allocator(MEMORY_BANK)};
    awe_song_config song_config = {.allocator = memory_tags_allocator(MEMORY_SONG)};
    bench_file song = bench_make_song(b->s->bench_s);
    b->bank_file = bench_make_bank();
    awe_status status = song.data && b->bank_file.data ? AWE_OK : AWE_NO_MEM;
    if (!status) {
        status = awe_bank_load(b->bank_file.data, b->bank_file.size, &bank_config, &b->built_in);
    }
    if (!status) {
        status = awe_song_parse(song.data, song.size, &song_config, &b->song);
    }
    bool saved = status || save_built_in(b, &song);
    free(song.data);
    b->n_frames = (uint64_t)(b->s->bench_s * AWE_RATE_HZ);
    snprintf(b->workload, sizeof b->workload, "32 filtered voices");
    return check(status) && saved;
}

static bool load_files(bench *b)
{
    awe_song_info info;
    snprintf(b->workload, sizeof b->workload, "%s", b->s->files[0]);
    say_clean(b->workload);
    if (!banks_load(&b->banks, &b->s->sound, NULL)) {
        return false;
    }
    banks_preload(&b->banks);
    b->song = song_load(b->s->files[0]);
    if (!b->song) {
        return false;
    }
    awe_song_get_info(b->song, &info);
    b->n_frames = info.end_frame + (uint64_t)MAX_TAIL_S * AWE_RATE_HZ;
    return true;
}

static bool make_synth(bench *b)
{
    awe_synth_config config = b->s->sound.synth;
    config.allocator = memory_tags_allocator(MEMORY_SYNTH);
    config.limiter = b->s->sound.limiter > 0;
    const awe_stacked_bank built_in = {.bank = b->built_in};
    return check(b->built_in ? awe_synth_new(&config, &built_in, 1, &b->synth)
                             : awe_synth_new(&config, b->banks.stack, b->banks.n, &b->synth));
}

static bool set_up(bench *b)
{
    if (!(b->s->n_files ? load_files(b) : load_built_in(b)) || !make_synth(b)) {
        return false;
    }
    b->hash = hash_new();
    b->slice = calloc(SLICE_FRAMES, 2 * sizeof *b->slice);
    return check(b->hash && b->slice ? AWE_OK : AWE_NO_MEM);
}

static void render_slice(bench *b, awe_song_cursor *cursor, uint32_t n_frames)
{
    awe_event events[MAX_EVENTS];
    uint32_t block = b->result.n_block_frames;
    for (uint32_t at = 0; at < n_frames;) {
        uint32_t n_events;
        uint32_t wanted = n_frames - at < block ? n_frames - at : block;
        uint32_t n = awe_song_read(cursor, wanted, events, MAX_EVENTS, &n_events);
        awe_synth_render(b->synth, events, n_events, b->slice + 2 * (size_t)at, n);
        at += n;
    }
}

static void run(bench *b)
{
    awe_song_cursor cursor;
    bench_result *r = &b->result;
    awe_song_start(&cursor, b->song);
    while (cursor.frame < b->n_frames && !signals_received()) {
        uint64_t left = b->n_frames - cursor.frame;
        uint32_t n = left < SLICE_FRAMES ? (uint32_t)left : SLICE_FRAMES;
        uint64_t cpu_ns = clock_cpu_ns();
        uint64_t wall_ns = clock_now_ns();
        render_slice(b, &cursor, n);
        r->wall_ns += clock_now_ns() - wall_ns;
        r->cpu_ns += clock_cpu_ns() - cpu_ns;
        hash_update(b->hash, b->slice, (size_t)n * 2 * sizeof *b->slice);
        if (!b->built_in && awe_song_done(&cursor) && awe_synth_is_silent(b->synth)) {
            break;
        }
    }
}

static void complete_result(bench *b)
{
    struct rusage usage;
    bench_result *r = &b->result;
    getrusage(RUSAGE_SELF, &usage);
    awe_synth_get_stats(b->synth, &r->stats);
    r->workload = b->workload;
    r->kernel = awe_synth_kernel_name(b->synth);
    r->bank_bytes = memory_tags_peak_bytes(MEMORY_BANK) + b->bank_file.size;
    r->song_bytes = memory_tags_peak_bytes(MEMORY_SONG);
    r->synth_bytes = memory_tags_peak_bytes(MEMORY_SYNTH);
    r->peak_bytes = (uint64_t)usage.ru_maxrss * 1024;
    r->hash = hash_digest(b->hash);
}

static bool print_table(const bench_result *r)
{
    printf("workload           %s, blocks of %u frames, kernel %s\n", r->workload,
           r->n_block_frames, r->kernel);
    printf("sound              %.1f s, at most %u voices\n",
           (double)r->stats.n_frames / AWE_RATE_HZ, r->stats.n_peak_voices);
    printf("real-time factor   %.0f\n", bench_speed(r));
    printf("per voice-frame    %.3f ns (%" PRIu64 " voice-frames)\n", bench_ns_per_voice_frame(r),
           r->stats.n_voice_frames);
    printf("time               %.3f s, processor %.3f s\n", (double)r->wall_ns * 1e-9,
           (double)r->cpu_ns * 1e-9);
    printf(
        "memory             bank %.0f kB, song %.0f kB, synth %.0f kB; process at most %.1f MB\n",
        (double)r->bank_bytes * 1e-3, (double)r->song_bytes * 1e-3, (double)r->synth_bytes * 1e-3,
        (double)r->peak_bytes * 1e-6);
    printf("XXH3 of the sound  %016" PRIx64 "\n", r->hash);
    return fflush(stdout) == 0;
}

static void tear_down(bench *b)
{
    free(b->slice);
    hash_free(b->hash);
    awe_synth_free(b->synth);
    awe_song_free(b->song);
    banks_free(&b->banks);
    awe_bank_free(b->built_in);
    free(b->bank_file.data);
}

static exit_code measure(bench *b)
{
    if (!set_up(b)) {
        return b->s->n_files && b->banks.n > 0 && !b->song ? EXIT_NONE_PLAYED : EXIT_USAGE;
    }
    run(b);
    if (signals_received()) {
        return EXIT_BY_SIGNAL;
    }
    if (banks_say_cut(&b->banks)) {
        return EXIT_NONE_PLAYED;
    }
    complete_result(b);
    bool ok = b->s->json ? json_print_bench(&b->result) : print_table(&b->result);
    return ok ? EXIT_ALL_DONE : EXIT_USAGE;
}

exit_code cmd_bench(const settings *s)
{
    bench b = {.s = s};
    b.result.n_block_frames = s->block_frames ? s->block_frames : DEFAULT_BLOCK_FRAMES;
    if (s->n_files > 1) {
        say_error("bench takes one file");
        return EXIT_USAGE;
    }
    if (s->n_files == 0 && s->sound.n_banks > 0) {
        say_error("bench takes a bank for a song only, and none was named");
        return EXIT_USAGE;
    }
    exit_code code = measure(&b);
    tear_down(&b);
    return code;
}
