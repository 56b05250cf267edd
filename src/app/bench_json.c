/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_json.h"

#include "app/json.h"
#include "awe/rate.h"
#include "awe/status.h"
#include "io/machine.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_STORED 4096 /* bytes of a histogram */
#define MAX_NS 1e15     /* eleven days */
#define MAX_COUNT 9e15  /* whole numbers that JSON keeps */

void bench_origin_find(bench_origin *out)
{
    machine m;
    *out = (bench_origin){0};
    machine_read("", &m);
    if (m.cpu.model[0] != '\0') {
        snprintf(out->machine, sizeof out->machine, "%s x %" PRIu64, m.cpu.model, m.cpu.n_online);
    }
    snprintf(out->version, sizeof out->version, "%s", awe_version());
}

/* ---- writing */

static void put_known(struct json_t *line, const char *name, double value)
{
    if (value >= 0) {
        json_put_number(line, name, value);
    } else {
        json_put_null(line, name);
    }
}

static void put_stages(struct json_t *line, const bench_case *item)
{
    for (int i = 0; i < BENCH_N_STAGES; i++) {
        char name[32];
        snprintf(name, sizeof name, "stage_percent.%s", bench_stage_name((bench_stage)i));
        put_known(line, name, 100 * item->stages[i]);
    }
}

/* Of the deadline. */
static void put_shares(struct json_t *line, const bench_case *item)
{
    put_known(line, "share_percent.p50", bench_share(item, 500));
    put_known(line, "share_percent.p99", bench_share(item, 990));
    put_known(line, "share_percent.p999", bench_share(item, 999));
    put_known(line, "share_percent.max", bench_share(item, 1000));
}

static void put_histogram(struct json_t *line, const awe_histogram *histogram)
{
    uint8_t bytes[MAX_STORED];
    char text[2 * MAX_STORED + 1] = "";
    size_t n = awe_histogram_store(histogram, bytes, sizeof bytes);
    for (size_t i = 0; i < n; i++) {
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    }
    json_put_text(line, "busy", text);
    json_put_number(line, "busy_max_ns", histogram->max);
}

static void put_memory(struct json_t *line, const bench_memory *memory)
{
    json_put_number(line, "memory.bank_bytes", (double)memory->bank_bytes);
    json_put_number(line, "memory.song_bytes", (double)memory->song_bytes);
    json_put_number(line, "memory.synth_bytes", (double)memory->synth_bytes);
    json_put_number(line, "memory.peak_bytes", (double)memory->peak_bytes);
}

static void put_figures(struct json_t *line, const bench_case *item)
{
    json_put_text(line, "kernel", item->kernel);
    json_put_number(line, "sound_seconds", (double)item->n_frames / AWE_RATE_HZ);
    json_put_number(line, "wall_seconds", bench_wall_ns(item) * 1e-9);
    json_put_number(line, "cpu_seconds", bench_cpu_ns(item) * 1e-9);
    json_put_number(line, "frames", (double)item->n_frames);
    json_put_number(line, "voice_frames", (double)item->n_voice_frames);
    json_put_number(line, "loads", item->n_loads);
    json_put_number(line, "peak_voices", item->n_peak_voices);
    if (item->n_loads > 0) {
        json_put_null(line, "ns_per_voice_frame");
        json_put_number(line, "ns_per_load", bench_unit_ns(item));
    } else {
        json_put_number(line, "real_time_factor", bench_speed(item));
        json_put_number(line, "ns_per_voice_frame", bench_unit_ns(item));
    }
    put_known(line, "instructions_per_voice_frame", item->instructions);
    if (item->no_instructions) {
        json_put_text(line, "why.instructions_per_voice_frame", item->no_instructions);
    }
}

char *bench_json_write(const bench_case *item, const bench_origin *origin)
{
    char hash[17];
    struct json_t *line = json_begin();
    snprintf(hash, sizeof hash, "%016" PRIx64, item->hash);
    json_put_number(line, "schema", 1);
    json_put_text(line, "workload", item->workload);
    json_put_number(line, "block_frames", item->block_frames);
    put_figures(line, item);
    put_stages(line, item);
    put_shares(line, item);
    put_memory(line, &item->memory);
    json_put_text(line, "xxh3", hash);
    put_histogram(line, &item->busy);
    for (uint32_t i = 0; i < item->n_runs; i++) {
        json_add_number(line, "runs_cpu_ns", item->cpu_ns[i]);
        json_add_number(line, "runs_wall_ns", item->wall_ns[i]);
    }
    json_put_text(line, "machine", origin->machine);
    json_put_text(line, "version", origin->version);
    return json_end(line);
}

static void put_finite(struct json_t *line, const char *name, double value)
{
    if (isfinite(value)) {
        json_put_number(line, name, value);
    } else {
        json_put_null(line, name);
    }
}

char *bench_json_write_verdict(const bench_verdict *v)
{
    struct json_t *line = json_begin();
    json_put_number(line, "schema", 1);
    json_put_text(line, "of", v->candidate->workload);
    json_put_number(line, "block_frames", v->candidate->block_frames);
    json_put_text(line, "verdict", v->void_reason ? "void" : awe_verdict_name(v->verdict));
    if (v->void_reason) {
        json_put_text(line, "why", v->void_reason);
    } else {
        json_put_number(line, "before_ns", bench_unit_ns(v->base));
        json_put_number(line, "now_ns", bench_unit_ns(v->candidate));
        json_put_number(line, "change_percent.median", 100 * (v->compared.ratio - 1));
        put_finite(line, "change_percent.low", 100 * (v->compared.low - 1));
        put_finite(line, "change_percent.high", 100 * (v->compared.high - 1));
        json_put_number(line, "p", v->compared.p);
        json_put_number(line, "margin_percent", 100 * v->margin);
    }
    put_finite(line, "instructions_percent", v->instructions_percent);
    if (v->has_tail) {
        json_put_number(line, "p999_ratio.median", v->tail.ratio);
        json_put_number(line, "p999_ratio.low", v->tail.low);
        json_put_number(line, "p999_ratio.high", v->tail.high);
    }
    json_put_number(line, "spread_percent", 100 * v->spread);
    return json_end(line);
}

/* ---- reading: NULL, or what is wrong */

static bool read_whole(const struct json_t *line, const char *name, double most, double *out)
{
    return json_get_number(line, name, out) && *out >= 0 && *out <= most &&
           *out == (double)(uint64_t)*out;
}

static bool read_count(const struct json_t *line, const char *name, uint64_t *out)
{
    double value;
    bool ok = read_whole(line, name, MAX_COUNT, &value);
    *out = ok ? (uint64_t)value : 0;
    return ok;
}

static bool read_u32(const struct json_t *line, const char *name, uint32_t *out)
{
    double value;
    bool ok = read_whole(line, name, UINT32_MAX, &value);
    *out = ok ? (uint32_t)value : 0;
    return ok;
}

static double read_known(const struct json_t *line, const char *name, double factor)
{
    double value;
    return json_get_number(line, name, &value) && value >= 0 ? value * factor : -1;
}

static bool read_hex(const char *text, size_t n, uint8_t *out)
{
    for (size_t i = 0; i < n; i++) {
        char pair[3] = {text[2 * i], text[2 * i + 1], '\0'};
        if (strspn(pair, "0123456789abcdef") != 2) {
            return false;
        }
        out[i] = (uint8_t)strtoul(pair, NULL, 16);
    }
    return true;
}

static const char *read_hash(const struct json_t *line, bench_case *item)
{
    uint8_t bytes[8];
    const char *text = json_get_text(line, "xxh3");
    if (!text || strlen(text) != 2 * sizeof bytes || !read_hex(text, sizeof bytes, bytes)) {
        return "no \"xxh3\", 16 digits";
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        item->hash = item->hash << 8 | bytes[i];
    }
    return NULL;
}

/* No buffer is timed where a bank is loaded. */
static const char *read_histogram(const struct json_t *line, awe_histogram *out)
{
    uint8_t bytes[MAX_STORED];
    const char *text = json_get_text(line, "busy");
    size_t length = text ? strlen(text) : 1;
    awe_histogram_clear(out);
    if (length == 0) {
        return NULL;
    }
    bool is_read = length % 2 == 0 && length / 2 <= sizeof bytes &&
                   read_hex(text, length / 2, bytes) && awe_histogram_load(out, bytes, length / 2);
    if (!is_read || !read_u32(line, "busy_max_ns", &out->max)) {
        return "no \"busy\", a distribution, with \"busy_max_ns\"";
    }
    return NULL;
}

static const char *read_runs(const struct json_t *line, bench_case *item)
{
    double cpu_ns;
    double wall_ns;
    while (json_get_item_number(line, "runs_cpu_ns", item->n_runs, &cpu_ns)) {
        if (item->n_runs == BENCH_MAX_RUNS) {
            return "more runs than there is room for";
        }
        bool has_wall = json_get_item_number(line, "runs_wall_ns", item->n_runs, &wall_ns);
        if (!(cpu_ns > 0 && cpu_ns <= MAX_NS) || !has_wall || !(wall_ns > 0 && wall_ns <= MAX_NS)) {
            return "\"runs_cpu_ns\" and \"runs_wall_ns\" are not times";
        }
        item->cpu_ns[item->n_runs] = cpu_ns;
        item->wall_ns[item->n_runs++] = wall_ns;
    }
    return item->n_runs > 0 ? NULL : "no \"runs_cpu_ns\", a list of times";
}

static const char *read_figures(const struct json_t *line, bench_case *item)
{
    const char *kernel = json_get_text(line, "kernel");
    snprintf(item->kernel, sizeof item->kernel, "%s", kernel ? kernel : "");
    bool ok = read_count(line, "frames", &item->n_frames) &&
              read_count(line, "voice_frames", &item->n_voice_frames) &&
              read_u32(line, "loads", &item->n_loads) &&
              read_u32(line, "peak_voices", &item->n_peak_voices) &&
              read_count(line, "memory.bank_bytes", &item->memory.bank_bytes) &&
              read_count(line, "memory.song_bytes", &item->memory.song_bytes) &&
              read_count(line, "memory.synth_bytes", &item->memory.synth_bytes) &&
              read_count(line, "memory.peak_bytes", &item->memory.peak_bytes);
    for (int i = 0; i < BENCH_N_STAGES; i++) {
        char name[32];
        snprintf(name, sizeof name, "stage_percent.%s", bench_stage_name((bench_stage)i));
        item->stages[i] = read_known(line, name, 0.01);
    }
    item->instructions = read_known(line, "instructions_per_voice_frame", 1);
    return ok ? NULL : "a count of frames, voices or bytes is missing or wrong";
}

static const char *read_case(const struct json_t *line, bench_case *item, bench_origin *origin)
{
    const char *name = json_get_text(line, "workload");
    *item = (bench_case){0};
    if (strlen(name) >= sizeof item->workload) {
        return "the name of its workload is too long";
    }
    snprintf(item->workload, sizeof item->workload, "%s", name);
    if (!read_u32(line, "block_frames", &item->block_frames) || item->block_frames == 0) {
        return "no \"block_frames\"";
    }
    const char *wrong = read_figures(line, item);
    wrong = wrong ? wrong : read_hash(line, item);
    wrong = wrong ? wrong : read_histogram(line, &item->busy);
    wrong = wrong ? wrong : read_runs(line, item);
    const char *machine_name = json_get_text(line, "machine");
    const char *version = json_get_text(line, "version");
    snprintf(origin->machine, sizeof origin->machine, "%s", machine_name ? machine_name : "");
    snprintf(origin->version, sizeof origin->version, "%s", version ? version : "");
    return wrong;
}

static const char *take_line(const char *text, size_t size, bench_list *list, bench_origin *origin)
{
    static const char blanks[] = " \t\r";
    bench_case item;
    const char *wrong = NULL;
    while (size > 0 && strchr(blanks, text[size - 1]) && text[size - 1]) {
        size--;
    }
    if (size == 0) {
        return NULL;
    }
    struct json_t *line = json_read(text, size);
    if (!line) {
        return "not a JSON object";
    }
    if (json_get_text(line, "workload")) {
        wrong = read_case(line, &item, origin);
        wrong = wrong || bench_list_add(list, &item)
                    ? wrong
                    : "runs of one workload that do not sound alike, or too many";
    }
    json_release(line);
    return wrong;
}

bool bench_json_read(const char *text, size_t size, bench_list *list, bench_origin *origin,
                     bench_error *error)
{
    *error = (bench_error){0};
    *origin = (bench_origin){0};
    for (size_t at = 0; at < size && !error->text;) {
        const char *newline = memchr(text + at, '\n', size - at);
        size_t length = newline ? (size_t)(newline - (text + at)) : size - at;
        error->line++;
        error->text = take_line(text + at, length, list, origin);
        at += length + 1;
    }
    return !error->text;
}
