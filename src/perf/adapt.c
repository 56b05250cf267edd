/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/adapt.h"

#include "perf/stats.h"

#define MS 1000000ull
#define S (1000 * MS)

#define TOO_MUCH 0.80       /* share above which the level falls, */
#define DOWN_GOAL 0.65      /* to what is predicted to need no more than this */
#define UP_GOAL 0.60        /* the next level fits if predicted at or below */
#define WORTHWHILE 0.9      /* a step down must save a tenth */
#define UNKNOWN_STEP 0.89   /* share that a level needs of the better one's, if unknown */
#define RECENT_BUFFERS 32   /* of which the second-highest counts, */
#define RECENT_NS (50 * MS) /* or longer */
#define DOWN_PAUSE_NS (100 * MS)
#define FREEZE_NS (1 * S)
#define HOLD_NS (2 * S)
#define MAX_HOLD_NS (60 * S)
#define CALM_NS (60 * S)         /* without change or trouble: the hold is short again */
#define CHANGE_SPACE_NS (10 * S) /* no more than one change in this, on the average */
#define ONE_STEP_NS (1 * S)      /* shedding and the step down that follows are one */
#define SHED_NS (250 * MS)       /* how long the callback's cap holds */
#define TRIAL_NS (250 * MS)
#define TRIAL_LIMIT_NS (2 * S) /* without enough buffers by then the step stays untested */
#define TRIAL_BUFFERS 64
#define TRIAL_MIN_BUFFERS 16
#define HELPED 0.5 /* of the predicted gain */
#define FORBID_NS (60 * S)
#define MAX_FORBID_NS (3840 * S)

static void forget_loads(awe_adapt *adapt)
{
    adapt->n_loads = 0;
    adapt->is_calm = false;
}

void awe_adapt_init(awe_adapt *adapt, const awe_adapt_config *config, uint64_t now_ns)
{
    *adapt = (awe_adapt){.config = *config, .hold_ns = HOLD_NS, .level = config->best};
    for (int i = 0; i < AWE_N_LEVELS; i++) {
        adapt->forbid_ns[i] = FORBID_NS;
    }
    adapt->changed_ns = adapt->rough_ns = now_ns;
    awe_adapt_freeze(adapt, now_ns);
}

void awe_adapt_configure(awe_adapt *adapt, const awe_adapt_config *config)
{
    adapt->config = *config;
    adapt->trial.is_open = false;
}

void awe_adapt_freeze(awe_adapt *adapt, uint64_t now_ns)
{
    forget_loads(adapt);
    adapt->trial.is_open = false;
    adapt->frozen_until_ns = now_ns + FREEZE_NS;
}

void awe_adapt_take(awe_adapt *adapt, const awe_load *load)
{
    if (load->level == adapt->level) {
        adapt->loads[adapt->n_loads++ % AWE_LOAD_HISTORY] = *load;
    }
}

static size_t n_kept(const awe_adapt *adapt)
{
    return adapt->n_loads < AWE_LOAD_HISTORY ? adapt->n_loads : AWE_LOAD_HISTORY;
}

/* `ago`: 0 is the newest. */
static const awe_load *load_at(const awe_adapt *adapt, size_t ago)
{
    return &adapt->loads[(adapt->n_loads - 1 - ago) % AWE_LOAD_HISTORY];
}

/* The load with the second-highest recent share; NULL if there are fewer than two. */
static const awe_load *peak_load(const awe_adapt *adapt)
{
    const awe_load *highest = NULL, *second = NULL;
    for (size_t ago = 0; ago < n_kept(adapt); ago++) {
        const awe_load *load = load_at(adapt, ago);
        if (ago >= RECENT_BUFFERS && load_at(adapt, 0)->entry_ns - load->entry_ns > RECENT_NS) {
            break;
        }
        if (!highest || load->share > highest->share) {
            second = highest;
            highest = load;
        } else if (!second || load->share > second->share) {
            second = load;
        }
    }
    return second;
}

/* Where the callback has shed voices, the buffers since tell too little: the worst one before. */
static const awe_load *aim_load(const awe_adapt *adapt, const awe_load *peak, uint64_t now_ns)
{
    if (adapt->shed_ns == 0 || now_ns - adapt->shed_ns > SHED_NS) {
        return peak;
    }
    for (size_t ago = 0; ago < n_kept(adapt); ago++) {
        const awe_load *load = load_at(adapt, ago);
        if (now_ns - load->entry_ns <= SHED_NS && load->share > peak->share) {
            peak = load;
        }
    }
    return peak;
}

double awe_adapt_share(const awe_adapt *adapt)
{
    const awe_load *peak = peak_load(adapt);
    return peak ? peak->share : 0;
}

/* How many times as much the same work costs there. What nobody measured may just be worthwhile. */
static double cost_ratio(const awe_load *load, uint8_t from, uint8_t to)
{
    double ratio = 1;
    if (load->predicted[from] > 0 && load->predicted[to] > 0) {
        return load->predicted[to] / load->predicted[from];
    }
    for (; from < to; from++) {
        ratio *= UNKNOWN_STEP;
    }
    for (; from > to; from--) {
        ratio /= UNKNOWN_STEP;
    }
    return ratio;
}

/* What `load` would need at `level`. Voices that the current level's polyphony keeps away come back
   at a better one. */
static double share_at(const awe_adapt *adapt, const awe_load *load, uint8_t level)
{
    double share = load->share * cost_ratio(load, adapt->level, level);
    uint32_t cap = adapt->config.n_voices[adapt->level];
    if (level < adapt->level && cap > 0 && load->n_voices >= cap) {
        share *= (double)adapt->config.n_voices[level] / cap;
    }
    return share;
}

static bool is_allowed(const awe_adapt *adapt, uint8_t level, uint64_t now_ns)
{
    return level >= adapt->config.best && level <= adapt->config.worst &&
           !(adapt->config.skipped >> level & 1) && now_ns >= adapt->forbidden_until_ns[level];
}

/* The best level that brings `peak` down to the goal, else the one that helps most; the current one
   if none helps. */
static uint8_t level_below(const awe_adapt *adapt, const awe_load *peak, uint64_t now_ns)
{
    uint8_t found = adapt->level;
    double lowest = WORTHWHILE * peak->share;
    for (uint8_t level = (uint8_t)(adapt->level + 1); level < AWE_N_LEVELS; level++) {
        double share = share_at(adapt, peak, level);
        if (is_allowed(adapt, level, now_ns) && share < lowest) {
            found = level;
            lowest = share;
            if (share <= DOWN_GOAL) {
                break;
            }
        }
    }
    return found;
}

static uint8_t level_above(const awe_adapt *adapt, uint64_t now_ns)
{
    for (int level = adapt->level - 1; level >= 0; level--) {
        if (is_allowed(adapt, (uint8_t)level, now_ns)) {
            return (uint8_t)level;
        }
    }
    return adapt->level;
}

/* Steps that come again and again make us wait longer before we climb. */
static void note_down_step(awe_adapt *adapt, uint64_t now_ns)
{
    if (adapt->down_ns > 0 && now_ns - adapt->down_ns < ONE_STEP_NS) {
        return;
    }
    bool is_soon = adapt->n_ups > 0 && now_ns - adapt->changed_ns < CHANGE_SPACE_NS;
    bool is_often =
        adapt->down_ns > 0 && now_ns - adapt->down_ns < CHANGE_SPACE_NS * (adapt->n_ups + 1);
    if (is_soon || is_often) {
        adapt->hold_ns = 2 * adapt->hold_ns < MAX_HOLD_NS ? 2 * adapt->hold_ns : MAX_HOLD_NS;
    }
    adapt->down_ns = now_ns;
    adapt->n_ups = 0;
}

void awe_adapt_note_shed(awe_adapt *adapt, uint64_t now_ns)
{
    adapt->shed_ns = now_ns;
    note_down_step(adapt, now_ns);
}

static bool change(awe_adapt *adapt, const awe_decision *decision, awe_decision *out)
{
    adapt->level = decision->to;
    adapt->changed_ns = decision->time_ns;
    forget_loads(adapt);
    *out = *decision;
    return true;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Medians of the share, and of the cost against what level `basis` was predicted to cost, over the
   newest buffers with at least `least` of share. */
static void measure(const awe_adapt *adapt, uint8_t basis, double least, awe_trial *out)
{
    double shares[TRIAL_BUFFERS], ratios[TRIAL_BUFFERS];
    size_t n = 0, n_ratios = 0;
    for (size_t ago = 0; ago < smaller(n_kept(adapt), TRIAL_BUFFERS); ago++) {
        const awe_load *load = load_at(adapt, ago);
        if (load->share < least) {
            continue;
        }
        shares[n++] = load->share;
        if (load->predicted[basis] > 0) {
            ratios[n_ratios++] = load->share / load->predicted[basis];
        }
    }
    out->share = awe_median(shares, n);
    out->ratio = awe_median(ratios, n_ratios);
}

static bool step_down(awe_adapt *adapt, const awe_load *peak, uint64_t now_ns, awe_decision *out)
{
    uint8_t to = level_below(adapt, peak, now_ns);
    if (to == adapt->level) {
        return false;
    }
    awe_trial trial = {
        .step = {.kind = AWE_DECISION_DOWN,
                 .from = adapt->level,
                 .to = to,
                 .cause = peak->cause,
                 .predicted_gain = 1 - share_at(adapt, peak, to) / peak->share,
                 .time_ns = now_ns},
        .is_cap = adapt->config.n_voices[to] < peak->n_voices,
        .is_open = true,
    };
    measure(adapt, adapt->level, TOO_MUCH, &trial);
    adapt->trial = trial;
    note_down_step(adapt, now_ns);
    return change(adapt, &trial.step, out);
}

/* Ends the trial: keeps the step, or takes it back and forbids it for a while. */
static bool judge(awe_adapt *adapt, uint64_t now_ns, awe_decision *out)
{
    awe_trial *trial = &adapt->trial, after;
    awe_decision decision = trial->step;
    measure(adapt, trial->step.from, 0, &after);
    bool by_share = trial->is_cap || after.ratio <= 0 || trial->ratio <= 0;
    decision.time_ns = now_ns;
    decision.kind = AWE_DECISION_CONFIRM;
    decision.measured_gain =
        1 - (by_share ? after.share / trial->share : after.ratio / trial->ratio);
    trial->is_open = false;
    if (decision.measured_gain >= HELPED * decision.predicted_gain) {
        *out = decision;
        return true;
    }
    uint64_t *forbid_ns = &adapt->forbid_ns[trial->step.to];
    adapt->forbidden_until_ns[trial->step.to] = now_ns + *forbid_ns;
    *forbid_ns = 2 * *forbid_ns < MAX_FORBID_NS ? 2 * *forbid_ns : MAX_FORBID_NS;
    decision.kind = AWE_DECISION_REVERT;
    decision.from = trial->step.to;
    decision.to = trial->step.from;
    return change(adapt, &decision, out);
}

/* A step that is not enough is judged before the next one is taken. */
static bool is_judged(awe_adapt *adapt, const awe_load *peak, uint64_t now_ns, awe_decision *out)
{
    uint64_t age_ns = now_ns - adapt->trial.step.time_ns;
    bool is_due = age_ns >= TRIAL_NS || (peak && peak->share > TOO_MUCH);
    if (!adapt->trial.is_open || !is_due) {
        return false;
    }
    if (adapt->n_loads >= TRIAL_MIN_BUFFERS) {
        return judge(adapt, now_ns, out);
    }
    adapt->trial.is_open = age_ns < TRIAL_LIMIT_NS;
    return false;
}

static void watch_calm(awe_adapt *adapt, const awe_load *peak, uint8_t above, uint64_t now_ns)
{
    bool is_top = above == adapt->level;
    bool fits = is_top ? peak->share <= TOO_MUCH : share_at(adapt, peak, above) <= UP_GOAL;
    adapt->rough_ns = fits ? adapt->rough_ns : now_ns;
    if (fits && !adapt->is_calm) {
        adapt->calm_ns = now_ns;
    }
    adapt->is_calm = fits;
    uint64_t last_ns = adapt->rough_ns > adapt->changed_ns ? adapt->rough_ns : adapt->changed_ns;
    if (now_ns - last_ns >= CALM_NS) {
        adapt->hold_ns = HOLD_NS;
    }
}

static bool step_up(awe_adapt *adapt, const awe_load *peak, uint8_t above, uint64_t now_ns,
                    awe_decision *out)
{
    if (above == adapt->level || !adapt->is_calm || now_ns - adapt->calm_ns < adapt->hold_ns) {
        return false;
    }
    awe_decision decision = {
        .kind = AWE_DECISION_UP,
        .from = adapt->level,
        .to = above,
        .cause = AWE_CAUSE_RENDER,
        .predicted_gain = peak->share > 0 ? 1 - share_at(adapt, peak, above) / peak->share : 0,
        .time_ns = now_ns,
    };
    adapt->n_ups++;
    adapt->trial.is_open = false;
    return change(adapt, &decision, out);
}

/* The user may have moved the bounds past the level. */
static bool obey_bounds(awe_adapt *adapt, uint64_t now_ns, awe_decision *out)
{
    const awe_adapt_config *config = &adapt->config;
    uint8_t to = adapt->level < config->best    ? config->best
                 : adapt->level > config->worst ? config->worst
                                                : adapt->level;
    awe_decision decision = {.kind = to > adapt->level ? AWE_DECISION_DOWN : AWE_DECISION_UP,
                             .from = adapt->level,
                             .to = to,
                             .cause = AWE_CAUSE_UNKNOWN,
                             .time_ns = now_ns};
    return to != adapt->level && change(adapt, &decision, out);
}

bool awe_adapt_tick(awe_adapt *adapt, uint64_t now_ns, awe_decision *out)
{
    if (obey_bounds(adapt, now_ns, out)) {
        return true;
    }
    const awe_load *peak = peak_load(adapt);
    if (!peak || (int64_t)(now_ns - adapt->frozen_until_ns) < 0) {
        return false;
    }
    uint8_t above = level_above(adapt, now_ns);
    watch_calm(adapt, peak, above, now_ns);
    if (now_ns - adapt->changed_ns < DOWN_PAUSE_NS) {
        return false;
    }
    if (is_judged(adapt, peak, now_ns, out)) {
        return true;
    }
    if (peak->share > TOO_MUCH) {
        const awe_load *aim = aim_load(adapt, peak, now_ns);
        return !adapt->trial.is_open && step_down(adapt, aim, now_ns, out);
    }
    return step_up(adapt, peak, above, now_ns, out);
}

const char *awe_level_name(uint8_t level)
{
    static const char *const names[AWE_N_LEVELS] = {"maximum", "high", "medium", "low"};
    return names[level < AWE_N_LEVELS ? level : AWE_N_LEVELS - 1];
}
