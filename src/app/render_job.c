/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/render_job.h"

#include "app/bank_needs.h"
#include "app/explain.h"
#include "app/level_list.h"
#include "app/memory_tags.h"
#include "app/offline.h"
#include "app/output.h"
#include "app/progress.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/songs.h"
#include "app/values.h"
#include "io/clock.h"
#include "io/hash.h"
#include "io/loudness.h"
#include "io/resample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_BLOCK_FRAMES 512
#define CONVERTED_FRAMES 2048 /* room behind the rate converter */
#define DEFAULT_EXTRA_S 60    /* longest tail, unless --max-length says otherwise */
#define OPUS_RATE_HZ 48000
#define INFINITY_BITS 0x7F800000

/* What the frames pass on their way out. */
typedef struct job {
    const settings *s;
    const render_order *order;
    render_result *result;
    banks *banks;
    awe_song *song;
    awe_synth *synth;
    offline_config offline;
    level_list levels;
    uint64_t length_frames; /* of what is played of the song */
    resample *converter;    /* NULL: the output runs at the engine's rate */
    hash *hash;             /* NULL: not asked for */
    loudness *loudness;     /* NULL: not asked for */
    output *output;         /* NULL: nothing is written */
    progress progress;
    float converted[CONVERTED_FRAMES * 2];
} job;

/* Of numbers without a sign the larger one has the larger bits, which compilers compare by the
   vector. What is not a number counts as nothing. */
static void find_peak(render_result *result, const float *frames, size_t n_frames)
{
    int32_t peak;
    memcpy(&peak, &result->peak, sizeof peak);
    for (size_t i = 0; i < 2 * n_frames; i++) {
        int32_t level;
        memcpy(&level, &frames[i], sizeof level);
        level &= INT32_MAX;
        level = level <= INFINITY_BITS ? level : 0;
        peak = level > peak ? level : peak;
    }
    memcpy(&result->peak, &peak, sizeof peak);
}

static bool deliver(job *j, const float *frames, size_t n_frames)
{
    j->result->n_output_frames += n_frames;
    find_peak(j->result, frames, n_frames);
    if (j->loudness) {
        loudness_add(j->loudness, frames, n_frames);
    }
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
    j->result->n_frames += n_frames;
    awe_synth_get_stats(j->synth, &stats);
    progress_update(&j->progress, j->result->n_frames, stats.n_voices);
    bool ok = j->converter ? convert(j, frames, n_frames, false) : deliver(j, frames, n_frames);
    return ok && !signals_received() && !banks_find_cut(j->banks);
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
        .transport = j->order->transport,
        .block_frames = j->s->block_frames ? j->s->block_frames : DEFAULT_BLOCK_FRAMES,
        .tail = wanted->tail,
        .tail_frames = (uint64_t)(wanted->tail_s * AWE_RATE_HZ),
        .levels = &j->levels,
        .sink = take_frames,
        .context = j,
    };
    if (wanted->levels && !level_list_load(wanted->levels, &j->levels)) {
        return false;
    }
    const char *error = song_span_find(&song->start, &song->end, j->song, &j->offline.span);
    if (error) {
        say_error("%s: %s", j->order->song, error);
        return false;
    }
    j->length_frames = offline_length(j->song, &j->offline);
    j->offline.max_frames = find_max_frames(j);
    return true;
}

bool render_choose_format(const settings *s, const char *path, sound_format *format)
{
    const render_settings *wanted = &s->render;
    *format = (sound_format){.container = wanted->container, .encoding = wanted->encoding};
    if (path && format->container == SOUND_AUTO) {
        format->container = output_is_stream(path) ? SOUND_RAW : sound_container_of_path(path);
        if (format->container == SOUND_AUTO) {
            say_error("%s: the name tells no format; -F names one", path);
            return false;
        }
    }
    if (sound_is_lossy(format->container) && wanted->has_encoding) {
        say_error("--bits means nothing to %s", sound_container_name(format->container));
        return false;
    }
    format->rate_hz = s->rate_hz ? s->rate_hz : AWE_RATE_HZ;
    if (format->container == SOUND_OPUS && s->rate_hz == 0) {
        format->rate_hz = OPUS_RATE_HZ;
    }
    return true;
}

static bool set_up_converter(job *j)
{
    io_error error;
    uint32_t rate = j->order->format.rate_hz;
    if (rate == AWE_RATE_HZ ||
        resample_new(AWE_RATE_HZ, rate, RESAMPLE_BEST, &j->converter, &error)) {
        return true;
    }
    say_error("%s", error.text);
    return false;
}

/* Reads the song, and the banks that belong to it. */
static exit_code read_song(job *j)
{
    const char *path = j->order->song;
    j->song = song_load_as(path, &j->s->sound);
    bool ok = j->song && banks_push_song(j->banks, path) && bank_needs_meet(j->banks, j->song) &&
              explain_song(path, j->song, j->banks, &j->order->transport);
    return ok ? EXIT_ALL_DONE : EXIT_NONE_PLAYED;
}

static bool make_synth(job *j)
{
    const render_order *order = j->order;
    awe_synth_config config = j->s->sound.synth;
    config.allocator = memory_tags_allocator(MEMORY_SYNTH);
    config.limiter = j->s->sound.limiter > 0;
    awe_status status = awe_synth_new(&config, j->banks->stack, j->banks->n, &j->synth);
    j->hash = !status && order->shall_hash ? hash_new() : NULL;
    j->loudness = !status && order->shall_measure ? loudness_new(order->format.rate_hz) : NULL;
    bool lacks = (order->shall_hash && !j->hash) || (order->shall_measure && !j->loudness);
    if (status || lacks) {
        say_error("%s", awe_status_text(status ? status : AWE_NO_MEM));
        return false;
    }
    return true;
}

static bool open_output(job *j)
{
    const render_order *order = j->order;
    sound_format format = order->format;
    double ratio = (double)format.rate_hz / AWE_RATE_HZ;
    format.max_frames = (uint64_t)((double)j->offline.max_frames * ratio) + 1;
    return !order->output || output_open(order->output, &format, order->overwrite, &j->output);
}

static offline_end run(job *j)
{
    uint32_t n_voices = j->s->sound.synth.n_voices;
    uint64_t most = j->offline.max_frames;
    uint64_t n_frames = j->length_frames < most ? j->length_frames : most;
    progress_start(&j->progress, j->order->progress, n_frames,
                   n_voices ? n_voices : AWE_DEFAULT_VOICES);
    offline_end end = offline_render(j->synth, j->song, &j->offline);
    if ((end == OFFLINE_WHOLE || end == OFFLINE_TOO_LONG) && j->converter &&
        !convert(j, NULL, 0, true)) {
        end = OFFLINE_STOPPED;
    }
    progress_end(&j->progress);
    return end;
}

void render_say_result(const render_order *order, const render_result *result)
{
    char length[32];
    const char *path = order->song;
    bool is_clipped = order->output && !sound_is_lossy(order->format.container) &&
                      order->format.encoding != SOUND_F32;
    value_format_time(length, sizeof length, result->n_frames / AWE_RATE_HZ);
    if (result->is_cut) {
        say_warning("%s: cut at %s, the longest allowed; --max-length sets it", path, length);
    }
    if (result->stats.peak > 1 && is_clipped) {
        say_warning("%s: peaks were clipped by up to %.1f dB; a lower --gain or --limiter on helps",
                    path, 20 * log10((double)result->stats.peak));
    }
    if (result->stats.n_lost_notes > 0) {
        say_detail("%s: %llu notes found nothing to play", path,
                   (unsigned long long)result->stats.n_lost_notes);
    }
    say_info("%s: %s rendered, %.0fx real time, at most %u voices", path, length,
             (double)result->n_frames / AWE_RATE_HZ / ((double)result->wall_ns * 1e-9),
             result->stats.n_peak_voices);
}

static exit_code find_failure(const job *j, offline_end end)
{
    if (signals_received()) {
        return EXIT_BY_SIGNAL;
    }
    if (banks_say_cut(j->banks)) {
        return EXIT_NONE_PLAYED;
    }
    if (end == OFFLINE_NO_MEM) {
        say_no_memory();
    }
    return end == OFFLINE_NO_MEM || end == OFFLINE_STOPPED ? EXIT_USAGE : EXIT_ALL_DONE;
}

static void fill_result(job *j, offline_end end)
{
    render_result *result = j->result;
    awe_synth_get_stats(j->synth, &result->stats);
    result->is_cut = end == OFFLINE_TOO_LONG;
    result->hash = j->hash ? hash_digest(j->hash) : 0;
    result->loudness_lufs = j->loudness ? loudness_integrated_lufs(j->loudness) : 0;
}

static exit_code render_song(job *j)
{
    uint64_t wall_ns = clock_now_ns(), cpu_ns = clock_cpu_ns();
    if (!set_up_song(j) || !open_output(j)) {
        return EXIT_USAGE;
    }
    offline_end end = run(j);
    exit_code code = find_failure(j, end);
    if (code != EXIT_ALL_DONE) {
        return code;
    }
    output *finished = j->output;
    j->output = NULL;
    bool ok = !finished || output_finish(finished);
    fill_result(j, end);
    j->result->wall_ns = clock_now_ns() - wall_ns;
    j->result->cpu_ns = clock_cpu_ns() - cpu_ns;
    return ok ? EXIT_ALL_DONE : EXIT_USAGE;
}

exit_code render_run(const settings *s, banks *b, const render_order *order, render_result *result)
{
    job *j = calloc(1, sizeof *j);
    if (!j) {
        say_no_memory();
        return EXIT_USAGE;
    }
    *result = (render_result){0};
    j->s = s;
    j->order = order;
    j->result = result;
    j->banks = b;
    exit_code code = set_up_converter(j) ? read_song(j) : EXIT_USAGE;
    if (code == EXIT_ALL_DONE) {
        code = make_synth(j) ? render_song(j) : EXIT_USAGE;
    }
    output_discard(j->output);
    resample_free(j->converter);
    hash_free(j->hash);
    loudness_free(j->loudness);
    awe_synth_free(j->synth);
    level_list_free(&j->levels);
    banks_pop_song(b);
    awe_song_free(j->song);
    free(j);
    return code;
}
