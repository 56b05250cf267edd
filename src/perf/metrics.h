/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_METRICS_H
#define AWE_PERF_METRICS_H

/* Everything that is measured, as one table. Budgets and views name its rows, docs/perf.md is a
   copy of it, and tests compare. A metric that nobody feeds is unavailable, with the reason that
   stands here, and never 0. */

#include <stdbool.h>
#include <stddef.h>

typedef enum awe_metric_kind {
    AWE_COUNTER,   /* only grows; windows tell by how much */
    AWE_GAUGE,     /* a value of now */
    AWE_HISTOGRAM, /* a distribution */
} awe_metric_kind;

typedef enum awe_unit {
    AWE_UNIT_COUNT,
    AWE_UNIT_RATIO,
    AWE_UNIT_PERCENT,
    AWE_UNIT_NS,
    AWE_UNIT_US,
    AWE_UNIT_MS,
    AWE_UNIT_S,
    AWE_UNIT_FRAMES,
    AWE_UNIT_VOICES,
    AWE_UNIT_LEVEL,
    AWE_UNIT_BYTES,
    AWE_UNIT_BYTES_PER_MIN,
    AWE_UNIT_MHZ,
    AWE_UNIT_CELSIUS,
} awe_unit;

typedef enum awe_metric {
    AWE_METRIC_BUFFERS,
    AWE_METRIC_BUSY,
    AWE_METRIC_SHARE,
    AWE_METRIC_LATE,
    AWE_METRIC_EARLY,
    AWE_METRIC_SLACK,
    AWE_METRIC_STAGE_CONTROL,
    AWE_METRIC_STAGE_VOICES,
    AWE_METRIC_STAGE_EFFECTS,
    AWE_METRIC_STAGE_REST,
    AWE_METRIC_VOICE_FRAME,
    AWE_METRIC_PREDICTED_RATIO,
    AWE_METRIC_HEADROOM,
    AWE_METRIC_CAPACITY,
    AWE_METRIC_XRUN_TOTAL,
    AWE_METRIC_XRUN_GUARD,
    AWE_METRIC_XRUN_FAULT,
    AWE_METRIC_XRUN_PREEMPTED,
    AWE_METRIC_XRUN_NUMERIC,
    AWE_METRIC_XRUN_BURST,
    AWE_METRIC_XRUN_RENDER,
    AWE_METRIC_XRUN_WAKEUP,
    AWE_METRIC_XRUN_MACHINE,
    AWE_METRIC_XRUN_DEVICE,
    AWE_METRIC_XRUN_UNKNOWN,
    AWE_METRIC_XRUN_REPORTED,
    AWE_METRIC_XRUN_INFERRED,
    AWE_METRIC_XRUN_LOST,
    AWE_METRIC_XRUN_SINCE,
    AWE_METRIC_XRUN_LONGEST,
    AWE_METRIC_VOICE_ACTIVE,
    AWE_METRIC_VOICE_PEAK,
    AWE_METRIC_VOICE_LIMIT,
    AWE_METRIC_VOICE_STARTED,
    AWE_METRIC_VOICE_ALLOC,
    AWE_METRIC_VOICE_STOLEN,
    AWE_METRIC_VOICE_STOLEN_RELEASED,
    AWE_METRIC_VOICE_SHED,
    AWE_METRIC_VOICE_LOST_NOTES,
    AWE_METRIC_VOICE_LIFETIME,
    AWE_METRIC_MIDI_KEY_TO_SOUND,
    AWE_METRIC_MIDI_OUR_PART,
    AWE_METRIC_MIDI_JITTER,
    AWE_METRIC_MIDI_PLACEMENT,
    AWE_METRIC_MIDI_MISPLACED,
    AWE_METRIC_MIDI_EVENTS,
    AWE_METRIC_MIDI_BYTES,
    AWE_METRIC_MIDI_RING_FILL,
    AWE_METRIC_MIDI_REFUSED,
    AWE_METRIC_MIDI_PARSE_ERRORS,
    AWE_METRIC_MIDI_UNCERTAINTY,
    AWE_METRIC_MIDI_RECONNECTS,
    AWE_METRIC_OUTPUT_PEAK,
    AWE_METRIC_OUTPUT_CLIPPED,
    AWE_METRIC_OUTPUT_DC,
    AWE_METRIC_OUTPUT_DENORMAL,
    AWE_METRIC_OUTPUT_INVALID,
    AWE_METRIC_OUTPUT_OVERFLOW,
    AWE_METRIC_MEMORY_BANK,
    AWE_METRIC_MEMORY_SONG,
    AWE_METRIC_MEMORY_SYNTH,
    AWE_METRIC_MEMORY_EFFECTS,
    AWE_METRIC_MEMORY_RINGS,
    AWE_METRIC_MEMORY_MONITOR,
    AWE_METRIC_MEMORY_UI,
    AWE_METRIC_MEMORY_BANK_MAPPED,
    AWE_METRIC_MEMORY_BANK_RESIDENT,
    AWE_METRIC_MEMORY_BANK_LOCKED,
    AWE_METRIC_MEMORY_RSS,
    AWE_METRIC_MEMORY_PSS,
    AWE_METRIC_MEMORY_SWAP,
    AWE_METRIC_MEMORY_PEAK,
    AWE_METRIC_MEMORY_GROWTH,
    AWE_METRIC_MEMORY_GROWTH_TAGGED,
    AWE_METRIC_MEMORY_FAULTS_MINOR,
    AWE_METRIC_MEMORY_FAULTS_MAJOR,
    AWE_METRIC_GUARD_ALLOC,
    AWE_METRIC_GUARD_LOCK,
    AWE_METRIC_GUARD_SYSCALL,
    AWE_METRIC_QUALITY_LEVEL,
    AWE_METRIC_QUALITY_CHANGES,
    AWE_METRIC_QUALITY_MAXIMUM,
    AWE_METRIC_QUALITY_HIGH,
    AWE_METRIC_QUALITY_MEDIUM,
    AWE_METRIC_QUALITY_LOW,
    AWE_METRIC_QUALITY_REVERTS,
    AWE_METRIC_QUALITY_RESTRAINED,
    AWE_METRIC_PROCESS_CPU,
    AWE_METRIC_PROCESS_CPU_AUDIO,
    AWE_METRIC_PROCESS_CPU_MIDI,
    AWE_METRIC_PROCESS_CPU_MAIN,
    AWE_METRIC_PROCESS_LOOP_LAG,
    AWE_METRIC_PROCESS_FRAME_TIME,
    AWE_METRIC_PROCESS_FILES,
    AWE_METRIC_PROCESS_START,
    AWE_METRIC_SYSTEM_MHZ,
    AWE_METRIC_SYSTEM_TEMPERATURE,
    AWE_METRIC_SYSTEM_THROTTLES,
    AWE_METRIC_SYSTEM_STEAL,
    AWE_METRIC_SYSTEM_PRESSURE_CPU,
    AWE_METRIC_SYSTEM_PRESSURE_MEMORY,
    AWE_METRIC_SYSTEM_PRESSURE_IO,
    AWE_METRIC_SYSTEM_DISK_FREE,
    AWE_METRIC_MONITOR_DROPPED,
    AWE_METRIC_MONITOR_SHARE,
    AWE_METRIC_MONITOR_RECORD,
    AWE_METRIC_MONITOR_TICK,
    AWE_N_METRICS,
} awe_metric;

#define AWE_N_HISTOGRAMS 12 /* rows of that kind */

typedef struct awe_metric_info {
    const char *name; /* such as "midi.key_to_sound" */
    awe_unit unit;
    awe_metric_kind kind;
    const char *help;   /* a few words, no full stop */
    const char *budget; /* the default one, without the name in front; NULL: none */
    const char *why;    /* reason while nobody has fed it; NULL: records feed it from the start */
    double scale;       /* of a histogram: units per step of its integers */
    bool low_is_bad;    /* of a histogram: its low percentiles matter */
} awe_metric_info;

/* [AWE_N_METRICS] */
extern const awe_metric_info awe_metrics[];

/* The metric with the first `size` characters of `name`; AWE_N_METRICS if there is none. [any] */
awe_metric awe_metric_find(const char *name, size_t size);

/* Such as "ns", "%", "bytes/min"; empty for plain counts. [any] */
const char *awe_unit_name(awe_unit unit);

#endif
