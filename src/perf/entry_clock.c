/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/entry_clock.h"

#define BANDWIDTH_HZ 0.5
#define PI 3.14159265358979323846
#define SQRT_2 1.41421356237309504880
#define MAX_OMEGA 0.5       /* buffers above 160 ms: the loop stays stable with less bandwidth */
#define MAX_DRIFT 0.05      /* of the nominal rate; no device is that far off */
#define RESTART_PERIODS 4.0 /* between two wake-ups */

void awe_entry_clock_init(awe_entry_clock *clock, double rate_hz)
{
    *clock =
        (awe_entry_clock){.nominal_ns_per_frame = 1e9 / rate_hz, .ns_per_frame = 1e9 / rate_hz};
}

static double signed_difference(uint64_t a, uint64_t b)
{
    return (double)(int64_t)(a - b);
}

static int32_t saturate(double ns)
{
    return ns > INT32_MAX ? INT32_MAX : ns < INT32_MIN ? INT32_MIN : (int32_t)ns;
}

static double limit(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static void advance_due(awe_entry_clock *clock, double ns)
{
    double sum = clock->due_fraction + ns;
    int64_t whole = (int64_t)sum;
    whole -= (double)whole > sum;
    clock->due_ns += (uint64_t)whole;
    clock->due_fraction = sum - (double)whole;
}

/* Closes the current wake-up: only now it is known how many frames it filled. */
static void predict_next(awe_entry_clock *clock)
{
    double period_ns = clock->wake_frames * clock->ns_per_frame;
    double omega = limit(2 * PI * BANDWIDTH_HZ * period_ns * 1e-9, 0, MAX_OMEGA);
    double first_gain = 1.0 / clock->n_wakes;
    bool is_settled = first_gain <= SQRT_2 * omega;
    double gain = is_settled ? SQRT_2 * omega : first_gain;
    advance_due(clock, period_ns + gain * clock->error_ns);
    if (is_settled && clock->wake_frames > 0) {
        double nominal = clock->nominal_ns_per_frame;
        double change = omega * omega * clock->error_ns / clock->wake_frames;
        clock->ns_per_frame = limit(clock->ns_per_frame + change, nominal * (1 - MAX_DRIFT),
                                    nominal * (1 + MAX_DRIFT));
    }
}

static bool is_same_wake_up(const awe_entry_clock *clock, uint64_t entry_ns)
{
    double elapsed_ns = signed_difference(entry_ns, clock->call_ns);
    return elapsed_ns <= 0.25 * clock->call_frames * clock->ns_per_frame;
}

/* A gap means that the device stood still; more than a buffer early, that it takes buffers ahead. A
   host with buffers of many sizes calls when this one has room, and not when the last is played:
   what is early by the difference of the two is on time. */
static bool is_off(const awe_entry_clock *clock, uint64_t entry_ns, uint32_t n_frames)
{
    double gap_ns = signed_difference(entry_ns, clock->wake_ns);
    double early_ns = signed_difference(clock->due_ns, entry_ns);
    uint32_t period = clock->wake_frames > n_frames ? clock->wake_frames : n_frames;
    return gap_ns > RESTART_PERIODS * period * clock->ns_per_frame ||
           early_ns > (clock->call_frames + n_frames) * clock->ns_per_frame;
}

static void start_wake_up(awe_entry_clock *clock, uint64_t entry_ns, bool is_restart)
{
    if (is_restart) {
        clock->due_ns = entry_ns;
        clock->due_fraction = 0;
        clock->n_wakes = 0;
    }
    clock->n_wakes += clock->n_wakes < UINT32_MAX;
    clock->error_ns = signed_difference(entry_ns, clock->due_ns) - clock->due_fraction;
    clock->wake_ns = entry_ns;
    clock->wake_frames = 0;
}

awe_entry awe_entry_clock_call(awe_entry_clock *clock, uint64_t entry_ns, uint32_t n_frames)
{
    awe_entry entry = {.is_restart = !clock->is_running};
    if (!clock->is_running) {
        start_wake_up(clock, entry_ns, true);
    } else if (!is_same_wake_up(clock, entry_ns)) {
        predict_next(clock);
        entry.is_restart = is_off(clock, entry_ns, n_frames);
        entry.late_ns = saturate(signed_difference(entry_ns, clock->due_ns) - clock->due_fraction);
        start_wake_up(clock, entry_ns, entry.is_restart);
    } else {
        entry.late_ns = saturate(clock->error_ns);
    }
    double filled_ns = clock->due_fraction + clock->wake_frames * clock->ns_per_frame;
    entry.predicted_ns = clock->due_ns + (uint64_t)filled_ns;
    clock->is_running = true;
    clock->call_ns = entry_ns;
    clock->call_frames = n_frames;
    clock->wake_frames += n_frames;
    return entry;
}
