/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/dump.h"

#include "app/dump_text.h"
#include "app/memory_tags.h"
#include "app/new_file.h"
#include "app/own_folder.h"
#include "app/say.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define STEP_RECORDS 2048 /* 3 ms of writing, 7 of a trace */
#define XRUN_PAST_NS 30000000000u
#define XRUN_PAUSE_NS 60000000000u
#define MAX_XRUN_DUMPS 5
#define MAX_KEPT 20 /* files in the folder, of all sessions */
#define NAME "black-box-"

struct dump {
    dump_config config;
    const awe_black_box *box;
    new_file file;
    char path[PATH_MAX];
    dump_text text; /* `file` NULL: nothing is being written */
    uint64_t next;  /* record of the box, counted from the first ever taken */
    uint64_t end;
    uint64_t xrun_ns; /* of the last dump of lost sound */
    uint32_t n_xruns;
    uint32_t n_files;
};

dump *dump_new(const dump_config *config, const awe_black_box *box)
{
    dump *d = memory_tags_new(MEMORY_MONITOR, sizeof *d);
    if (d) {
        d->config = *config;
        d->box = box;
        d->file.fd = -1;
    }
    return d;
}

/* ---- files */

static int is_dump(const struct dirent *entry)
{
    return strncmp(entry->d_name, NAME, sizeof NAME - 1) == 0;
}

/* Removes the oldest files of the folder: their names begin with their times. */
static void remove_oldest(const char *folder)
{
    struct dirent **entries;
    char path[PATH_MAX];
    int n = scandir(folder, &entries, is_dump, alphasort);
    for (int i = 0; i < n; i++) {
        if (i < n - MAX_KEPT &&
            snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name) < (int)sizeof path) {
            unlink(path);
        }
        free(entries[i]);
    }
    if (n >= 0) {
        free(entries);
    }
}

static bool find_folder(const dump *d, char *folder, size_t size)
{
    if (!d->config.folder) {
        return own_folder_make(OWN_STATE, folder, size);
    }
    return snprintf(folder, size, "%s", d->config.folder) < (int)size;
}

static bool name_file(dump *d, const struct tm *now)
{
    char folder[PATH_MAX - 100];
    char when[32];
    if (!find_folder(d, folder, sizeof folder)) {
        return false;
    }
    strftime(when, sizeof when, "%Y%m%dT%H%M%SZ", now);
    snprintf(d->path, sizeof d->path, "%s/" NAME "%s-%d-%u.%s", folder, when, (int)getpid(),
             d->n_files + 1, d->config.format == DUMP_TRACE ? "json" : "jsonl");
    return true;
}

static bool open_file(dump *d)
{
    if (!new_file_create(&d->file, d->path, false)) {
        return false;
    }
    int fd = dup(d->file.fd);
    d->text.file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!d->text.file) {
        say_error("%s: %s", d->path, strerror(errno));
        new_file_discard(&d->file);
    }
    return d->text.file != NULL;
}

/* Ends the file; a part of one is removed. */
static void close_file(dump *d)
{
    char folder[PATH_MAX];
    bool is_whole = fflush(d->text.file) == 0 && !ferror(d->text.file);
    int reason = errno;
    fclose(d->text.file);
    d->text.file = NULL;
    if (!is_whole) {
        say_error("%s: %s", d->path, strerror(reason));
        new_file_discard(&d->file);
        return;
    }
    if (new_file_finish(&d->file)) {
        d->n_files++;
        if (d->n_files == 1) {
            say_info("black box: %s", d->path);
        } else {
            say_detail("black box: %s", d->path);
        }
        snprintf(folder, sizeof folder, "%s", d->path);
        *strrchr(folder, '/') = '\0';
        remove_oldest(folder);
    }
}

/* ---- dumping */

/* Lost sound that goes on must not fill the disk. */
static bool is_wished(const dump *d, dump_reason reason, uint64_t now_ns)
{
    if (!(d->config.when & reason) || d->text.file || d->box->n_taken == 0) {
        return false;
    }
    return reason != DUMP_ON_XRUN || d->n_xruns == 0 ||
           (d->n_xruns < MAX_XRUN_DUMPS && now_ns - d->xrun_ns >= XRUN_PAUSE_NS);
}

/* What of the box is to be written. */
static void choose(dump *d, dump_reason reason, uint64_t now_ns)
{
    size_t first = 0;
    if (reason == DUMP_ON_XRUN) {
        first = awe_black_box_since(d->box, XRUN_PAST_NS);
        d->n_xruns++;
        d->xrun_ns = now_ns;
    }
    d->end = d->box->n_taken;
    d->next = d->end - awe_black_box_count(d->box) + first;
}

bool dump_ask(dump *d, const dump_head *head, uint64_t now_ns)
{
    char when[32];
    struct tm now;
    time_t seconds = time(NULL);
    if (!is_wished(d, head->reason, now_ns)) {
        return false;
    }
    gmtime_r(&seconds, &now);
    choose(d, head->reason, now_ns);
    if (!name_file(d, &now) || !open_file(d)) {
        return false;
    }
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &now);
    d->text = (dump_text){.file = d->text.file, .format = d->config.format, .pid = (int)getpid()};
    dump_text_begin(&d->text, head, when, (size_t)(d->end - d->next));
    dump_look(d);
    return true;
}

/* The box goes on: what it has forgotten meanwhile is left out. */
static void write_some(dump *d, uint64_t n)
{
    uint64_t oldest = d->box->n_taken - awe_black_box_count(d->box);
    uint64_t stop = d->end - d->next > n ? d->next + n : d->end;
    for (; d->next < stop; d->next++) {
        if (d->next >= oldest) {
            dump_text_record(&d->text, awe_black_box_get(d->box, (size_t)(d->next - oldest)));
        }
    }
}

void dump_look(dump *d)
{
    if (!d->text.file) {
        return;
    }
    write_some(d, STEP_RECORDS);
    if (d->next == d->end) {
        dump_text_end(&d->text);
    }
    if (d->next == d->end || ferror(d->text.file)) {
        close_file(d);
    }
}

void dump_finish(dump *d)
{
    while (d->text.file) {
        dump_look(d);
    }
}

void dump_free(dump *d)
{
    if (d && d->text.file) {
        fclose(d->text.file);
        new_file_discard(&d->file);
    }
    memory_tags_free(d);
}
