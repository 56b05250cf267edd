/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/profile_text.h"

#include "app/columns.h"
#include "app/zone.h"
#include "awe/rate.h"

#include <inttypes.h>

#define NAME_COLUMNS 28

static double share(double some, double whole)
{
    return whole > 0 ? 100 * some / whole : 0;
}

/* The name in its column, however many bytes its letters have. */
static void print_name(FILE *file, const char *name)
{
    size_t n_used;
    size_t size = columns_fit(name, NAME_COLUMNS, &n_used);
    fprintf(file, "%.*s%*s", (int)size, name, (int)(NAME_COLUMNS + 1 - n_used), "");
}

/* In us; "-" where the values do not tell. */
static void print_us(FILE *file, bool is_known, double ns)
{
    if (is_known) {
        fprintf(file, " %9.2f", ns / 1e3);
    } else {
        fprintf(file, " %9s", "-");
    }
}

static void print_percentile(FILE *file, const awe_histogram *each_ns, uint32_t permille)
{
    bool is_known = awe_histogram_has_percentile(each_ns, permille);
    print_us(file, is_known, awe_histogram_percentile(each_ns, permille));
}

static void print_head(FILE *file, const profile *p)
{
    double seconds = (double)p->n_frames / AWE_RATE_HZ;
    double period_ns = p->buffer_frames * 1e9 / AWE_RATE_HZ;
    const awe_histogram *each_ns = &p->busy.each_ns;
    double n_voice_frames = (double)p->stats.n_voice_frames;
    fprintf(file, "profile            %s, buffers of %u frames, kernel %s\n", p->work->name,
            p->buffer_frames, p->kernel);
    fprintf(file, "sound              %.1f s in %.3f s, at most %u voices\n", seconds,
            (double)p->busy.sum_ns * 1e-9, p->stats.n_peak_voices);
    fprintf(file, "of the deadline    p50 %.2f %%, p99 %.2f %%, p99.9 %.2f %%, max %.2f %%\n",
            share(awe_histogram_percentile(each_ns, 500), period_ns),
            share(awe_histogram_percentile(each_ns, 990), period_ns),
            share(awe_histogram_percentile(each_ns, 999), period_ns),
            share(each_ns->max, period_ns));
    fprintf(file, "per voice-frame    %.3f ns\n",
            n_voice_frames > 0 ? (double)p->busy.sum_ns / n_voice_frames : 0);
    if (p->n_preempted > 0) {
        fprintf(file, "left out           %" PRIu64 " buffers, in which another program ran\n",
                p->n_preempted);
    }
}

static void print_stages(FILE *file, const profile *p)
{
    fprintf(file, "\n%-*s %9s %7s %9s %9s %9s\n", NAME_COLUMNS, "stage, per buffer", "total ms",
            "share", "p50 us", "p99 us", "max us");
    for (int i = 0; i < PROFILE_N_STAGES; i++) {
        const profile_times *stage = &p->stages[i];
        print_name(file, profile_stage_name((profile_stage)i));
        fprintf(file, "%9.2f %5.1f %%", (double)stage->sum_ns * 1e-6,
                share((double)stage->sum_ns, (double)p->busy.sum_ns));
        print_percentile(file, &stage->each_ns, 500);
        print_percentile(file, &stage->each_ns, 990);
        print_us(file, stage->each_ns.count > 0, stage->each_ns.max);
        fputc('\n', file);
    }
    if (p->n_cut > 0) {
        fprintf(file,
                "  (%" PRIu64 " buffers had more segments than are timed: part of their rest)\n",
                p->n_cut);
    }
}

static void print_preset(FILE *file, const profile_preset *preset, double whole_ns)
{
    print_name(file, preset->name);
    if (!preset->is_measured) {
        fprintf(file, "%9s\n", "not measured: the end was asked for");
        return;
    }
    double n = (double)preset->n_voice_frames;
    fprintf(file, "%9.2f %5.1f %% %9" PRIu64 " %9.2f %9.2f\n", preset->cost_ns * 1e-6,
            share(preset->cost_ns, whole_ns), preset->n_notes, n * 1e-6,
            n > 0 ? preset->cost_ns / n : 0);
}

/* Voices that were stolen in the song are not where a preset plays alone: the sum may be more than
   the song's. */
static void print_presets(FILE *file, const profile *p)
{
    double whole_ns = p->silent_ns;
    if (p->n_presets == 0) {
        return;
    }
    for (size_t i = 0; i < p->n_presets; i++) {
        whole_ns += p->presets[i].cost_ns;
    }
    fprintf(file, "\n%-*s %9s %7s %9s %9s %9s\n", NAME_COLUMNS, "preset alone, no effects",
            "total ms", "share", "notes", "Mv-frames", "ns/v-fr.");
    for (size_t i = 0; i < p->n_presets; i++) {
        if (p->presets[i].n_notes > 0 || !p->presets[i].is_measured) {
            print_preset(file, &p->presets[i], whole_ns);
        }
    }
    print_name(file, "the song without notes");
    fprintf(file, "%9.2f %5.1f %%\n", p->silent_ns * 1e-6, share(p->silent_ns, whole_ns));
}

static void print_hotspots(FILE *file, const char *title, const profile_hotspot *spots, size_t n)
{
    fprintf(file, "\n%-*s %9s %7s %9s %9s %9s\n", NAME_COLUMNS, title, "total ms", "", "times",
            "p99 us", "max us");
    for (size_t i = 0; i < n; i++) {
        print_name(file, spots[i].name);
        fprintf(file, "%9.2f %-7s %9" PRIu64, spots[i].sum_ns * 1e-6, spots[i].kind, spots[i].n);
        print_us(file, spots[i].p99_ns >= 0, spots[i].p99_ns);
        print_us(file, spots[i].n > 0, spots[i].max_ns);
        fputc('\n', file);
    }
}

/* The zones by the time at which they began. */
static void print_start(FILE *file, const profile *p)
{
    zone_times z;
    fprintf(file, "\n%-*s %9s %9s\n", NAME_COLUMNS, "start", "at ms", "took ms");
    for (size_t i = 0; zone_get(i, &z); i++) {
        print_name(file, z.name);
        fprintf(file, "%9.2f %9.2f\n", (double)(z.first_ns - p->launch_ns) * 1e-6,
                (double)z.sum_ns * 1e-6);
    }
    if (p->first_sound_ns > 0) {
        print_name(file, "first sound");
        fprintf(file, "%9.2f\n", (double)(p->first_sound_ns - p->launch_ns) * 1e-6);
    }
}

bool profile_print(FILE *file, const profile *p, uint32_t top, double slow_ns)
{
    static profile_hotspot spots[PROFILE_MAX_HOTSPOTS];
    char title[64];
    print_head(file, p);
    print_stages(file, p);
    print_presets(file, p);
    size_t n = profile_list(p, false, 0, spots);
    print_hotspots(file, "hotspots by total", spots, n < top ? n : top);
    n = profile_list(p, true, slow_ns, spots);
    snprintf(title, sizeof title, "slow: p99 from %g us", slow_ns / 1e3);
    print_hotspots(file, title, spots, n < top ? n : top);
    print_start(file, p);
    return fflush(file) == 0 && !ferror(file);
}
