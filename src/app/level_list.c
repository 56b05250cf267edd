/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/level_list.h"

#include "app/json.h"
#include "app/say.h"
#include "io/file_map.h"
#include "perf/adapt.h"

#include <stdlib.h>
#include <string.h>

#define MOST_FRAME 9007199254740992.0 /* 2^53: JSON knows integers up to there */

static bool find_level(const char *name, uint8_t *level)
{
    for (*level = 0; *level < AWE_N_LEVELS; (*level)++) {
        if (strcmp(awe_level_name(*level), name) == 0) {
            return true;
        }
    }
    return false;
}

/* NULL, or what is wrong. */
static const char *read_change(const struct json_t *line, level_change *change)
{
    double frame;
    const char *level = json_get_text(line, "level");
    if (!json_get_number(line, "frame", &frame) || !(frame >= 0 && frame < MOST_FRAME) ||
        frame != (double)(uint64_t)frame) {
        return "no \"frame\", a whole number from 0";
    }
    if (!level || !find_level(level, &change->level)) {
        return "no \"level\": maximum, high, medium or low";
    }
    change->frame = (uint64_t)frame;
    return NULL;
}

/* A log tells of other things, too. */
static bool is_change(const struct json_t *line)
{
    double schema;
    const char *event = json_get_text(line, "event");
    return !json_get_number(line, "schema", &schema) || (event && strcmp(event, "decision") == 0);
}

static const char *add(level_list *list, const level_change *change)
{
    size_t n = list->n;
    if (n > 0 && change->frame < list->changes[n - 1].frame) {
        return "its frame is before that of a line above";
    }
    if ((n & (n - 1)) == 0) { /* room for twice as many */
        level_change *more = realloc(list->changes, (n ? 2 * n : 1) * sizeof *more);
        if (!more) {
            return "out of memory";
        }
        list->changes = more;
    }
    list->changes[list->n++] = *change;
    return NULL;
}

static const char *take_line(level_list *list, const char *text, size_t size)
{
    level_change change;
    const char *wrong = NULL;
    struct json_t *line = json_read(text, size);
    if (!line) {
        return "not a JSON object";
    }
    if (is_change(line)) {
        wrong = read_change(line, &change);
        wrong = wrong ? wrong : add(list, &change);
    }
    json_release(line);
    return wrong;
}

static bool is_blank(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
            return false;
        }
    }
    return true;
}

bool level_list_parse(const char *text, size_t size, level_list *list, level_error *error)
{
    *list = (level_list){0};
    *error = (level_error){0};
    for (size_t at = 0; at < size;) {
        const char *newline = memchr(text + at, '\n', size - at);
        size_t length = newline ? (size_t)(newline - (text + at)) : size - at;
        error->line++;
        if (!is_blank(text + at, length)) {
            error->text = take_line(list, text + at, length);
        }
        if (error->text) {
            level_list_free(list);
            return false;
        }
        at += length + 1;
    }
    return true;
}

bool level_list_load(const char *path, level_list *list)
{
    io_error reason;
    level_error error;
    file_map map;
    *list = (level_list){0};
    if (!file_map_open(&map, path, &reason)) {
        say_error("%s: %s", path, reason.text);
        return false;
    }
    bool is_good = level_list_parse(map.data, map.size, list, &error);
    bool is_cut = file_map_is_cut(&map);
    file_map_close(&map);
    if (is_cut) {
        say_error("%s: the file was cut short while it was read", path);
    } else if (!is_good) {
        say_error("%s: line %zu: %s", path, error.line, error.text);
    }
    return is_good && !is_cut;
}

void level_list_free(level_list *list)
{
    free(list->changes);
    *list = (level_list){0};
}
