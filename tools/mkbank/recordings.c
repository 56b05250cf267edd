/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "recordings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROOTS 8
#define FULL_SCALE 31500.0

/* Each recording has a seed of its own, so that changing one set leaves the others alone (FNV-1a).
 */
static uint32_t seed_of(const char *name, int root)
{
    uint32_t hash = 2166136261u;
    for (const char *c = name; *c; c++) {
        hash = (hash ^ (uint8_t)*c) * 16777619u;
    }
    return (hash ^ (uint32_t)root) * 16777619u | 1u;
}

static double frame_at(const wave *w, int i)
{
    int total = wave_frames(w);
    if (i >= total) {
        return w->n_loop > 0 ? w->frames[w->n_lead + (i - w->n_lead) % w->n_loop] : 0.0;
    }
    return w->frames[i];
}

/* RMS of the first `seconds`, above 80 Hz as small loudspeakers have it. */
static double strength(const wave *w, double seconds)
{
    int n = (int)(seconds * w->rate_hz);
    double keep = exp(-6.283185307 * 80.0 / w->rate_hz);
    double low = 0.0;
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        double x = frame_at(w, i);
        low = x + (low - x) * keep;
        sum += (x - low) * (x - low);
    }
    return sqrt(sum / n);
}

/* Waves of a looped sound have no constant part by construction, but limiters make one. */
static void remove_mean(wave *w)
{
    if (w->n_loop == 0) {
        return;
    }
    double sum = 0.0;
    for (int i = 0; i < w->n_loop; i++) {
        sum += w->frames[w->n_lead + i];
    }
    for (int i = 0; i < wave_frames(w); i++) {
        w->frames[i] -= sum / w->n_loop;
    }
}

/* What starts away from zero clicks: one millisecond of fade-in where there is no attack of its own
   to keep. */
static void soften_start(wave *w)
{
    int n = w->rate_hz / 2500;
    for (int i = 0; i < n && i < w->n_lead; i++) {
        w->frames[i] *= (double)i / n;
    }
}

/* Rounds single peaks of an attack, so that the rest can be louder. It has no memory: loops stay
   loops. */
static void round_peaks(wave *w)
{
    double knee = 2.6 * strength(w, 0.06);
    double span = 0.55 * knee;
    for (int i = 0; i < wave_frames(w); i++) {
        double over = fabs(w->frames[i]) - knee;
        if (over > 0.0) {
            w->frames[i] = copysign(knee + span * tanh(over / span), w->frames[i]);
        }
    }
}

static double peak_of(const wave *w)
{
    double peak = 1e-9;
    for (int i = 0; i < wave_frames(w); i++) {
        peak = fmax(peak, fabs(w->frames[i]));
    }
    return peak;
}

static void store(sf2 *bank, const sample_set *set, const wave *w, double scale)
{
    char name[32];
    int total = wave_frames(w);
    int16_t *frames = malloc((size_t)total * sizeof *frames);
    if (!frames) {
        fputs("mkbank: out of memory\n", stderr);
        exit(1);
    }
    for (int i = 0; i < total; i++) {
        frames[i] = (int16_t)lround(w->frames[i] * scale);
    }
    snprintf(name, sizeof name, "%s %d", set->name, w->key);
    sample s = {name, frames, total, w->n_lead, w->n_lead + w->n_loop, w->rate_hz, w->key};
    sf2_add_sample(bank, &s);
    free(frames);
}

/* All roots of a set get equal strength; the set as a whole is as loud as its highest peak allows.
 */
static void make_set(recording *r, sf2 *bank)
{
    const sample_set *set = r->set;
    wave waves[MAX_ROOTS];
    double gains[MAX_ROOTS];
    double highest = 0.0;
    r->first_sample = bank->n_samples;
    for (r->n_samples = 0; set->roots[r->n_samples]; r->n_samples++) {
        int root = set->roots[r->n_samples];
        wave *w = &waves[r->n_samples];
        extent size = set->size;
        size.lead_s *= pow(2.0, -set->shrink * (root - set->roots[0]) / 12.0);
        wave_open(w, root, size, seed_of(set->name, root));
        set->make(w);
        remove_mean(w);
        soften_start(w);
        round_peaks(w);
        gains[r->n_samples] = 1.0 / strength(w, 0.35);
        highest = fmax(highest, peak_of(w) * gains[r->n_samples]);
    }
    for (int i = 0; i < r->n_samples; i++) {
        store(bank, set, &waves[i], FULL_SCALE * gains[i] / highest);
        wave_free(&waves[i]);
    }
}

void make_recordings(recordings *all, sf2 *bank, int verbose)
{
    static const sample_set *const families[] = {key_sets,   pluck_sets, bow_sets,   wind_sets,
                                                 pipe_sets,  wire_sets,  scene_sets, skin_sets,
                                                 metal_sets, hand_sets};
    all->n = 0;
    for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
        for (const sample_set *set = families[f]; set->name && all->n < MAX_RECORDINGS; set++) {
            recording *r = &all->items[all->n++];
            size_t before = bank->smpl.size;
            r->set = set;
            make_set(r, bank);
            if (verbose) {
                fprintf(stderr, "%-14s %d samples %7zu bytes\n", set->name, r->n_samples,
                        bank->smpl.size - before);
            }
        }
    }
}

const recording *find_recording(const recordings *all, const char *name)
{
    for (int i = 0; i < all->n; i++) {
        if (strcmp(all->items[i].set->name, name) == 0) {
            return &all->items[i];
        }
    }
    fprintf(stderr, "mkbank: no sample set named %s\n", name);
    exit(1);
}

int is_looped(const recording *r)
{
    return r->set->size.loop_s > 0.0;
}
