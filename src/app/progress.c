/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/progress.h"

#include "app/json.h"
#include "app/say.h"
#include "app/values.h"
#include "awe/rate.h"
#include "io/clock.h"

#include <stdio.h>
#include <string.h>

#define BAR_COLUMNS 20
#define BAR_INTERVAL_NS 100000000u
#define LINE_INTERVAL_NS 1000000000u

void progress_start(progress *p, progress_mode wanted, uint64_t song_frames, uint32_t n_voices)
{
    bool shows_bar = (wanted == PROGRESS_AUTO || wanted == PROGRESS_BAR) && say_has_line();
    *p = (progress){
        .mode = shows_bar                 ? PROGRESS_BAR
                : wanted == PROGRESS_AUTO ? PROGRESS_NONE
                : wanted == PROGRESS_BAR  ? PROGRESS_LINE
                                          : wanted,
        .song_frames = song_frames,
        .n_voices = n_voices,
        .start_ns = clock_now_ns(),
    };
    p->next_ns = p->start_ns + BAR_INTERVAL_NS;
}

double progress_speed(const progress *p, uint64_t frames)
{
    double seconds = (double)(clock_now_ns() - p->start_ns) * 1e-9;
    return (double)frames / AWE_RATE_HZ / (seconds > 1e-6 ? seconds : 1e-6);
}

static double find_share(const progress *p, uint64_t frames)
{
    return frames < p->song_frames ? (double)frames / (double)p->song_frames : 1.0;
}

/* "42 %  1:58/4:41  63x  ETA 0:03  voices 27/32" */
static void format_figures(const progress *p, uint64_t frames, uint32_t n_sounding, char *out,
                           size_t size)
{
    char at[32];
    char end[32];
    char left[32];
    double speed = progress_speed(p, frames);
    uint64_t left_frames = frames < p->song_frames ? p->song_frames - frames : 0;
    value_format_time(at, sizeof at, frames / AWE_RATE_HZ);
    value_format_time(end, sizeof end, p->song_frames / AWE_RATE_HZ);
    value_format_time(left, sizeof left,
                      (uint64_t)((double)left_frames / AWE_RATE_HZ / (speed > 0 ? speed : 1)));
    snprintf(out, size, "%3.0f %%  %s/%s  %.0fx  ETA %s  voices %u/%u", 100 * find_share(p, frames),
             at, end, speed, left, n_sounding, p->n_voices);
}

static void show_bar(const progress *p, uint64_t frames, const char *figures)
{
    char bar[BAR_COLUMNS + 1];
    char line[256];
    size_t n = (size_t)(find_share(p, frames) * BAR_COLUMNS);
    memset(bar, '#', n);
    memset(bar + n, '.', BAR_COLUMNS - n);
    bar[BAR_COLUMNS] = '\0';
    snprintf(line, sizeof line, "[%s] %s", bar, figures);
    say_line(line);
}

void progress_update(progress *p, uint64_t frames, uint32_t n_sounding)
{
    char figures[200];
    if (p->mode == PROGRESS_NONE || clock_now_ns() < p->next_ns) {
        return;
    }
    p->next_ns = clock_now_ns() + (p->mode == PROGRESS_BAR ? BAR_INTERVAL_NS : LINE_INTERVAL_NS);
    format_figures(p, frames, n_sounding, figures, sizeof figures);
    switch (p->mode) {
    case PROGRESS_BAR:
        show_bar(p, frames, figures);
        break;
    case PROGRESS_JSON:
        json_print_progress(p, frames, n_sounding);
        break;
    default:
        say_info("%s", figures);
    }
}

void progress_end(progress *p)
{
    if (p->mode == PROGRESS_BAR) {
        say_line("");
    }
    p->mode = PROGRESS_NONE;
}
