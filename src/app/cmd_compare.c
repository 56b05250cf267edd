/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* `compare`: two sound files, or two lists of hashes as `render --hash` prints them. */

#include "app/cmd.h"
#include "app/hash_list.h"
#include "app/json.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/sound_align.h"
#include "app/sound_compare.h"
#include "io/sound_file.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define CHUNK_FRAMES 4096
#define MAX_CHANNELS 64
#define ONSET 1e-3 /* where a sound begins: -60 dB */

/* One of the two. */
typedef struct side {
    const char *path;
    sound_reader *reader;
    sound_facts facts;
    double *frames; /* [CHUNK_FRAMES][n_channels] */
    bool is_at_end;
} side;

typedef struct comparison {
    const comparison_settings *settings;
    side sides[2];
    sound_compare result;
    int32_t offset; /* of the second, in frames */
    bool json;
} comparison;

static bool open_side(side *s)
{
    io_error error;
    if (!sound_reader_open(s->path, &s->reader, &s->facts, &error)) {
        say_error("%s: %s", s->path, error.text);
        return false;
    }
    if (s->facts.n_channels > MAX_CHANNELS) {
        say_error("%s: more than %d channels", s->path, MAX_CHANNELS);
        return false;
    }
    s->frames = malloc(CHUNK_FRAMES * s->facts.n_channels * sizeof *s->frames);
    if (!s->frames) {
        say_no_memory();
    }
    return s->frames;
}

static void close_side(side *s)
{
    sound_reader_close(s->reader);
    free(s->frames);
}

/* The next whole chunk; a part of it may be silence that the file has not. NULL: past its end. */
static const double *read_chunk(side *s)
{
    size_t n = s->is_at_end ? 0 : sound_reader_read(s->reader, s->frames, CHUNK_FRAMES);
    s->is_at_end = n < CHUNK_FRAMES;
    for (size_t i = n * s->facts.n_channels; i < CHUNK_FRAMES * s->facts.n_channels; i++) {
        s->frames[i] = 0;
    }
    return n > 0 ? s->frames : NULL;
}

/* ---- which frame of the one stands for which of the other */

static double mix(const side *s, size_t frame)
{
    double sum = 0;
    for (uint32_t i = 0; i < s->facts.n_channels; i++) {
        sum += s->frames[frame * s->facts.n_channels + i];
    }
    return sum;
}

static uint64_t find_onset(side *s)
{
    uint64_t at = 0;
    s->is_at_end = false;
    sound_reader_seek(s->reader, 0);
    while (read_chunk(s)) {
        for (size_t i = 0; i < CHUNK_FRAMES; i++) {
            if (fabs(mix(s, i)) > ONSET) {
                return at + i;
            }
        }
        at += CHUNK_FRAMES;
    }
    return 0;
}

/* Mixes `n` frames from `start` on into one channel; what the file has not is silence. */
static void read_mix(side *s, int64_t start, size_t n, double *out)
{
    size_t done = 0;
    for (; done < n && start + (int64_t)done < 0; done++) {
        out[done] = 0;
    }
    s->is_at_end = !sound_reader_seek(s->reader, (uint64_t)(start + (int64_t)done));
    while (done < n) {
        const double *chunk = read_chunk(s);
        for (size_t i = 0; i < CHUNK_FRAMES && done < n; i++) {
            out[done++] = chunk ? mix(s, i) : 0;
        }
    }
}

static bool align(comparison *c)
{
    uint32_t most = c->settings->max_offset;
    double *a = calloc(ALIGN_FRAMES, sizeof *a);
    double *b = calloc(ALIGN_FRAMES + 2 * (size_t)most, sizeof *b);
    if (a && b) {
        int64_t onset = (int64_t)find_onset(&c->sides[0]);
        read_mix(&c->sides[0], onset, ALIGN_FRAMES, a);
        read_mix(&c->sides[1], onset - most, ALIGN_FRAMES + 2 * (size_t)most, b);
        c->offset = sound_align_find(a, b, most);
    } else {
        say_no_memory();
    }
    free(a);
    free(b);
    return a && b;
}

/* ---- the comparison itself */

static uint64_t skipped(const comparison *c, int which)
{
    int64_t offset = which == 1 ? c->offset : -(int64_t)c->offset;
    return offset > 0 ? (uint64_t)offset : 0;
}

/* What is left of a side behind the frames that the other one has not. */
static uint64_t count_frames(const comparison *c, int which)
{
    uint64_t n = c->sides[which].facts.n_frames;
    uint64_t n_skipped = skipped(c, which);
    return n > n_skipped ? n - n_skipped : 0;
}

static uint64_t count_longest(const comparison *c)
{
    uint64_t a = count_frames(c, 0);
    uint64_t b = count_frames(c, 1);
    return a > b ? a : b;
}

static void run(comparison *c)
{
    const sound_facts *facts = &c->sides[0].facts;
    sound_compare *result = &c->result;
    uint64_t n_frames = count_longest(c);
    for (int i = 0; i < 2; i++) {
        c->sides[i].is_at_end = !sound_reader_seek(c->sides[i].reader, skipped(c, i));
    }
    sound_compare_start(result, facts->n_channels, facts->rate_hz, c->settings->max_diff);
    while (result->n_frames < n_frames && !signals_received()) {
        uint64_t left = n_frames - result->n_frames;
        const double *a = read_chunk(&c->sides[0]);
        const double *b = read_chunk(&c->sides[1]);
        sound_compare_take(result, a, b, left < CHUNK_FRAMES ? (size_t)left : CHUNK_FRAMES);
    }
    sound_compare_finish(result);
}

static bool is_equal(const comparison *c)
{
    return c->result.first == UINT64_MAX && c->offset == 0 &&
           c->sides[0].facts.n_frames == c->sides[1].facts.n_frames;
}

static bool is_inaudible(const comparison *c)
{
    return c->result.first_heard == UINT64_MAX;
}

static const char *find_verdict(const comparison *c)
{
    return is_equal(c) ? "equal" : is_inaudible(c) ? "inaudible" : "different";
}

static double seconds(const comparison *c, uint64_t frame)
{
    return (double)frame / c->sides[0].facts.rate_hz;
}

static void print_text(const comparison *c)
{
    const sound_compare *r = &c->result;
    int64_t longer = (int64_t)count_frames(c, 1) - (int64_t)count_frames(c, 0);
    printf("%s\n", find_verdict(c));
    if (c->offset != 0) {
        printf("the second begins %" PRId32 " frames %s\n", c->offset < 0 ? -c->offset : c->offset,
               c->offset < 0 ? "earlier" : "later");
    }
    if (longer != 0) {
        printf("the second is %" PRId64 " frames %s\n", longer < 0 ? -longer : longer,
               longer < 0 ? "shorter" : "longer");
    }
    if (r->first == UINT64_MAX) {
        return;
    }
    printf("first difference   frame %" PRIu64 ", %.3f s\n", r->first, seconds(c, r->first));
    if (r->first_heard != UINT64_MAX) {
        printf("first above limit  frame %" PRIu64 ", %.3f s\n", r->first_heard,
               seconds(c, r->first_heard));
    }
    printf("largest            %.1f dB\n", sound_compare_db(r->largest));
    printf("worst 50 ms        %.1f dB, from %.3f s\n", sound_compare_db(r->worst_rms),
           seconds(c, r->worst_frame));
    printf("level              %.2f dB and %.2f dB\n", sound_compare_db(sound_compare_level(r, 0)),
           sound_compare_db(sound_compare_level(r, 1)));
}

static void put_db(struct json_t *line, const char *name, double value)
{
    double db = sound_compare_db(value);
    if (isfinite(db)) {
        json_put_number(line, name, db);
    } else {
        json_put_null(line, name);
    }
}

static void put_frame(struct json_t *line, const char *name, uint64_t frame)
{
    if (frame == UINT64_MAX) {
        json_put_null(line, name);
    } else {
        json_put_number(line, name, (double)frame);
    }
}

static bool print_json(const comparison *c)
{
    const sound_compare *r = &c->result;
    struct json_t *line = json_begin();
    json_put_number(line, "schema", 1);
    json_put_text(line, "verdict", find_verdict(c));
    json_put_number(line, "rate_hz", c->sides[0].facts.rate_hz);
    json_add_number(line, "frames", (double)c->sides[0].facts.n_frames);
    json_add_number(line, "frames", (double)c->sides[1].facts.n_frames);
    json_put_number(line, "offset_frames", c->offset);
    put_frame(line, "first_frame", r->first);
    put_frame(line, "first_frame_above_limit", r->first_heard);
    put_db(line, "largest_db", r->largest);
    put_db(line, "worst_db", r->worst_rms);
    put_frame(line, "worst_frame", r->first == UINT64_MAX ? UINT64_MAX : r->worst_frame);
    put_db(line, "level_a_db", sound_compare_level(r, 0));
    put_db(line, "level_b_db", sound_compare_level(r, 1));
    char *text = json_end(line);
    bool ok = text && puts(text) != EOF;
    free(text);
    return ok;
}

static exit_code tell(const comparison *c)
{
    if (signals_received()) {
        return EXIT_BY_SIGNAL;
    }
    if (c->json && !print_json(c)) {
        return EXIT_USAGE;
    }
    if (!c->json) {
        print_text(c);
    }
    return is_inaudible(c) ? EXIT_ALL_DONE : EXIT_GATE_FAILED;
}

static exit_code compare(comparison *c)
{
    const sound_facts *a = &c->sides[0].facts, *b = &c->sides[1].facts;
    if (!open_side(&c->sides[0]) || !open_side(&c->sides[1])) {
        return EXIT_NONE_PLAYED;
    }
    if (a->rate_hz != b->rate_hz || a->n_channels != b->n_channels) {
        say_error("%s has %" PRIu32 " channels at %" PRIu32 " Hz, %s %" PRIu32 " at %" PRIu32 " Hz",
                  c->sides[0].path, a->n_channels, a->rate_hz, c->sides[1].path, b->n_channels,
                  b->rate_hz);
        return EXIT_GATE_FAILED;
    }
    if (c->settings->max_offset > 0 && !align(c)) {
        return EXIT_USAGE;
    }
    run(c);
    return tell(c);
}

exit_code cmd_compare(const settings *s)
{
    if (s->n_files != 2) {
        say_error("compare takes two files");
        return EXIT_USAGE;
    }
    if (hash_list_is(s->files[0]) && hash_list_is(s->files[1])) {
        return hash_list_compare(s->files[0], s->files[1], s->json);
    }
    comparison c = {.settings = &s->comparison, .json = s->json};
    c.sides[0].path = s->files[0];
    c.sides[1].path = s->files[1];
    exit_code code = compare(&c);
    close_side(&c.sides[0]);
    close_side(&c.sides[1]);
    return code;
}
