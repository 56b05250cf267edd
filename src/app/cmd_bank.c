/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* awe-player bank list|check|convert: what is in a bank, what is wrong with it, and SoundFont 1.0
   as 2.01. */

#include "app/bank_file.h"
#include "app/cmd.h"
#include "app/json.h"
#include "app/memory_tags.h"
#include "app/new_file.h"
#include "app/say.h"
#include "app/values.h"
#include "io/io_error.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static exit_code list(const settings *s, const char *path)
{
    bank_file f;
    awe_preset_info preset;
    bool ok = bank_file_open(&f, path, s->sound.rules);
    if (ok && s->json) {
        ok = json_print_bank(path, f.bank);
    } else if (ok) {
        for (uint32_t i = 0; awe_bank_get_preset(f.bank, i, &preset); i++) {
            printf("%3u:%-3u %s\n", preset.bank, preset.program, preset.name);
        }
    }
    bank_file_close(&f);
    return ok ? EXIT_ALL_DONE : EXIT_NONE_PLAYED;
}

static exit_code check(const settings *s, const char *path)
{
    bank_file f;
    if (say_get_level() > SAY_QUIET) {
        say_set_level(SAY_VERBOSE);
    }
    bool ok = bank_file_open(&f, path, s->sound.rules);
    if (ok) {
        char name[1024];
        snprintf(name, sizeof name, "%s", path);
        say_clean(name);
        printf("%s: ", name);
        if (f.n_repairs > 0) {
            printf("%u repairs\n", f.n_repairs);
        } else {
            printf("sound\n");
        }
    }
    ok = ok && f.n_repairs == 0;
    bank_file_close(&f);
    return ok ? EXIT_ALL_DONE : EXIT_NONE_PLAYED;
}

/* The library's awe_write_fn; `context` is a new_file. */
static int write_part(void *context, const void *bytes, size_t size)
{
    const new_file *f = context;
    const char *at = bytes;
    while (size > 0) {
        ssize_t n = write(f->fd, at, size);
        if (n < 0) {
            io_error error;
            io_error_from_errno(&error);
            say_error("%s: %s", f->name, error.text);
            return 0;
        }
        at += n;
        size -= (size_t)n;
    }
    return 1;
}

/* Each applied rule is worth knowing here. */
static void print_rule(void *context, const awe_report *report)
{
    if (report->severity == AWE_NOTE && !report->part) {
        printf("%s\n", report->text);
    } else {
        say_report(context, report);
    }
}

static awe_status convert_to(new_file *to, const file_map *map, say_source *source,
                             awe_sf_rules rules)
{
    awe_bank_config config = {.allocator = memory_tags_allocator(MEMORY_BANK),
                              .report = print_rule,
                              .context = source,
                              .rules = rules};
    return awe_bank_convert(map->data, map->size, &config, write_part, to);
}

static exit_code convert(const settings *s, const char *path)
{
    file_map map;
    io_error error;
    new_file to;
    say_source source = {.path = path};
    if (!s->render.output) {
        say_error("bank convert needs -o FILE");
        return EXIT_USAGE;
    }
    if (!file_map_open(&map, path, &error)) {
        say_error("%s: %s", path, error.text);
        return EXIT_NONE_PLAYED;
    }
    bool ok = new_file_create(&to, s->render.output, s->render.overwrite);
    exit_code code;
    awe_status status = ok ? convert_to(&to, &map, &source, s->sound.rules) : AWE_OK;
    if (status == AWE_UNSUPPORTED) {
        say_error("%s: not of SoundFont 1.0; nothing to convert", path);
    } else if (status && status != AWE_NOT_WRITTEN && !source.has_error) {
        say_error("%s: %s", path, awe_status_text(status));
    }
    if (ok && status == AWE_OK) {
        code = new_file_finish(&to) ? EXIT_ALL_DONE : EXIT_USAGE;
    } else {
        code = status == AWE_OK || status == AWE_NOT_WRITTEN ? EXIT_USAGE : EXIT_NONE_PLAYED;
        new_file_discard(&to);
    }
    file_map_close(&map);
    return code;
}

exit_code cmd_bank(const settings *s)
{
    static const char *const words[] = {"list", "check", "convert", NULL};
    static exit_code (*const verbs[])(const settings *s, const char *path) = {list, check, convert};
    uint32_t verb;
    if (s->n_files != 2 || !value_word(s->files[0], words, &verb)) {
        say_error("bank takes list, check or convert, and one bank; --help shows how");
        return EXIT_USAGE;
    }
    return verbs[verb](s, s->files[1]);
}
