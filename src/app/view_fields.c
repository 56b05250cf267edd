/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The table of what views show. Names with a unit tell it, as they are JSON's too. */

#include "app/view_data.h"

#include <string.h>

#define NS_TO_MS 1e-6
#define US_TO_MS 1e-3

/* Values that view_data_fill() knows by their name. */
#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, VIEW_TEXT                                                                            \
    }
#define NUMBER(name, decimals, unit)                                                               \
    {                                                                                              \
        name, VIEW_NUMBER, decimals, unit                                                          \
    }

/* Of a metric: its value, its total since the start, or the statistic STAT in the window. */
#define METRIC(name, metric, scale, decimals, unit)                                                \
    {                                                                                              \
        name, VIEW_NUMBER, decimals, unit, scale, AWE_METRIC_##metric, AWE_STAT_VALUE              \
    }
#define TOTAL(name, metric)                                                                        \
    {                                                                                              \
        name, VIEW_NUMBER, 0, NULL, 1, AWE_METRIC_##metric, AWE_STAT_VALUE, true                   \
    }
#define BYTES(name, metric)                                                                        \
    {                                                                                              \
        name, VIEW_BYTES, 1, NULL, 1, AWE_METRIC_##metric, AWE_STAT_VALUE                          \
    }
#define STAT(name, metric, stat, scale, decimals, unit)                                            \
    {                                                                                              \
        name, VIEW_NUMBER, decimals, unit, scale, AWE_METRIC_##metric, AWE_STAT_##stat             \
    }

const view_field view_fields[] = {
    /* what plays */
    TEXT("time"),
    NUMBER("t", 1, " s"),
    TEXT("health"),
    NUMBER("broken", 0, NULL),
    TEXT("song"),
    TEXT("state"),
    TEXT("set"),
    {"position_s", VIEW_TIME},
    {"end_s", VIEW_TIME},
    NUMBER("bar", 0, NULL),

    /* with what */
    TEXT("device"),
    NUMBER("rate_hz", 0, NULL),
    NUMBER("buffer_frames", 0, NULL),
    NUMBER("period_ms", 2, " ms"),
    TEXT("rt"),
    {"locked", VIEW_FLAG, 0, "locked"},
    TEXT("kernel"),
    TEXT("interpolation"),

    /* how well */
    TEXT("level"),
    TEXT("quality.asked"),
    TOTAL("quality.changes", QUALITY_CHANGES),
    TOTAL("quality.reverts", QUALITY_REVERTS),
    TOTAL("quality.restrained", QUALITY_RESTRAINED),
    METRIC("capacity", CAPACITY, 1, 0, NULL),
    METRIC("headroom", HEADROOM, 1, 1, "%"),
    METRIC("predicted_ratio", PREDICTED_RATIO, 1, 2, NULL),

    /* each buffer */
    STAT("share.p50", SHARE, P50, 1, 1, "%"),
    STAT("share.p99", SHARE, P99, 1, 1, "%"),
    STAT("share.p99.9", SHARE, P99_9, 1, 1, "%"),
    STAT("share.max", SHARE, MAX, 1, 1, "%"),
    TEXT("budget.share"),
    STAT("slack_ms.p50", SLACK, P50, NS_TO_MS, 2, NULL),
    STAT("slack_ms.p1", SLACK, P1, NS_TO_MS, 2, NULL),
    STAT("slack_ms.p0.1", SLACK, P0_1, NS_TO_MS, 2, NULL),
    STAT("slack_ms.min", SLACK, MIN, NS_TO_MS, 2, NULL),
    TEXT("budget.slack_ms"),
    STAT("late_ms.p50", LATE, P50, NS_TO_MS, 2, NULL),
    STAT("late_ms.p99", LATE, P99, NS_TO_MS, 2, NULL),
    STAT("late_ms.p99.9", LATE, P99_9, NS_TO_MS, 2, NULL),
    STAT("late_ms.max", LATE, MAX, NS_TO_MS, 2, NULL),
    TEXT("budget.late_ms"),
    TOTAL("early", EARLY),
    STAT("key_to_sound_ms.p50", MIDI_KEY_TO_SOUND, P50, US_TO_MS, 2, NULL),
    STAT("key_to_sound_ms.p99", MIDI_KEY_TO_SOUND, P99, US_TO_MS, 2, NULL),
    STAT("key_to_sound_ms.p99.9", MIDI_KEY_TO_SOUND, P99_9, US_TO_MS, 2, NULL),
    STAT("key_to_sound_ms.max", MIDI_KEY_TO_SOUND, MAX, US_TO_MS, 2, NULL),
    TEXT("budget.key_to_sound_ms"),
    STAT("key_to_sound_ms.our_part", MIDI_OUR_PART, P99, US_TO_MS, 2, NULL),
    METRIC("key_to_sound_ms.jitter", MIDI_JITTER, US_TO_MS, 2, NULL),
    METRIC("key_to_sound_ms.uncertainty", MIDI_UNCERTAINTY, US_TO_MS, 2, " ms"),
    TEXT("midi.input"),
    STAT("midi.events_per_s", MIDI_EVENTS, RATE, 1, 0, NULL),
    METRIC("midi.ring_percent", MIDI_RING_FILL, 1, 0, "%"),
    TOTAL("midi.refused", MIDI_REFUSED),
    TOTAL("midi.misplaced", MIDI_MISPLACED),
    STAT("midi.placement_frames", MIDI_PLACEMENT, MAX, 1, 0, NULL),
    TOTAL("midi.parse_errors", MIDI_PARSE_ERRORS),
    METRIC("stage.control", STAGE_CONTROL, 1, 0, "%"),
    METRIC("stage.voices", STAGE_VOICES, 1, 0, "%"),
    METRIC("stage.effects", STAGE_EFFECTS, 1, 0, "%"),
    METRIC("stage.rest", STAGE_REST, 1, 0, "%"),
    METRIC("ns_per_voice_frame", VOICE_FRAME, 1, 2, " ns"),

    /* voices */
    METRIC("voices", VOICE_ACTIVE, 1, 0, NULL),
    METRIC("voices_limit", VOICE_LIMIT, 1, 0, NULL),
    METRIC("voices_peak", VOICE_PEAK, 1, 0, NULL),
    TOTAL("stolen", VOICE_STOLEN),
    TOTAL("stolen_released", VOICE_STOLEN_RELEASED),
    TOTAL("shed", VOICE_SHED),
    TOTAL("lost_notes", VOICE_LOST_NOTES),
    STAT("alloc_ns.p50", VOICE_ALLOC, P50, 1, 0, NULL),
    STAT("alloc_ns.p99.9", VOICE_ALLOC, P99_9, 1, 0, NULL),

    /* lost sound; each but the total by its cause's name */
    TOTAL("xruns.total", XRUN_TOTAL),
    TOTAL("xruns.guard", XRUN_GUARD),
    TOTAL("xruns.fault", XRUN_FAULT),
    TOTAL("xruns.preempted", XRUN_PREEMPTED),
    TOTAL("xruns.numeric", XRUN_NUMERIC),
    TOTAL("xruns.burst", XRUN_BURST),
    TOTAL("xruns.render", XRUN_RENDER),
    TOTAL("xruns.wakeup", XRUN_WAKEUP),
    TOTAL("xruns.machine", XRUN_MACHINE),
    TOTAL("xruns.device", XRUN_DEVICE),
    TOTAL("xruns.unknown", XRUN_UNKNOWN),
    TOTAL("lost_frames", XRUN_LOST),
    METRIC("last_xrun.ago_s", XRUN_SINCE, 1, 0, " s"),
    TEXT("last_xrun.cause"),
    TEXT("last_xrun.sentence"),
    TEXT("last_xrun.advice"),

    /* what went out */
    METRIC("peak_percent", OUTPUT_PEAK, 1, 0, "%"),
    TOTAL("clipped", OUTPUT_CLIPPED),
    TOTAL("numbers.denormal", OUTPUT_DENORMAL),
    TOTAL("numbers.nan", OUTPUT_INVALID),
    TOTAL("numbers.infinite", OUTPUT_OVERFLOW),
    TOTAL("guard.alloc", GUARD_ALLOC),
    TOTAL("guard.lock", GUARD_LOCK),
    TOTAL("guard.syscall", GUARD_SYSCALL),
    TOTAL("faults.minor", MEMORY_FAULTS_MINOR),
    TOTAL("faults.major", MEMORY_FAULTS_MAJOR),
    TOTAL("records_dropped", MONITOR_DROPPED),

    /* the machine */
    BYTES("memory.rss", MEMORY_RSS),
    BYTES("memory.bank", MEMORY_BANK),
    BYTES("memory.bank_mapped", MEMORY_BANK_MAPPED),
    BYTES("memory.bank_resident", MEMORY_BANK_RESIDENT),
    BYTES("memory.bank_locked", MEMORY_BANK_LOCKED),
    BYTES("memory.synth", MEMORY_SYNTH),
    BYTES("memory.swap", MEMORY_SWAP),
    BYTES("memory.growth_per_min", MEMORY_GROWTH),
    METRIC("cpu.process", PROCESS_CPU, 1, 1, "%"),
    METRIC("cpu.audio", PROCESS_CPU_AUDIO, 1, 1, "%"),
    METRIC("cpu.midi", PROCESS_CPU_MIDI, 1, 1, "%"),
    METRIC("cpu.main", PROCESS_CPU_MAIN, 1, 1, "%"),
    METRIC("mhz", SYSTEM_MHZ, 1, 0, " MHz"),
    METRIC("temp_c", SYSTEM_TEMPERATURE, 1, 0, " C"),
    METRIC("pressure.cpu", SYSTEM_PRESSURE_CPU, 1, 1, "%"),
    METRIC("pressure.memory", SYSTEM_PRESSURE_MEMORY, 1, 1, "%"),
    METRIC("pressure.io", SYSTEM_PRESSURE_IO, 1, 1, "%"),
    METRIC("steal_percent", SYSTEM_STEAL, 1, 1, "%"),
    METRIC("monitor_percent", MONITOR_SHARE, 1, 3, "%"),
};
const size_t n_view_fields = sizeof view_fields / sizeof view_fields[0];

_Static_assert(sizeof view_fields / sizeof view_fields[0] <= VIEW_MAX_FIELDS, "room for values");

size_t view_field_find(const char *name)
{
    size_t i = 0;
    while (i < n_view_fields && strcmp(view_fields[i].name, name) != 0) {
        i++;
    }
    return i;
}
