/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/measure.h"

#include "io/clock.h"

#define FAULT_READS_HZ 100
#define ODD_RATIO 1.5 /* of what was predicted */
#define ODD_SHARE 0.5 /* where nothing was: of the buffer's length */

uint64_t measure_now_ns(const measure *m)
{
    return m->config.now_ns ? m->config.now_ns(m->config.context) : clock_now_ns();
}

void measure_start(measure *m, const measure_config *config, double rate_hz)
{
    uint32_t seq = m->record.seq;
    *m = (measure){.config = *config, .rate_hz = rate_hz};
    m->record.seq = seq;
    m->record.flags = AWE_RECORD_FIRST;
    awe_entry_clock_init(&m->entry_clock, rate_hz);
}

static AWE_RT uint32_t clamp_u32(uint64_t value)
{
    return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

uint32_t measure_length_ns(const measure *m, uint32_t n_frames)
{
    return clamp_u32((uint64_t)(n_frames * 1e9 / m->rate_hz));
}

static AWE_RT uint8_t to_u8(uint32_t value)
{
    return value < UINT8_MAX ? (uint8_t)value : UINT8_MAX;
}

static AWE_RT int32_t clamp_i32(int64_t value)
{
    return value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

/* The faults are read after the contract's end, in a buffer that has time for it: once in 10 ms,
   and at once where something went wrong. */
static AWE_RT void read_faults(measure *m)
{
    awe_record *record = &m->record;
    double length_ns = record->frames * 1e9 / m->rate_hz;
    double odd_ns = m->predicted_ns > 0 ? ODD_RATIO * m->predicted_ns : ODD_SHARE * length_ns;
    bool is_odd = record->busy_ns > odd_ns || record->late_ns > 0.1 * length_ns;
    bool is_due = m->n_unread >= m->rate_hz / FAULT_READS_HZ && record->n_events == 0;
    m->n_unread += record->frames;
    if (!m->config.thread || !(is_odd || is_due)) {
        return;
    }
    rt_faults faults = rt_thread_read_faults(m->config.thread);
    record->n_minor_faults = to_u8(faults.n_minor);
    record->n_major_faults = to_u8(faults.n_major);
    record->n_preempted = to_u8(faults.n_preempted);
    record->flags |= AWE_RECORD_FAULTS_READ;
    m->n_unread = 0;
}

static AWE_RT uint32_t find_queued_us(const audio_round *round, int32_t late_ns)
{
    uint32_t late_us = round->is_nominal && late_ns > 0 ? (uint32_t)late_ns / 1000 : 0;
    if (round->queued_us == AUDIO_QUEUED_UNKNOWN) {
        return AWE_QUEUED_UNKNOWN;
    }
    return round->queued_us > late_us ? round->queued_us - late_us : 0;
}

uint64_t measure_enter(measure *m, const audio_round *round)
{
    awe_record *record = &m->record;
    if (m->config.thread) {
        rt_thread_begin(m->config.thread);
    }
    if (m->config.guard) {
        guard_enter(m->config.guard);
    }
    record->entry_ns = measure_now_ns(m);
    awe_entry entry = awe_entry_clock_call(&m->entry_clock, record->entry_ns, round->n_frames);
    record->late_ns = clamp_i32(entry.late_ns);
    record->queued_us = find_queued_us(round, record->late_ns);
    record->frames = round->n_frames < UINT16_MAX ? (uint16_t)round->n_frames : UINT16_MAX;
    record->flags |= round->ran_dry ? AWE_RECORD_UNDERFLOW : 0;
    record->flags |= round->is_priming ? AWE_RECORD_PRIMING : 0;
    return entry.predicted_ns;
}

awe_record measure_exit(measure *m)
{
    awe_record *record = &m->record;
    uint32_t seq = record->seq;
    int core = rt_current_cpu();
    record->core = core < 0 ? UINT8_MAX : to_u8((uint32_t)core);
    record->busy_ns = clamp_u32(measure_now_ns(m) - record->entry_ns);
    if (m->config.guard) {
        guard_trips trips;
        guard_exit(m->config.guard, &trips);
        record->flags |= trips.flags;
    }
    read_faults(m);
    if (m->config.records) {
        awe_ring_push(m->config.records, record);
    }
    awe_record pushed = *record;
    *record = (awe_record){.seq = seq + 1};
    return pushed;
}
