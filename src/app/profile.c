/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/profile.h"

#include "app/memory_tags.h"
#include "app/rehearsal.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/uses.h"
#include "app/zone.h"
#include "io/clock.h"

#include <stdio.h>
#include <stdlib.h>

const char *profile_stage_name(profile_stage stage)
{
    static const char *const names[] = {"control", "voices", "effects", "rest"};
    return names[stage];
}

static void add(profile_times *times, uint32_t ns)
{
    times->sum_ns += ns;
    awe_histogram_add(&times->each_ns, ns);
}

/* ---- the whole song */

/* A buffer in which another program took the processor tells nothing about us. */
static bool take_buffer(void *context, const awe_record *r, const awe_times *times)
{
    profile *p = context;
    uint32_t told_ns = r->control_ns + r->voices_ns + r->effects_ns;
    (void)times;
    p->n_frames += r->frames;
    if (r->peak > 0 && p->first_sound_ns == 0) {
        p->first_sound_ns = clock_now_ns();
    }
    if (r->n_preempted > 0) {
        p->n_preempted++;
        return !signals_received();
    }
    add(&p->busy, r->busy_ns);
    add(&p->stages[PROFILE_CONTROL], r->control_ns);
    add(&p->stages[PROFILE_VOICES], r->voices_ns);
    add(&p->stages[PROFILE_EFFECTS], r->effects_ns);
    add(&p->stages[PROFILE_REST], r->busy_ns > told_ns ? r->busy_ns - told_ns : 0);
    p->n_cut += (r->flags & AWE_RECORD_STAGES_CUT) != 0;
    return !signals_received();
}

/* ---- each preset alone */

/* Effects are shared by all that sounds: they are told as a stage. */
static bool take_alone(void *context, const awe_record *r, const awe_times *times)
{
    (void)times;
    if (r->n_preempted == 0) {
        add(context, r->busy_ns > r->effects_ns ? r->busy_ns - r->effects_ns : 0);
    }
    return !signals_received();
}

static void measure_alone(const profile *p, rehearsal *r, uint32_t only, profile_times *times)
{
    awe_histogram_clear(&times->each_ns);
    r->only = only;
    r->take = take_alone;
    r->context = times;
    r->max_frames = p->n_frames;
    rehearsal_run(r);
}

/* The preset's place among those of `p`; it is added where it is new. */
static uint32_t find_preset(profile *p, const song_use *use)
{
    size_t i = 0;
    awe_preset_info info = {0};
    while (i < p->n_presets && (p->presets[i].stack_index != use->use.stack_index ||
                                p->presets[i].preset != use->use.preset)) {
        i++;
    }
    bool is_found = use->use.found_by != AWE_FOUND_NOTHING;
    if (!is_found || i == PROFILE_MAX_PRESETS) {
        return PROFILE_MAX_PRESETS;
    }
    profile_preset *preset = &p->presets[i];
    if (i == p->n_presets) {
        const awe_bank *bank = p->work->stack[use->use.stack_index].bank;
        awe_bank_get_preset(bank, use->use.preset, &info);
        snprintf(preset->name, sizeof preset->name, "%u:%u %s", info.bank, info.program, info.name);
        say_clean(preset->name);
        preset->stack_index = use->use.stack_index;
        preset->preset = use->use.preset;
        p->n_presets++;
    }
    return (uint32_t)i;
}

/* [uses->n_notes] which of the presets plays each note, to be freed; NULL: no memory. */
static uint32_t *find_owners(profile *p, const song_uses *uses)
{
    uint32_t *of_uses = malloc((uses->n + 1) * sizeof *of_uses);
    uint32_t *owners = malloc((uses->n_notes + 1) * sizeof *owners);
    for (size_t i = 0; of_uses && i < uses->n; i++) {
        of_uses[i] = find_preset(p, &uses->items[i]);
    }
    for (size_t i = 0; of_uses && owners && i < uses->n_notes; i++) {
        owners[i] = uses->of_notes[i] < uses->n ? of_uses[uses->of_notes[i]] : PROFILE_MAX_PRESETS;
    }
    if (!of_uses) {
        free(owners);
        owners = NULL;
    }
    free(of_uses);
    return owners;
}

static void measure_presets(profile *p, rehearsal *r)
{
    profile_times silent = {0};
    measure_alone(p, r, REHEARSAL_NO_NOTES, &silent);
    p->silent_ns = (double)silent.sum_ns;
    for (uint32_t i = 0; i < p->n_presets && !signals_received(); i++) {
        profile_preset *preset = &p->presets[i];
        awe_stats stats;
        say_detail("profile: %s alone", preset->name);
        measure_alone(p, r, i, &preset->busy);
        awe_synth_get_stats(r->synth, &stats);
        double ns = (double)preset->busy.sum_ns - p->silent_ns;
        preset->cost_ns = ns > 0 ? ns : 0;
        preset->n_notes = stats.n_notes;
        preset->n_voice_frames = stats.n_voice_frames;
        preset->is_measured = !signals_received();
    }
}

/* ---- all of it */

static void measure_song(profile *p, rehearsal *r)
{
    for (int i = 0; i < PROFILE_N_STAGES; i++) {
        awe_histogram_clear(&p->stages[i].each_ns);
    }
    awe_histogram_clear(&p->busy.each_ns);
    r->only = REHEARSAL_ALL_NOTES;
    r->take = take_buffer;
    r->context = p;
    r->max_frames = p->max_frames;
    rehearsal_run(r);
    awe_synth_get_stats(r->synth, &p->stats);
    p->kernel = awe_synth_kernel_name(r->synth);
}

static awe_status make_synth(const profile *p, const awe_synth_config *wanted, awe_synth **synth)
{
    AWE_ZONE("synth new");
    awe_synth_config config = *wanted;
    config.allocator = memory_tags_allocator(MEMORY_SYNTH);
    config.clock = rehearsal_clock();
    return awe_synth_new(&config, p->work->stack, p->work->n_banks, synth);
}

static bool find_presets(profile *p, const awe_synth_config *config, rehearsal *r, song_uses *uses)
{
    if (!uses_find(uses, r->song, config, p->work->stack, p->work->n_banks)) {
        return false;
    }
    r->owners = find_owners(p, uses);
    r->n_notes = uses->n_notes;
    return r->owners != NULL;
}

bool profile_measure(profile *p, const awe_synth_config *config)
{
    song_uses uses = {0};
    rehearsal r = {.song = p->work->song, .buffer_frames = p->buffer_frames};
    awe_status status = make_synth(p, config, &r.synth);
    if (!status) {
        measure_song(p, &r);
        status = find_presets(p, config, &r, &uses) ? AWE_OK : AWE_NO_MEM;
    }
    if (!status && !signals_received()) {
        measure_presets(p, &r);
    }
    if (status) {
        say_error("%s", awe_status_text(status));
    }
    free((void *)(uintptr_t)r.owners);
    uses_free(&uses);
    awe_synth_free(r.synth);
    return !status;
}

/* ---- hotspots */

static profile_hotspot *new_spot(profile_hotspot *spots, size_t *n, const char *kind,
                                 const char *name, const awe_histogram *each_ns)
{
    profile_hotspot *spot = &spots[(*n)++];
    bool has_p99 = awe_histogram_has_percentile(each_ns, 990);
    *spot = (profile_hotspot){.kind = kind, .n = each_ns->count, .max_ns = each_ns->max};
    spot->p99_ns = has_p99 ? (double)awe_histogram_percentile(each_ns, 990) : -1;
    snprintf(spot->name, sizeof spot->name, "%s", name);
    return spot;
}

static double slowness(const profile_hotspot *spot)
{
    return spot->p99_ns >= 0 ? spot->p99_ns : spot->max_ns;
}

static int compare(double a, double b)
{
    return a < b ? 1 : a > b ? -1 : 0;
}

static int compare_sums(const void *a, const void *b)
{
    return compare(((const profile_hotspot *)a)->sum_ns, ((const profile_hotspot *)b)->sum_ns);
}

static int compare_slowness(const void *a, const void *b)
{
    return compare(slowness(a), slowness(b));
}

static size_t list_all(const profile *p, profile_hotspot *spots)
{
    size_t n = 0;
    zone_times z;
    for (int i = 0; i < PROFILE_N_STAGES; i++) {
        const profile_times *stage = &p->stages[i];
        new_spot(spots, &n, "stage", profile_stage_name((profile_stage)i), &stage->each_ns)
            ->sum_ns = (double)stage->sum_ns;
    }
    for (size_t i = 0; i < p->n_presets; i++) {
        const profile_preset *preset = &p->presets[i];
        if (preset->is_measured) {
            profile_hotspot *spot =
                new_spot(spots, &n, "preset", preset->name, &preset->busy.each_ns);
            spot->sum_ns = preset->cost_ns;
            spot->preset = preset;
        }
    }
    for (size_t i = 0; n < PROFILE_MAX_HOTSPOTS && zone_get(i, &z); i++) {
        profile_hotspot *spot = new_spot(spots, &n, "zone", z.name, &z.runs_ns);
        spot->sum_ns = (double)z.sum_ns;
        spot->max_ns = (double)z.max_ns;
        spot->at_ns = (double)(z.first_ns - p->launch_ns);
    }
    return n;
}

size_t profile_list(const profile *p, bool by_p99, double slow_ns,
                    profile_hotspot spots[PROFILE_MAX_HOTSPOTS])
{
    size_t n = list_all(p, spots);
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (!by_p99 || slowness(&spots[i]) >= slow_ns) {
            spots[n_kept++] = spots[i];
        }
    }
    qsort(spots, n_kept, sizeof *spots, by_p99 ? compare_slowness : compare_sums);
    return n_kept;
}
