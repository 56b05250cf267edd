/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_series.h"

#include "app/say.h"
#include "app/signals.h"
#include "io/child.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORDS (2 * MAX_OPTION_USES)
#define COUNTED_S 2 /* sound under callgrind: so long less half of it leaves out the start */

/* The words of a command line. */
typedef struct words {
    const char *argv[MAX_WORDS + 1];
    size_t n;
    char text[16384];
    size_t size;
    bool is_full;
} words;

static void add(words *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(words *w, const char *format, ...)
{
    va_list arguments;
    size_t room = sizeof w->text - w->size;
    va_start(arguments, format);
    int length = vsnprintf(w->text + w->size, room, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= room || w->n == MAX_WORDS) {
        w->is_full = true;
        return;
    }
    w->argv[w->n++] = w->text + w->size;
    w->size += (size_t)length + 1;
}

static const char *get_name(const bench_work *work)
{
    return work->kind ? work->kind->name : work->song;
}

static void add_uses(words *w, const settings *s)
{
    for (size_t i = 0; i < s->uses.n; i++) {
        const option_use *use = &s->uses.items[i];
        if (strcmp(use->name, "buffer") == 0) {
            continue;
        }
        if (use->value) {
            add(w, "--%s=%s", use->name, use->value);
        } else {
            add(w, "--%s", use->name);
        }
    }
}

/* One run; behind the words that come before the program. */
static void add_run(words *w, const settings *s, const bench_work *work, const char *path)
{
    add(w, "%s", path);
    add(w, "bench");
    add(w, "--json");
    add(w, "--quiet");
    add(w, "--runs=1");
    add_uses(w, s);
    if (work->kind) {
        add(w, "--stress=%s", work->kind->name);
    }
}

static void add_song(words *w, const bench_work *work)
{
    if (work->song) {
        add(w, "--");
        add(w, "%s", work->song);
    }
}

/* Runs the words; NULL text: what is wrong has been said, unless it is a signal. */
static child_output run(const words *w, const char *path)
{
    io_error error;
    child_output out = {0};
    if (w->is_full) {
        say_error("%s: too many words for its command line", path);
    } else if (!child_run(w->argv, signals_received, &out, &error)) {
        say_error("%s: %s", path, error.text);
    } else if (out.exit_code != 0) {
        if (!signals_received()) {
            say_error("%s: its timing run ended with exit code %d", path, out.exit_code);
        }
        free(out.text);
        out.text = NULL;
    }
    return out;
}

static bool take(const child_output *out, bench_program *program)
{
    bench_error error;
    size_t n = program->list.n;
    bool is_read = bench_json_read(out->text, out->size, &program->list, &program->origin, &error);
    if (!is_read) {
        say_error("%s: its timing run: line %zu: %s", program->path, error.line, error.text);
    } else if (program->list.n == 0 && n == 0) {
        say_error("%s: its timing run told nothing", program->path);
        return false;
    }
    return is_read;
}

bool bench_series_run(const settings *s, const bench_work *work, bench_program *program)
{
    words w = {.n = 0};
    char sizes[16 * MAX_BLOCKS] = "";
    for (uint32_t i = 0; i < s->bench.n_blocks; i++) {
        size_t used = strlen(sizes);
        snprintf(sizes + used, sizeof sizes - used, "%s%" PRIu32, i > 0 ? "," : "",
                 s->bench.blocks[i]);
    }
    add_run(&w, s, work, program->path);
    add(&w, "--buffer=%s", sizes);
    add(&w, "--warmup=%" PRIu32, s->bench.n_warm_ups);
    if (s->bench.seconds > 0) {
        add(&w, "--seconds=%g", s->bench.seconds);
    }
    add_song(&w, work);
    child_output out = run(&w, program->path);
    bool ok = out.text && take(&out, program);
    free(out.text);
    return ok;
}

/* ---- instructions */

/* What callgrind says at its end. */
static bool find_collected(const char *text, double *out)
{
    static const char key[] = "Collected : ";
    const char *at = strstr(text, key);
    *out = at ? strtod(at + strlen(key), NULL) : 0;
    return *out > 0;
}

/* Instructions and units of work of a run of so many seconds under callgrind. NULL, or what is
   wrong. */
static const char *count(const settings *s, const bench_work *work, const char *path,
                         uint32_t seconds, double out[2])
{
    io_error error;
    child_output output;
    bench_program found = {.path = path};
    bench_error wrong;
    words w = {.n = 0};
    add(&w, "valgrind");
    add(&w, "--tool=callgrind");
    add(&w, "--callgrind-out-file=/dev/null");
    add(&w, "--log-fd=1");
    add_run(&w, s, work, path);
    add(&w, "--buffer=%" PRIu32, s->bench.blocks[0]);
    add(&w, "--warmup=0");
    add(&w, "--seconds=%" PRIu32, seconds * (work->kind ? work->kind->part : 1));
    add_song(&w, work);
    if (w.is_full || !child_run(w.argv, signals_received, &output, &error)) {
        return "valgrind cannot be started";
    }
    bool is_counted = output.exit_code == 0 && find_collected(output.text, &out[0]);
    char *first = strstr(output.text, "{\"schema\"");
    const char *end = first ? strchr(first, '\n') : NULL;
    bool is_read =
        end && bench_json_read(first, (size_t)(end - first), &found.list, &found.origin, &wrong) &&
        found.list.n == 1;
    if (is_read) {
        out[1] = (double)found.list.items[0].n_voice_frames;
    }
    bench_list_free(&found.list);
    free(output.text);
    return is_counted && is_read ? NULL : "valgrind cannot run the program";
}

static void note(bench_program *program, const bench_work *work, double value, const char *why)
{
    for (size_t i = 0; i < program->list.n; i++) {
        bench_case *item = &program->list.items[i];
        if (strcmp(item->workload, get_name(work)) == 0) {
            item->instructions = value;
            item->no_instructions = why;
        }
    }
}

bool bench_series_count(const settings *s, const bench_work *work, bench_program *program)
{
    double half[2];
    double whole[2];
    if (work->kind && work->kind->is_load) {
        note(program, work, -1, "not a matter of voice-frames");
        return true;
    }
    const char *why = count(s, work, program->path, COUNTED_S / 2, half);
    if (!why) {
        why = count(s, work, program->path, COUNTED_S, whole);
    }
    if (!why && whole[1] <= half[1]) {
        why = "the song is too short";
    }
    note(program, work, why ? -1 : (whole[0] - half[0]) / (whole[1] - half[1]), why);
    return !signals_received();
}
