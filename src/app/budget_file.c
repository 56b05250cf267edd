/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The form is inih's but for one thing: its lines are NAME = VALUE, and a budget's own operator may
   be `=`, `<=` or `<`. So each budget is handed to inih as the value of a name of ours. */

#include "app/budget_file.h"

#include "app/own_folder.h"
#include "app/say.h"

#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "budget="
#define SECTION "budget"
#define MAX_BYTES 65536
#define COMMENT "#;"
#define BOM "\xEF\xBB\xBF"

#define TEXT_OF_(number) #number
#define TEXT_OF(number) TEXT_OF_(number)

/* A text on its way through inih, which counts its lines. */
typedef struct source {
    const char *at;
    const char *end;
    budget_list *list;
    const char *wrong; /* about the first line that is; NULL: nothing yet */
} source;

static void note(source *s, const char *wrong)
{
    s->wrong = s->wrong ? s->wrong : wrong;
}

/* Of the next line what is no blank and no comment. */
static const char *take_line(source *s, size_t *size)
{
    const char *line = s->at;
    const char *stop = memchr(line, '\n', (size_t)(s->end - line));
    s->at = stop ? stop + 1 : s->end;
    stop = stop ? stop : s->end;
    while (line < stop && strchr(" \t\r", *line) && *line) {
        line++;
    }
    const char *end = line;
    while (end < stop && (!*end || !strchr(COMMENT, *end))) {
        end++;
    }
    while (end > line && end[-1] && strchr(" \t\r", end[-1])) {
        end--;
    }
    *size = (size_t)(end - line);
    return line;
}

/* An ini_reader: one line into `out`, which has room for `room` bytes. */
static char *read_line(char *out, int room, void *context)
{
    source *s = context;
    size_t size;
    if (s->at == s->end) {
        return NULL;
    }
    const char *line = take_line(s, &size);
    const char *prefix = size == 0 || line[0] == '[' ? "" : NAME;
    /* What inih would cut in two, or end early, becomes a line that its handler refuses. */
    if (memchr(line, '\0', size) || size + sizeof NAME + 2 > (size_t)room) {
        note(s, memchr(line, '\0', size) ? "not a text" : "the line is too long");
        line = "";
        size = 0;
        prefix = NAME;
    }
    snprintf(out, (size_t)room, "%s%.*s\n", prefix, (int)size, line);
    return out;
}

/* An ini_handler: 0 stands for an error in this line. */
static int take_budget(void *context, const char *section, const char *name, const char *value)
{
    source *s = context;
    const char *wrong = NULL;
    awe_budget budget;
    (void)name;
    if (s->wrong) {
        return 0;
    }
    if (strcmp(section, SECTION) != 0) {
        note(s, section[0] ? "no such section; there is [budget]" : "expected [budget] before it");
    } else if (!awe_budget_parse(value, &budget, &wrong)) {
        note(s, wrong);
    } else if (s->list->n == AWE_MAX_ALERTS) {
        note(s, "there are more than " TEXT_OF(AWE_MAX_ALERTS) " budgets");
    } else {
        s->list->items[s->list->n++] = budget;
    }
    return !s->wrong;
}

void budget_list_default(budget_list *list)
{
    list->n = awe_budget_defaults(list->items, AWE_MAX_ALERTS);
}

bool budget_file_parse(const char *text, size_t size, budget_list *list, budget_error *error)
{
    source s = {.at = text, .end = text + size, .list = list};
    list->n = 0;
    if (size >= sizeof BOM - 1 && memcmp(text, BOM, sizeof BOM - 1) == 0) {
        s.at += sizeof BOM - 1;
    }
    int line = size > 0 ? ini_parse_stream(read_line, &s, take_budget, &s) : 0;
    if (line > 0) {
        *error = (budget_error){(unsigned)line, s.wrong ? s.wrong : "expected [budget]"};
    }
    return line == 0;
}

/* The whole file in memory, to be freed; NULL, with a reason in errno. */
static char *load(const char *path, size_t *size)
{
    FILE *file = fopen(path, "re");
    char *text = file ? malloc(MAX_BYTES + 1) : NULL;
    *size = text ? fread(text, 1, MAX_BYTES + 1, file) : 0;
    bool is_read = text && !ferror(file);
    int reason = *size > MAX_BYTES ? EFBIG : errno;
    if (file) {
        fclose(file);
    }
    if (!is_read || *size > MAX_BYTES) {
        free(text);
        errno = reason;
        return NULL;
    }
    return text;
}

bool budget_file_read(const char *path, budget_list *list)
{
    size_t size;
    budget_error error = {0};
    char *text = load(path, &size);
    if (!text) {
        say_error("%s: %s", path, strerror(errno));
        return false;
    }
    bool is_good = budget_file_parse(text, size, list, &error);
    free(text);
    if (!is_good) {
        say_error("%s: line %u: %s", path, error.line, error.text);
    }
    return is_good;
}

bool budget_list_load(const char *path, budget_list *list)
{
    char folder[PATH_MAX - 16];
    char own[PATH_MAX];
    if (path) {
        return budget_file_read(path, list);
    }
    if (own_folder_find(OWN_CONFIG, folder, sizeof folder)) {
        snprintf(own, sizeof own, "%s/budgets", folder);
        if (access(own, F_OK) == 0) {
            return budget_file_read(own, list);
        }
    }
    budget_list_default(list);
    return true;
}

bool budget_file_write(FILE *file, const budget_list *list)
{
    fputs("[" SECTION "]\n", file);
    for (size_t i = 0; i < list->n; i++) {
        char line[AWE_BUDGET_SIZE];
        awe_budget_print(&list->items[i], line);
        fprintf(file, "%s\n", line);
    }
    return fflush(file) == 0 && !ferror(file);
}
