/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/budget_check.h"
#include "app/budget_file.h"
#include "app/cmd.h"
#include "app/json.h"
#include "app/new_file.h"
#include "app/own_folder.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/values.h"
#include "app/workload.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#define DEFAULT_BUFFER_FRAMES 64

static exit_code export(const settings *s, const char *path)
{
    budget_list list;
    if (path) {
        say_error("export takes no file; it writes to standard output");
        return EXIT_USAGE;
    }
    return budget_list_load(s->watch.budgets, &list) && budget_file_write(stdout, &list)
               ? EXIT_ALL_DONE
               : EXIT_USAGE;
}

/* Keeps the file's budgets as the user's own, in our own words. */
static bool keep(const budget_list *list)
{
    char folder[PATH_MAX - 16];
    char path[PATH_MAX];
    new_file f;
    if (!own_folder_make(OWN_CONFIG, folder, sizeof folder)) {
        return false;
    }
    snprintf(path, sizeof path, "%s/budgets", folder);
    if (!new_file_create(&f, path, true)) {
        return false;
    }
    int fd = dup(f.fd);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool ok = file && budget_file_write(file, list);
    if (file) {
        fclose(file);
    }
    if (!ok) {
        say_error("%s: cannot be written", path);
        new_file_discard(&f);
        return false;
    }
    ok = new_file_finish(&f);
    if (ok) {
        say_info("%zu budgets are kept in %s", list->n, path);
    }
    return ok;
}

static exit_code import(const settings *s, const char *path)
{
    budget_list list;
    (void)s;
    if (!path) {
        say_error("import takes a file of budgets");
        return EXIT_USAGE;
    }
    return budget_file_read(path, &list) && keep(&list) ? EXIT_ALL_DONE : EXIT_USAGE;
}

static void print_result(const budget_result *result)
{
    char line[AWE_BUDGET_SIZE];
    const awe_reading *reading = &result->reading;
    const char *unit = awe_unit_name(awe_metrics[result->budget.metric].unit);
    const char *gap = unit[0] ? " " : "";
    awe_budget_print(&result->budget, line);
    if (result->broken_s >= 0) {
        printf("BROKEN   %s: %.4g%s%s at %.1f s\n", line, reading->value, gap, unit,
               result->broken_s);
    } else if (reading->why) {
        printf("unknown  %s: %s\n", line, reading->why);
    } else {
        printf("kept     %s: %.4g%s%s\n", line, reading->value, gap, unit);
    }
}

static bool print(const budget_check *c, bool as_json)
{
    for (size_t i = 0; i < c->budgets->n; i++) {
        if (!as_json) {
            print_result(&c->results[i]);
        } else if (!json_print_budget(&c->results[i])) {
            return false;
        }
    }
    return fflush(stdout) == 0;
}

static exit_code judge(const settings *s, const workload *work, const budget_list *list)
{
    awe_synth_config config = s->sound.synth;
    config.limiter = s->sound.limiter > 0;
    budget_check c = {
        .work = work,
        .synth = &config,
        .budgets = list,
        .buffer_frames = s->block_frames ? s->block_frames : DEFAULT_BUFFER_FRAMES,
    };
    if (!budget_check_run(&c) || !print(&c, s->json)) {
        return EXIT_USAGE;
    }
    if (signals_received()) {
        return EXIT_BY_SIGNAL;
    }
    say_info("%u of %zu budgets are broken after %.1f s of %s", c.n_broken, list->n, c.seconds,
             work->name);
    return c.n_broken > 0 ? EXIT_GATE_FAILED : EXIT_ALL_DONE;
}

static exit_code check(const settings *s, const char *path)
{
    workload work;
    budget_list list;
    if (!budget_list_load(s->watch.budgets, &list)) {
        return EXIT_USAGE;
    }
    exit_code code = workload_open(&work, s, path);
    if (code == EXIT_ALL_DONE) {
        code = judge(s, &work, &list);
    }
    workload_close(&work);
    return code;
}

exit_code cmd_budget(const settings *s)
{
    static const char *const words[] = {"check", "export", "import", NULL};
    static exit_code (*const acts[])(const settings *, const char *) = {check, export, import};
    uint32_t i;
    if (s->n_files == 0 || s->n_files > 2 || !value_word(s->files[0], words, &i)) {
        say_error("budget takes check [SONG], export, or import FILE");
        return EXIT_USAGE;
    }
    return acts[i](s, s->n_files == 2 ? s->files[1] : NULL);
}
