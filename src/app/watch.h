/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_WATCH_H
#define APP_WATCH_H

/* The monitor at work: takes the records that the callback pushes, keeps what is told at the end of
   a run, decides on quality and speaks of what went wrong. [main] */

#include "app/live.h"
#include "app/live_figures.h"
#include "app/summary.h"
#include "app/watch_settings.h"
#include "base/ring.h"
#include "io/system.h"
#include "perf/monitor.h"

#include <stdbool.h>
#include <stdint.h>

#define WATCH_RECORDS 8192 /* 10 s of buffers of 64 frames */
#define WATCH_MS 50        /* how often it looks */

typedef struct watch_config {
    const watch_settings *settings;
    uint32_t n_voices;
    uint64_t launch_ns; /* of the program */
    bool is_guarded;    /* the build has guards */
} watch_config;

typedef enum watch_timing {
    WATCH_TIMING,
    WATCH_TIMING_STOPS, /* the callback has not been told yet */
    WATCH_NO_TIMING,
} watch_timing;

typedef struct watch {
    awe_ring records; /* of awe_record: the callback pushes */
    awe_record storage[WATCH_RECORDS];
    awe_record black_box[AWE_BLACK_BOX_RECORDS];
    awe_monitor *monitor;
    awe_meters *meters; /* of the monitor: who measures something sets it here */
    summary summary;
    live_figures_seen seen;
    system_watch system;
    dump *dump;
    double rate_hz;     /* of the device */
    uint64_t system_ns; /* when the system is next read */
    quality_settings quality;
    uint32_t n_voices;
    uint8_t sent_level;  /* of quality, to the callback */
    watch_timing timing; /* of the stages */
    uint64_t launch_ns;
    bool has_sounded;
    bool is_adaptive;
    uint64_t notice;      /* the next one to be spoken of */
    uint64_t looked_ns;   /* when watch_look() was last called */
    uint32_t causes_said; /* a bit for each that has been explained */
    uint32_t n_xruns;     /* since watch_begin_song() */
    uint32_t n_by_cause[AWE_N_CAUSES];
} watch;

/* Begins without a device. False: what is wrong has been said. Free with watch_close() in either
   case. */
bool watch_open(watch *w, const watch_config *config);
void watch_close(watch *w);

/* Times what each level costs on `synth`, which nobody plays; some 20 ms. Levels that save too
   little here are left out. */
void watch_calibrate(watch *w, awe_synth *synth);

/* The device's rate, from now on. */
void watch_set_rate(watch *w, double rate_hz);

/* Takes in what the callback has measured, says what is worth a line, decides, and tells the
   callback; to be called every WATCH_MS. `is_steady`: warmed up. */
void watch_look(watch *w, live *l, bool is_steady);

/* True once a second: then watch_read_system() is due. */
bool watch_is_system_due(const watch *w);

/* Takes what the system says about the process and the machine. */
void watch_read_system(watch *w, const system_subject *subject);

/* Another bank, or anything else that disturbs. */
void watch_disturb(watch *w);

/* Asks for a dump of the black box. */
void watch_dump(watch *w, dump_reason reason);

/* The end of playing: dumps what was asked for. */
void watch_end(watch *w);

/* Begins to count anew what is told about a song. */
void watch_begin_song(watch *w);

/* Says how often and why sound was lost since then, if it was. */
void watch_say_losses(const watch *w, const char *name);

#endif
