/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/device_plan.h"

#define MAX_PAUSE_MS 4000

static void set_default(uint32_t *limit_ms, uint32_t ms)
{
    if (*limit_ms == 0) {
        *limit_ms = ms;
    }
}

void device_plan_init(device_plan *plan, const device_limits *limits)
{
    *plan = (device_plan){0};
    if (limits) {
        plan->limits = *limits;
    }
    set_default(&plan->limits.deaf_ms, 1500);
    set_default(&plan->limits.open_ms, 15000);
    set_default(&plan->limits.close_ms, 2000);
    set_default(&plan->limits.pause_ms, 250);
    set_default(&plan->limits.give_up_ms, 60000);
}

/* Whether the job under way will never be done. */
static bool hangs(const device_plan *plan, device_outcome outcome)
{
    bool is_opening = plan->job == DEVICE_OPEN || plan->job == DEVICE_START;
    uint32_t limit_ms = is_opening ? plan->limits.open_ms : plan->limits.close_ms;
    return outcome == DEVICE_STUCK || plan->job_ms > limit_ms;
}

/* The first opening is tried once: what is wrong there is for the user to mend. */
static void take_refusal(device_plan *plan)
{
    plan->has_failed = !plan->is_lost;
    plan->is_broken = plan->is_open;
}

static void take_outcome(device_plan *plan, const device_news *news)
{
    bool is_done = news->outcome == DEVICE_DONE;
    switch (plan->job) {
    case DEVICE_OPEN:
        plan->is_open = is_done;
        break;
    case DEVICE_START:
        plan->is_playing = is_done;
        plan->n_calls = news->n_calls;
        plan->deaf_ms = 0;
        break;
    case DEVICE_STOP:
        plan->is_playing = false;
        break;
    case DEVICE_CLOSE:
        plan->is_open = false;
        plan->is_broken = false;
        break;
    default:
        break;
    }
    if (!is_done && (plan->job == DEVICE_OPEN || plan->job == DEVICE_START)) {
        take_refusal(plan);
    }
    plan->job = DEVICE_NO_JOB;
}

static void watch_calls(device_plan *plan, const device_news *news)
{
    if (news->n_calls != plan->n_calls) {
        plan->n_calls = news->n_calls;
        plan->deaf_ms = 0;
        plan->is_lost = false;
        return;
    }
    plan->deaf_ms += news->passed_ms;
    if (plan->deaf_ms < plan->limits.deaf_ms + news->buffer_ms) {
        return;
    }
    plan->is_playing = false;
    plan->is_broken = true;
    if (!plan->is_lost) {
        plan->is_lost = true;
        plan->lost_ms = 0;
        plan->paused_ms = 0;
        plan->pause_ms = plan->limits.pause_ms;
    }
}

/* Whether the time has come for the next attempt. */
static bool has_paused(device_plan *plan, uint32_t passed_ms)
{
    plan->paused_ms += passed_ms;
    if (plan->paused_ms < plan->pause_ms) {
        return false;
    }
    plan->paused_ms = 0;
    plan->pause_ms = plan->pause_ms < MAX_PAUSE_MS / 2 ? 2 * plan->pause_ms : MAX_PAUSE_MS;
    return true;
}

static device_job choose(device_plan *plan, uint32_t passed_ms)
{
    if (plan->has_failed) {
        return DEVICE_NO_JOB;
    }
    if (plan->is_broken) {
        return DEVICE_CLOSE;
    }
    if (plan->is_playing) {
        return plan->shall_play ? DEVICE_NO_JOB : DEVICE_STOP;
    }
    if (!plan->shall_play) {
        return DEVICE_NO_JOB;
    }
    if (plan->is_open) {
        return DEVICE_START;
    }
    return !plan->is_lost || has_paused(plan, passed_ms) ? DEVICE_OPEN : DEVICE_NO_JOB;
}

device_job device_plan_look(device_plan *plan, const device_news *news)
{
    if (plan->has_failed) {
        return DEVICE_NO_JOB;
    }
    plan->lost_ms += plan->is_lost && plan->shall_play ? news->passed_ms : 0;
    if (plan->is_lost && plan->lost_ms > plan->limits.give_up_ms) {
        plan->has_failed = true;
    }
    bool has_ended = news->outcome == DEVICE_DONE || news->outcome == DEVICE_REFUSED;
    if (plan->job != DEVICE_NO_JOB && !has_ended) {
        plan->job_ms += news->passed_ms;
        plan->has_hung = hangs(plan, news->outcome);
        plan->has_failed |= plan->has_hung;
        return DEVICE_NO_JOB;
    }
    if (plan->job != DEVICE_NO_JOB) {
        take_outcome(plan, news);
    }
    if (plan->is_playing) {
        watch_calls(plan, news);
    }
    plan->job = choose(plan, news->passed_ms);
    plan->job_ms = 0;
    return plan->job;
}
