/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/hash_list.h"

#include "app/json.h"
#include "app/say.h"
#include "io/file_map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "XXH3_"
#define HASH_SIZE (sizeof MARK - 1 + 16)

static bool is_hash(const char *text, size_t size)
{
    return size >= HASH_SIZE && memcmp(text, MARK, sizeof MARK - 1) == 0;
}

bool hash_list_is(const char *path)
{
    file_map map;
    io_error error;
    if (!file_map_open(&map, path, &error)) {
        return false;
    }
    bool is_list = is_hash(map.data, map.size);
    file_map_close(&map);
    return is_list;
}

/* The next line without its newline; moves on. */
static size_t take_line(const char **text, size_t *size, const char **line)
{
    const char *newline = memchr(*text, '\n', *size);
    size_t length = newline ? (size_t)(newline - *text) : *size;
    size_t used = newline ? length + 1 : length;
    *line = *text;
    *text += used;
    *size -= used;
    return length;
}

static void set_name(hash_difference *d, const char *line, size_t length)
{
    size_t skipped = HASH_SIZE + 2 < length ? HASH_SIZE + 2 : length;
    d->line = d->n_lines;
    d->name = line + skipped;
    d->name_size = length - skipped;
}

hash_difference hash_list_find(const char *a, size_t a_size, const char *b, size_t b_size)
{
    hash_difference d = {0};
    while ((a_size > 0 || b_size > 0) && d.line == 0) {
        const char *one = a;
        const char *two = b;
        size_t one_length = a_size > 0 ? take_line(&a, &a_size, &one) : 0;
        size_t two_length = b_size > 0 ? take_line(&b, &b_size, &two) : 0;
        d.n_lines++;
        bool is_equal = is_hash(one, one_length) && is_hash(two, two_length) &&
                        memcmp(one, two, HASH_SIZE) == 0;
        if (!is_equal) {
            bool has_one = one_length > 0;
            set_name(&d, has_one ? one : two, has_one ? one_length : two_length);
        }
    }
    return d;
}

static bool print_json(const hash_difference *d)
{
    char name[1024];
    struct json_t *line = json_begin();
    snprintf(name, sizeof name, "%.*s", (int)(d->name_size < 1000 ? d->name_size : 1000),
             d->name ? d->name : "");
    say_clean(name);
    json_put_number(line, "schema", 1);
    json_put_text(line, "verdict", d->line == 0 ? "equal" : "different");
    json_put_number(line, "lines", (double)d->n_lines);
    if (d->line > 0) {
        json_put_number(line, "line", (double)d->line);
        json_put_text(line, "name", name);
    }
    char *text = json_end(line);
    bool ok = text && puts(text) != EOF;
    free(text);
    return ok;
}

static void print_text(const hash_difference *d)
{
    char name[1024];
    snprintf(name, sizeof name, "%.*s", (int)(d->name_size < 1000 ? d->name_size : 1000),
             d->name ? d->name : "");
    say_clean(name);
    if (d->line == 0) {
        printf("equal\n%zu hashes\n", d->n_lines);
    } else {
        printf("different\nfrom line %zu on: %s\n", d->line, name);
    }
}

exit_code hash_list_compare(const char *a, const char *b, bool json)
{
    file_map maps[2];
    io_error error;
    if (!file_map_open(&maps[0], a, &error)) {
        say_error("%s: %s", a, error.text);
        return EXIT_NONE_PLAYED;
    }
    if (!file_map_open(&maps[1], b, &error)) {
        say_error("%s: %s", b, error.text);
        file_map_close(&maps[0]);
        return EXIT_NONE_PLAYED;
    }
    hash_difference d = hash_list_find(maps[0].data, maps[0].size, maps[1].data, maps[1].size);
    bool ok = true;
    if (json) {
        ok = print_json(&d);
    } else {
        print_text(&d);
    }
    file_map_close(&maps[0]);
    file_map_close(&maps[1]);
    return !ok ? EXIT_USAGE : d.line == 0 ? EXIT_ALL_DONE : EXIT_GATE_FAILED;
}
