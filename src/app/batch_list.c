/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/batch_list.h"

#include "app/batch_output.h"
#include "app/json.h"
#include "app/say.h"

#include <errno.h>
#include <fts.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LONGEST_LINE 65536

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool ends_with_slash(const char *path)
{
    size_t length = strlen(path);
    return length > 0 && path[length - 1] == '/';
}

bool batch_is_wanted(const settings *s)
{
    const render_settings *wanted = &s->render;
    return wanted->manifest || s->n_files > 1 || (s->n_files == 1 && is_folder(s->files[0])) ||
           (wanted->output && (is_folder(wanted->output) || ends_with_slash(wanted->output)));
}

/* A name that looks like a sound file's is hardly meant as a folder. */
bool batch_can_go_to(const char *output)
{
    struct stat status;
    bool exists = stat(output, &status) == 0;
    return exists ? S_ISDIR(status.st_mode)
                  : ends_with_slash(output) ||
                        (strcmp(output, "-") != 0 && sound_container_of_path(output) == SOUND_AUTO);
}

/* ---- items */

static bool has_room(batch_list *list)
{
    if (list->n == list->room) {
        size_t room = list->room ? 2 * list->room : 64;
        batch_item *items = realloc(list->items, room * sizeof *items);
        list->items = items ? items : list->items;
        list->room = items ? room : list->room;
    }
    return list->n < list->room;
}

/* `name` is the output's, below the folder of outputs. */
static const char *add(batch_list *list, const settings *s, const char *song, const char *name)
{
    char *output;
    const char *wrong = batch_output_make(s, name, &output);
    char *copy = wrong ? NULL : strdup(song);
    if (!copy || !has_room(list)) {
        free(copy);
        free(output);
        return wrong ? wrong : "out of memory";
    }
    list->items[list->n++] =
        (batch_item){.song = copy, .output = output, .transport = s->transport};
    return NULL;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* ---- folders */

static int compare_names(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static const char *add_entry(batch_list *list, const settings *s, const char *folder,
                             const FTSENT *entry)
{
    bool is_file = entry->fts_info == FTS_F && batch_output_is_song(entry->fts_name);
    if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR) {
        say_error("%s: %s", entry->fts_path, strerror(entry->fts_errno));
        return "cannot be read";
    }
    const char *below = entry->fts_path + strlen(folder);
    below += strspn(below, "/");
    return is_file ? add(list, s, entry->fts_path, below) : NULL;
}

static const char *add_folder(batch_list *list, const settings *s, const char *folder)
{
    char *const paths[] = {(char *)folder, NULL};
    size_t n_before = list->n;
    const char *wrong = NULL;
    FTS *walk = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, compare_names);
    if (!walk) {
        return strerror(errno);
    }
    for (FTSENT *entry; !wrong && (errno = 0, entry = fts_read(walk)) != NULL;) {
        wrong = add_entry(list, s, folder, entry);
    }
    wrong = wrong || errno == 0 ? wrong : strerror(errno);
    fts_close(walk);
    return !wrong && list->n == n_before ? "holds no MIDI file" : wrong;
}

/* ---- lists of songs */

/* Leaves `number` alone where there is no such member. */
static bool read_whole(const struct json_t *object, const char *name, double *number)
{
    return !json_has(object, name) ||
           (json_get_number(object, name, number) && *number == floor(*number));
}

static const char *read_transport(const struct json_t *object, transport_settings *own)
{
    double transpose = own->parts.transpose, tempo = own->tempo_percent;
    if (!read_whole(object, "transpose", &transpose) || transpose < -PARTS_MOST_SEMITONES ||
        transpose > PARTS_MOST_SEMITONES) {
        return "has a \"transpose\" that is no whole number from -48 to 48";
    }
    if (!read_whole(object, "tempo", &tempo) ||
        (tempo != own->tempo_percent &&
         (tempo < TRANSPORT_LEAST_PERCENT || tempo > TRANSPORT_MOST_PERCENT))) {
        return "has a \"tempo\" that is no whole number from 10 to 400";
    }
    own->parts.transpose = (int8_t)transpose;
    own->tempo_percent = (uint16_t)tempo;
    return NULL;
}

static const char *read_members(const struct json_t *object, const settings *s, batch_list *list)
{
    const char *song = json_get_text(object, "song");
    const char *output = json_get_text(object, "output");
    transport_settings own = s->transport;
    if (!song || !song[0]) {
        return "is no object with a \"song\"";
    }
    if (json_has(object, "output") && !output) {
        return "has an \"output\" that is no text";
    }
    const char *wrong = read_transport(object, &own);
    wrong = wrong ? wrong : add(list, s, song, output ? output : last_name(song));
    if (!wrong) {
        list->items[list->n - 1].transport = own;
    }
    return wrong;
}

static const char *read_object(const char *line, const settings *s, batch_list *list)
{
    struct json_t *object = json_read(line, strlen(line));
    const char *wrong = object ? read_members(object, s, list) : "is no object with a \"song\"";
    json_release(object);
    return wrong;
}

const char *batch_line_read(char *line, const settings *s, batch_list *list)
{
    line[strcspn(line, "\r\n")] = '\0';
    line += strspn(line, " \t");
    if (line[0] == '\0' || line[0] == '#') {
        return NULL;
    }
    return line[0] == '{' ? read_object(line, s, list) : add(list, s, line, last_name(line));
}

static bool read_lines(FILE *file, const settings *s, batch_list *list)
{
    static char line[LONGEST_LINE];
    unsigned number = 0;
    while (fgets(line, sizeof line, file)) {
        bool is_whole = strchr(line, '\n') || feof(file);
        const char *wrong = is_whole ? batch_line_read(line, s, list) : "is too long";
        number++;
        if (wrong) {
            say_error("%s: line %u %s", s->render.manifest, number, wrong);
            return false;
        }
    }
    return !ferror(file);
}

static bool add_manifest(batch_list *list, const settings *s)
{
    const char *path = s->render.manifest;
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    if (!file) {
        say_error("%s: %s", path, strerror(errno));
        return false;
    }
    bool ok = read_lines(file, s, list);
    if (file != stdin) {
        fclose(file);
    }
    return ok;
}

/* ---- the whole list */

static int compare_outputs(const void *a, const void *b)
{
    const batch_item *x = a, *y = b;
    int order = strcmp(x->output, y->output);
    return order ? order : strcmp(x->song, y->song);
}

/* Two songs must not become one file. */
static bool outputs_differ(const batch_list *list)
{
    batch_item *sorted = malloc(list->n * sizeof *sorted);
    if (!sorted) {
        say_error("out of memory");
        return false;
    }
    memcpy(sorted, list->items, list->n * sizeof *sorted);
    qsort(sorted, list->n, sizeof *sorted, compare_outputs);
    bool ok = true;
    for (size_t i = 1; ok && i < list->n; i++) {
        ok = strcmp(sorted[i - 1].output, sorted[i].output) != 0;
        if (!ok) {
            say_error("%s and %s would both become %s", sorted[i - 1].song, sorted[i].song,
                      sorted[i].output);
        }
    }
    free(sorted);
    return ok;
}

/* Every n-th song, from number i on: what all shards render together is the whole list. */
static void keep_shard(batch_list *list, uint32_t shard, uint32_t n_shards)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        batch_item item = list->items[i];
        if (n_shards == 0 || i % n_shards == shard - 1) {
            list->items[n++] = item;
        } else {
            free(item.song);
            free(item.output);
        }
    }
    list->n = n;
}

static bool make_folders_of(const char *file)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", file);
    for (char *at = path + 1; *at; at++) {
        if (*at == '/') {
            *at = '\0';
            if (mkdir(path, 0777) != 0 && errno != EEXIST) {
                say_error("%s: %s", path, strerror(errno));
                return false;
            }
            *at = '/';
        }
    }
    return true;
}

static bool add_named(batch_list *list, const settings *s)
{
    for (uint32_t i = 0; i < s->n_files; i++) {
        const char *path = s->files[i];
        const char *wrong =
            is_folder(path) ? add_folder(list, s, path) : add(list, s, path, last_name(path));
        if (wrong) {
            say_error("%s: %s", path, wrong);
            return false;
        }
    }
    return true;
}

bool batch_list_make(const settings *s, batch_list *list)
{
    *list = (batch_list){0};
    if (!add_named(list, s) || (s->render.manifest && !add_manifest(list, s))) {
        return false;
    }
    if (s->render.output && list->n > 0 && !outputs_differ(list)) {
        return false;
    }
    keep_shard(list, s->render.shard, s->render.n_shards);
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].output && !make_folders_of(list->items[i].output)) {
            return false;
        }
    }
    return true;
}

void batch_list_free(batch_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        free(list->items[i].song);
        free(list->items[i].output);
    }
    free(list->items);
    *list = (batch_list){0};
}
