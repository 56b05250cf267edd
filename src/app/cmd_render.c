/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/banks.h"
#include "app/cmd.h"
#include "app/explain.h"
#include "app/offline.h"
#include "app/output.h"
#include "app/progress.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/songs.h"
#include "app/values.h"
#include "io/hash.h"
#include "io/resample.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_BLOCK_FRAMES 512
#define CONVERTED_FRAMES 2048 /* room behind the rate converter */
#define DEFAULT_EXTRA_S 60    /* longest tail, unless --max-length says otherwise */
#define OPUS_RATE_HZ 48000

/* What the frames pass on their way out. */
typedef struct job {
    const settings *s;
    const char *path; /* of the song */
    sound_format format;
    banks banks;
    awe_song *song;
    awe_synth *synth;
    offline_config offline;
    uint64_t length_frames; /* of what is played of the song */
    resample *converter;    /* NULL: the output runs at the engine's rate */
    hash *hash;             /* NULL: not asked for */
    output *output;         /* NULL: nothing is written */
    progress progress;
    uint64_t n_frames; /* rendered so far */
    float converted[CONVERTED_FRAMES * 2];
} job;

static bool deliver(job *j, const float *frames, size_t n_frames)
{
    if (j->hash) {
        hash_update(j->hash, frames, n_frames * 2 * sizeof *frames);
    }
    return !j->output || output_write(j->output, frames, n_frames);
}

/* Converts what was rendered; `is_last` also brings out what the converter still holds. */
static bool convert(job *j, const float *frames, size_t n_frames, bool is_last)
{
    resample_step step;
    do {
        step = (resample_step){
            .in = frames,
            .n_in = n_frames,
            .out = j->converted,
            .n_out = CONVERTED_FRAMES,
            .is_last = is_last,
        };
        resample_run(j->converter, &step);
        frames += 2 * step.n_in;
        n_frames -= step.n_in;
        if (!deliver(j, j->converted, step.n_out)) {
            return false;
        }
    } while (step.n_in > 0 || step.n_out > 0);
    return true;
}

static bool take_frames(void *context, const float *frames, size_t n_frames)
{
    job *j = context;
    awe_stats stats;
    j->n_frames += n_frames;
    awe_synth_get_stats(j->synth, &stats);
    progress_update(&j->progress, j->n_frames, stats.n_voices);
    bool ok = j->converter ? convert(j, frames, n_frames, false) : deliver(j, frames, n_frames);
    return ok && !signals_received() && !banks_find_cut(&j->banks);
}

static uint64_t find_max_frames(const job *j)
{
    double wanted = j->s->render.max_length_s;
    if (wanted >= 0) {
        return (uint64_t)(wanted * AWE_RATE_HZ);
    }
    double extra = DEFAULT_EXTRA_S + (j->s->render.tail == TAIL_SECONDS ? j->s->render.tail_s : 0);
    return j->length_frames + (uint64_t)(extra * AWE_RATE_HZ);
}

/* What is to be rendered of the song, and how. */
static bool set_up_song(job *j)
{
    const song_settings *song = &j->s->song;
    const render_settings *wanted = &j->s->render;
    j->offline = (offline_config){
        .transport = j->s->transport,
        .block_frames = j->s->block_frames ? j->s->block_frames : DEFAULT_BLOCK_FRAMES,
        .tail = wanted->tail,
        .tail_frames = (uint64_t)(wanted->tail_s * AWE_RATE_HZ),
        .sink = take_frames,
        .context = j,
    };
    const char *error = song_span_find(&song->start, &song->end, j->song, &j->offline.span);
    if (error) {
        say_error("%s: %s", j->path, error);
        return false;
    }
    j->length_frames = offline_length(j->song, &j->offline);
    j->offline.max_frames = find_max_frames(j);
    return true;
}

/* What the output file shall be, all defaults resolved. */
static bool choose_format(job *j)
{
    const render_settings *wanted = &j->s->render;
    sound_format *format = &j->format;
    format->container = wanted->container;
    format->encoding = wanted->encoding;
    if (wanted->output && format->container == SOUND_AUTO) {
        format->container =
            output_is_stream(wanted->output) ? SOUND_RAW : sound_container_of_path(wanted->output);
        if (format->container == SOUND_AUTO) {
            say_error("%s: the name tells no format; -F names one", wanted->output);
            return false;
        }
    }
    if (sound_is_lossy(format->container) && wanted->has_encoding) {
        say_error("--bits means nothing to %s", sound_container_name(format->container));
        return false;
    }
    format->rate_hz = j->s->rate_hz ? j->s->rate_hz : AWE_RATE_HZ;
    if (format->container == SOUND_OPUS && j->s->rate_hz == 0) {
        format->rate_hz = OPUS_RATE_HZ;
    }
    return true;
}

static bool set_up_converter(job *j)
{
    io_error error;
    uint32_t rate = j->format.rate_hz;
    if (rate == AWE_RATE_HZ ||
        resample_new(AWE_RATE_HZ, rate, RESAMPLE_BEST, &j->converter, &error)) {
        return true;
    }
    say_error("%s", error.text);
    return false;
}

/* Reads the banks and the song, and what of them belongs together. */
static exit_code read_files(job *j)
{
    bool strict = j->s->sound.strict;
    if (!banks_load(&j->banks, &j->s->sound, NULL)) {
        return strict ? EXIT_NONE_PLAYED : EXIT_USAGE;
    }
    j->song = song_load_as(j->path, strict);
    bool ok =
        j->song && banks_push_song(&j->banks, j->path) && explain_song(j->path, j->song, &j->banks);
    return ok ? EXIT_ALL_DONE : EXIT_NONE_PLAYED;
}

static bool make_synth(job *j)
{
    awe_synth_config config = j->s->sound.synth;
    config.limiter = j->s->sound.limiter > 0;
    awe_status status = awe_synth_new(&config, j->banks.stack, j->banks.n, &j->synth);
    j->hash = !status && j->s->render.hash ? hash_new() : NULL;
    if (status || (j->s->render.hash && !j->hash)) {
        say_error("%s", awe_status_text(status ? status : AWE_NO_MEM));
        return false;
    }
    return true;
}

static bool open_output(job *j)
{
    double ratio = (double)j->format.rate_hz / AWE_RATE_HZ;
    const char *path = j->s->render.output;
    j->format.max_frames = (uint64_t)((double)j->offline.max_frames * ratio) + 1;
    return !path || output_open(path, &j->format, j->s->render.overwrite, &j->output);
}

static offline_end run(job *j)
{
    uint32_t n_voices = j->s->sound.synth.n_voices;
    uint64_t most = j->offline.max_frames;
    uint64_t n_frames = j->length_frames < most ? j->length_frames : most;
    progress_start(&j->progress, j->s->render.progress, n_frames, n_voices ? n_voices : 32);
    offline_end end = offline_render(j->synth, j->song, &j->offline);
    if ((end == OFFLINE_WHOLE || end == OFFLINE_TOO_LONG) && j->converter &&
        !convert(j, NULL, 0, true)) {
        end = OFFLINE_STOPPED;
    }
    return end;
}

static void say_result(const job *j, offline_end end)
{
    char length[32];
    awe_stats stats;
    bool is_clipped = j->s->render.output && !sound_is_lossy(j->format.container) &&
                      j->format.encoding != SOUND_F32;
    double speed = progress_speed(&j->progress, j->n_frames);
    awe_synth_get_stats(j->synth, &stats);
    value_format_time(length, sizeof length, j->n_frames / AWE_RATE_HZ);
    if (end == OFFLINE_TOO_LONG) {
        say_warning("%s: cut at %s, the longest allowed; --max-length sets it", j->path, length);
    }
    if (stats.peak > 1 && is_clipped) {
        say_warning("%s: peaks were clipped by up to %.1f dB; a lower --gain or --limiter on helps",
                    j->path, 20 * log10((double)stats.peak));
    }
    if (stats.n_lost_notes > 0) {
        say_detail("%s: %llu notes found nothing to play", j->path,
                   (unsigned long long)stats.n_lost_notes);
    }
    say_info("%s: %s rendered, %.0fx real time, at most %u voices", j->path, length, speed,
             stats.n_peak_voices);
}

/* The line that xxhsum prints; to stderr where stdout carries the sound. */
static bool print_hash(const job *j)
{
    bool is_taken = j->s->render.output && output_is_stream(j->s->render.output);
    FILE *file = is_taken ? stderr : stdout;
    char path[1024];
    snprintf(path, sizeof path, "%s", j->path);
    say_clean(path);
    fprintf(file, "XXH3_%016llx  %s\n", (unsigned long long)hash_digest(j->hash), path);
    return fflush(file) == 0;
}

static exit_code render_song(job *j)
{
    if (!set_up_song(j) || !open_output(j)) {
        return EXIT_USAGE;
    }
    offline_end end = run(j);
    progress_end(&j->progress);
    if (signals_received()) {
        return EXIT_BY_SIGNAL;
    }
    if (banks_say_cut(&j->banks)) {
        return EXIT_NONE_PLAYED;
    }
    if (end == OFFLINE_NO_MEM) {
        say_error("%s", awe_status_text(AWE_NO_MEM));
    }
    if (end == OFFLINE_NO_MEM || end == OFFLINE_STOPPED) {
        return EXIT_USAGE;
    }
    output *finished = j->output;
    j->output = NULL;
    say_result(j, end);
    bool ok = !finished || output_finish(finished);
    return ok && (!j->hash || print_hash(j)) ? EXIT_ALL_DONE : EXIT_USAGE;
}

static exit_code check_use(const settings *s)
{
    if (s->n_files != 1) {
        say_error(s->n_files ? "render takes one file" : "render needs a file; --help shows how");
        return EXIT_USAGE;
    }
    if (!s->render.output && !s->render.hash) {
        say_error("render needs -o FILE, or -o - for standard output");
        return EXIT_USAGE;
    }
    return EXIT_ALL_DONE;
}

static void tear_down(job *j)
{
    output_discard(j->output);
    resample_free(j->converter);
    hash_free(j->hash);
    awe_synth_free(j->synth);
    awe_song_free(j->song);
    banks_free(&j->banks);
}

exit_code cmd_render(const settings *s)
{
    exit_code code = check_use(s);
    job *j = code == EXIT_ALL_DONE ? calloc(1, sizeof *j) : NULL;
    if (!j) {
        return EXIT_USAGE;
    }
    j->s = s;
    j->path = s->files[0];
    code = choose_format(j) && set_up_converter(j) ? read_files(j) : EXIT_USAGE;
    if (code == EXIT_ALL_DONE) {
        code = make_synth(j) ? render_song(j) : EXIT_USAGE;
    }
    tear_down(j);
    free(j);
    return code;
}
