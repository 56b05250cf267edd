/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/cmd.h"
#include "app/json.h"
#include "app/memory_tags.h"
#include "app/profile.h"
#include "app/profile_text.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/workload.h"

#define DEFAULT_BUFFER_FRAMES 64

static bool print(const profile *p, const settings *s)
{
    static profile_hotspot spots[PROFILE_MAX_HOTSPOTS];
    if (!s->json) {
        return profile_print(stdout, p, s->profile.top, s->profile.slow_ns);
    }
    bool ok = json_print_profile(p);
    size_t n = profile_list(p, false, 0, spots);
    for (size_t i = 0; ok && i < n; i++) {
        ok = json_print_hotspot(&spots[i]);
    }
    return ok;
}

/* What was measured until Ctrl-C is worth a report. */
static exit_code measure(profile *p, const settings *s)
{
    awe_synth_config config = s->sound.synth;
    config.limiter = s->sound.limiter > 0;
    if (!profile_measure(p, &config) || !print(p, s)) {
        return EXIT_USAGE;
    }
    if (banks_say_cut(&p->work->banks)) {
        return EXIT_NONE_PLAYED;
    }
    return signals_received() ? EXIT_BY_SIGNAL : EXIT_ALL_DONE;
}

exit_code cmd_profile(const settings *s)
{
    workload work;
    if (s->n_files > 1) {
        say_error("profile takes one file");
        return EXIT_USAGE;
    }
    exit_code code = workload_open(&work, s, s->n_files ? s->files[0] : NULL);
    profile *p = code == EXIT_ALL_DONE ? memory_tags_new(MEMORY_MONITOR, sizeof *p) : NULL;
    if (p) {
        p->work = &work;
        p->buffer_frames = s->block_frames ? s->block_frames : DEFAULT_BUFFER_FRAMES;
        p->max_frames = work.max_frames;
        p->launch_ns = s->launch_ns;
        code = measure(p, s);
    } else if (code == EXIT_ALL_DONE) {
        say_no_memory();
        code = EXIT_USAGE;
    }
    memory_tags_free(p);
    workload_close(&work);
    return code;
}
