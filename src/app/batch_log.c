/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/batch_log.h"

#include "app/json.h"
#include "app/say.h"
#include "app/sidecar.h"
#include "awe/status.h"
#include "io/file_map.h"
#include "io/hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SCHEMA 1
#define LOG_NAME "awe-render"

struct batch_log {
    char path[PATH_MAX]; /* "": there is no log */
    batch_proof *proofs; /* [n_proofs] ascending */
    size_t n_proofs, room;
};

/* ---- hashes */

static void print_hash(char *text, uint64_t digest)
{
    snprintf(text, BATCH_HASH_SIZE, "XXH3_%016llx", (unsigned long long)digest);
}

static bool add_file(hash *h, const char *path, io_error *error)
{
    file_map map;
    if (!file_map_open(&map, path, error)) {
        return false;
    }
    hash_update(h, map.data, map.size);
    bool ok = !file_map_is_cut(&map);
    file_map_close(&map);
    return ok;
}

static bool add_file_or_say(hash *h, const char *path)
{
    io_error error = {.text = "was cut short"};
    bool ok = add_file(h, path, &error);
    if (!ok) {
        say_error("%s: %s", path, error.text);
    }
    return ok;
}

/* Everything but the song that a bit of the output depends on. Pointers say nothing, and the size
   of blocks changes no sample. */
static void add_setup(hash *h, const settings *s, banks *b, const batch_item *item)
{
    awe_synth_config synth = s->sound.synth;
    render_settings wanted = s->render;
    bool by_name = wanted.container == SOUND_AUTO && item->output;
    render_settings heard = {
        .container = by_name ? sound_container_of_path(item->output) : wanted.container,
        .encoding = wanted.encoding,
        .tail = wanted.tail,
        .tail_s = wanted.tail_s,
        .max_length_s = wanted.max_length_s,
    };
    synth.allocator = NULL;
    synth.clock = (awe_clock){0};
    synth.theft = (awe_theft_listener){0};
    synth.cpu_features = 0;
    hash_update(h, awe_version(), strlen(awe_version()));
    hash_update(h, &synth, sizeof synth);
    hash_update(h, &heard, sizeof heard);
    hash_update(h, &s->song, sizeof s->song);
    hash_update(h, &item->transport, sizeof item->transport);
    hash_update(h, &s->rate_hz, sizeof s->rate_hz);
    hash_update(h, &s->sound.limiter, sizeof s->sound.limiter);
    hash_update(h, &s->sound.rules, sizeof s->sound.rules);
    hash_update(h, &s->sound.no_sidecar, sizeof s->sound.no_sidecar);
    hash_update(h, &s->sound.sidecar_bank, sizeof s->sound.sidecar_bank);
    if (wanted.levels) {
        io_error ignored; /* where it cannot be read nothing is rendered */
        add_file(h, wanted.levels, &ignored);
    }
    for (uint32_t i = 0; i < b->n; i++) {
        uint64_t bank = banks_hash(b, i);
        hash_update(h, &bank, sizeof bank);
        hash_update(h, &b->stack[i].offset, sizeof b->stack[i].offset);
    }
}

bool batch_log_hash_item(const settings *s, banks *b, const batch_item *item, batch_proof *proof)
{
    char sidecar[PATH_MAX];
    hash *song = hash_new(), *setup = hash_new();
    bool ok = song && setup && add_file_or_say(song, item->song);
    if (ok && !s->sound.no_sidecar && sidecar_find(item->song, sidecar, sizeof sidecar)) {
        ok = add_file_or_say(song, sidecar);
    }
    if (ok) {
        add_setup(setup, s, b, item);
        print_hash(proof->song, hash_digest(song));
        print_hash(proof->setup, hash_digest(setup));
    }
    hash_free(song);
    hash_free(setup);
    return ok;
}

bool batch_log_hash_output(const batch_item *item, batch_proof *proof)
{
    io_error error;
    hash *file = hash_new();
    bool ok = file && item->output && add_file(file, item->output, &error);
    if (ok) {
        print_hash(proof->file, hash_digest(file));
    }
    hash_free(file);
    return ok;
}

/* ---- reading */

/* Any other text proves nothing. */
static bool copy_hash(const struct json_t *object, const char *name, char *out)
{
    const char *text = json_get_text(object, name);
    bool ok = text && strlen(text) == BATCH_HASH_SIZE - 1 && strncmp(text, "XXH3_", 5) == 0 &&
              strspn(text + 5, "0123456789abcdef") == BATCH_HASH_SIZE - 6;
    memcpy(out, ok ? text : "", ok ? BATCH_HASH_SIZE : 1);
    return ok;
}

bool batch_log_read_line(const char *line, size_t line_size, batch_proof *proof)
{
    struct json_t *object = json_read(line, line_size);
    bool ok = object && copy_hash(object, "song_hash", proof->song) &&
              copy_hash(object, "setup_hash", proof->setup) &&
              copy_hash(object, "file_hash", proof->file);
    json_release(object);
    return ok;
}

static bool keep(batch_log *log, const batch_proof *proof)
{
    if (log->n_proofs == log->room) {
        size_t room = log->room ? 2 * log->room : 256;
        batch_proof *proofs = realloc(log->proofs, room * sizeof *proofs);
        if (!proofs) {
            return false;
        }
        log->proofs = proofs;
        log->room = room;
    }
    log->proofs[log->n_proofs++] = *proof;
    return true;
}

/* What is no whole line was being written when its program was ended. */
static void read_log(batch_log *log, const char *path)
{
    batch_proof proof;
    file_map map;
    io_error error;
    if (!file_map_open(&map, path, &error)) {
        return;
    }
    const char *at = map.data, *end = at + map.size;
    for (const char *stop; (stop = memchr(at, '\n', (size_t)(end - at))); at = stop + 1) {
        if (batch_log_read_line(at, (size_t)(stop - at), &proof)) {
            keep(log, &proof);
        }
    }
    file_map_close(&map);
}

static int compare_proofs(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(batch_proof));
}

static void read_logs(batch_log *log, const char *folder)
{
    char path[PATH_MAX];
    DIR *listing = opendir(folder);
    for (struct dirent *file; listing && (file = readdir(listing)) != NULL;) {
        int n = snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
        if (fnmatch(LOG_NAME "*.jsonl", file->d_name, 0) == 0 && n < (int)sizeof path) {
            read_log(log, path);
        }
    }
    if (listing) {
        closedir(listing);
    }
    if (log->n_proofs > 0) {
        qsort(log->proofs, log->n_proofs, sizeof *log->proofs, compare_proofs);
    }
}

bool batch_log_has(const batch_log *log, const batch_item *item, batch_proof *proof)
{
    return log->n_proofs > 0 && batch_log_hash_output(item, proof) &&
           bsearch(proof, log->proofs, log->n_proofs, sizeof *proof, compare_proofs);
}

/* ---- writing */

static double decibels(float level)
{
    return level > 0 ? 20 * log10((double)level) : NAN;
}

static void put_result(struct json_t *line, const batch_report *report)
{
    const render_result *result = report->result;
    char digest[BATCH_HASH_SIZE];
    print_hash(digest, result->hash);
    json_put_text(line, "hash", digest);
    json_put_number(line, "seconds", (double)result->n_output_frames / report->rate_hz);
    json_put_number(line, "frames", (double)result->n_output_frames);
    json_put_number(line, "rate", report->rate_hz);
    json_put_number(line, "peak_db", decibels(result->peak));
    json_put_number(line, "loudness_lufs", result->loudness_lufs);
    json_put_number(line, "wall_seconds", (double)result->wall_ns * 1e-9);
    json_put_number(line, "cpu_seconds", (double)result->cpu_ns * 1e-9);
    json_put_number(line, "voices", result->stats.n_peak_voices);
    json_put_number(line, "notes", (double)result->stats.n_notes);
    json_put_number(line, "lost_notes", (double)result->stats.n_lost_notes);
    json_put_number(line, "stolen_voices", (double)result->stats.n_stolen);
    json_put_flag(line, "cut", result->is_cut);
}

static char *format(const batch_report *report)
{
    static const char *const states[] = {"done", "kept", "failed"};
    struct json_t *line = json_begin();
    json_put_number(line, "schema", SCHEMA);
    json_put_text(line, "song", report->item->song);
    if (report->item->output) {
        json_put_text(line, "output", report->item->output);
    }
    json_put_text(line, "state", states[report->state]);
    if (report->state == BATCH_DONE) {
        put_result(line, report);
    }
    if (report->state != BATCH_FAILED) {
        json_put_text(line, "song_hash", report->proof->song);
        json_put_text(line, "setup_hash", report->proof->setup);
    }
    if (report->state != BATCH_FAILED && report->item->output) {
        json_put_text(line, "file_hash", report->proof->file);
    }
    for (uint32_t i = 0; i < report->n_warnings; i++) {
        json_add_text(line, "warnings", report->warnings[i]);
    }
    if (report->error) {
        json_put_text(line, "error", report->error);
    }
    return json_end(line);
}

static bool write_all(int fd, const char *text, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, text, size);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        text += n > 0 ? n : 0;
        size -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* Until no other process writes there. On file systems without locks nobody waits. */
static void lock(int fd)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    while (fcntl(fd, F_SETLKW, &whole) != 0 && errno == EINTR) {
    }
}

static void unlock(int fd)
{
    struct flock whole = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
    fcntl(fd, F_SETLK, &whole);
}

/* A line that was cut off by the end of its program stays alone on its line. */
static bool append(const char *path, const char *text, size_t size)
{
    char last = '\n';
    int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        return false;
    }
    lock(fd);
    off_t end = lseek(fd, 0, SEEK_END);
    bool ok = (end == 0 || pread(fd, &last, 1, end - 1) == 1) &&
              (last == '\n' || write_all(fd, "\n", 1)) && write_all(fd, text, size);
    return close(fd) == 0 && ok; /* and unlocked */
}

/* Pipes take longer lines in pieces. */
static bool print(const char *text, size_t size)
{
    lock(STDOUT_FILENO);
    bool ok = write_all(STDOUT_FILENO, text, size);
    unlock(STDOUT_FILENO);
    return ok;
}

static bool write_line(const char *path, const char *text, size_t size)
{
    bool is_logged = !path[0] || append(path, text, size);
    if (!is_logged) {
        say_error("%s: %s", path, strerror(errno));
    }
    bool is_printed = print(text, size);
    if (!is_printed && errno != EPIPE) {
        say_error("standard output: %s", strerror(errno));
    }
    return is_logged && is_printed;
}

bool batch_log_tell(batch_log *log, const batch_report *report)
{
    char *text = format(report);
    if (!text) {
        say_error("out of memory");
        return false;
    }
    size_t size = strlen(text);
    text[size] = '\n'; /* in the place of the 0 */
    bool ok = write_line(log->path, text, size + 1);
    free(text);
    return ok;
}

/* ---- */

batch_log *batch_log_open(const settings *s)
{
    const render_settings *wanted = &s->render;
    batch_log *log = calloc(1, sizeof *log);
    if (!log) {
        say_error("out of memory");
        return NULL;
    }
    if (wanted->output && wanted->n_shards > 0) {
        snprintf(log->path, sizeof log->path, "%s/" LOG_NAME "-%u-of-%u.jsonl", wanted->output,
                 wanted->shard, wanted->n_shards);
    } else if (wanted->output) {
        snprintf(log->path, sizeof log->path, "%s/" LOG_NAME ".jsonl", wanted->output);
    }
    if (wanted->output && wanted->resume) {
        read_logs(log, wanted->output);
    }
    return log;
}

void batch_log_close(batch_log *log)
{
    free(log ? log->proofs : NULL);
    free(log);
}
