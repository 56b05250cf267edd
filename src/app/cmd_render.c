/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/batch.h"
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
    const render_settings *wanted = &s->render;
    if (s->n_files == 0 && !wanted->manifest) {
        say_error("render needs a file; --help shows how");
        return EXIT_USAGE;
    }
    if (!wanted->output && !wanted->hash) {
        say_error("render needs -o FILE, or -o - for standard output");
        return EXIT_USAGE;
    }
    if (batch_is_wanted(s) && wanted->output && !batch_can_go_to(wanted->output)) {
        say_error("several songs need -o FOLDER; a name that ends with / is one");
        return EXIT_USAGE;
    }
    if (!batch_is_wanted(s) && (wanted->resume || wanted->n_shards > 0)) {
        say_error("--resume and --shard are for several songs");
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

static exit_code render_single(const settings *s, banks *b)
{
    render_order order = {
        .song = s->files[0],
        .output = s->render.output,
        .transport = s->transport,
        .shall_hash = s->render.hash,
        .overwrite = s->render.overwrite,
        .progress = s->render.progress,
    };
    if (!render_choose_format(s, order.output, &order.format)) {
        return EXIT_USAGE;
    }
    if (!banks_load_for_song(b, &s->sound)) {
        return s->sound.strict ? EXIT_NONE_PLAYED : EXIT_USAGE;
    }
    return render_one(s, b, &order);
}

static exit_code render_batch(const settings *s, banks *b)
{
    batch_list list;
    exit_code code = EXIT_USAGE;
    if (batch_list_make(s, &list)) {
        code = banks_load(b, &s->sound, NULL) ? batch_run(s, b, &list)
               : s->sound.strict              ? EXIT_NONE_PLAYED
                                              : EXIT_USAGE;
    }
    batch_list_free(&list);
    return code;
}

exit_code cmd_render(const settings *s)
{
    banks b = {0};
    if (check_use(s) != EXIT_ALL_DONE) {
        return EXIT_USAGE;
    }
    exit_code code = batch_is_wanted(s) ? render_batch(s, &b) : render_single(s, &b);
    banks_free(&b);
    return code;
}
