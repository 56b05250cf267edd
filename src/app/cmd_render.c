/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/cmd.h"
#include "app/output.h"
#include "app/render_job.h"
#include "app/say.h"

#include <stdio.h>

/* The line that xxhsum prints; to stderr where stdout carries the sound. */
static bool print_hash(const render_order *order, uint64_t hash)
{
    bool is_taken = order->output && output_is_stream(order->output);
    FILE *file = is_taken ? stderr : stdout;
    char path[1024];
    snprintf(path, sizeof path, "%s", order->song);
    say_clean(path);
    fprintf(file, "XXH3_%016llx  %s\n", (unsigned long long)hash, path);
    return fflush(file) == 0;
}

static exit_code check_use(const settings *s)
{
    if (s->n_files != 1) {
        say_error(s->n_files ? "render takes one file" : "render needs a file; --help shows how");
        return EXIT_USAGE;
    }
    if (!s->render.output && !s->render.hash) {
        say_error("render needs -o FILE, or -o - for standard output");
        return EXIT_USAGE;
    }
    return EXIT_ALL_DONE;
}

static exit_code render_one(const settings *s, banks *b, const render_order *order)
{
    render_result result;
    exit_code code = render_run(s, b, order, &result);
    if (code != EXIT_ALL_DONE) {
        return code;
    }
    render_say_result(order, &result);
    return !order->shall_hash || print_hash(order, result.hash) ? EXIT_ALL_DONE : EXIT_USAGE;
}

exit_code cmd_render(const settings *s)
{
    banks b = {0};
    render_order order = {
        .output = s->render.output,
        .transport = s->transport,
        .shall_hash = s->render.hash,
        .overwrite = s->render.overwrite,
        .progress = s->render.progress,
    };
    if (check_use(s) != EXIT_ALL_DONE || !render_choose_format(s, order.output, &order.format)) {
        return EXIT_USAGE;
    }
    order.song = s->files[0];
    exit_code code = s->sound.strict ? EXIT_NONE_PLAYED : EXIT_USAGE;
    if (banks_load(&b, &s->sound, NULL)) {
        code = render_one(s, &b, &order);
    }
    banks_free(&b);
    return code;
}
