/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

/* What the command line asked for. Everything has its default before the first option is read. */

#include "app/midi_inputs.h"
#include "app/song_point.h"
#include "app/transport.h"
#include "app/views.h"
#include "app/watch_settings.h"
#include "awe/synth.h"
#include "io/rt.h"
#include "io/sound_format.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAX_BANKS AWE_MAX_BANKS

typedef enum command {
    COMMAND_PLAY,
    COMMAND_LIVE,
    COMMAND_RENDER,
    COMMAND_DEVICES,
    COMMAND_BENCH,
    COMMAND_COMPARE,
    COMMAND_INFO,
    COMMAND_BANK,
    COMMAND_DOCTOR,
    COMMAND_LATENCY,
    COMMAND_MONITOR,
    COMMAND_PROFILE,
    COMMAND_BUDGET,
    N_COMMANDS,
} command;

typedef enum progress_mode {
    PROGRESS_AUTO, /* a bar on a terminal, otherwise nothing */
    PROGRESS_BAR,
    PROGRESS_LINE,
    PROGRESS_JSON,
    PROGRESS_NONE,
} progress_mode;

/* Where a render ends. */
typedef enum tail_mode {
    TAIL_SILENCE, /* when effects have rung out, too */
    TAIL_RELEASE, /* when the last voice ends */
    TAIL_CUT,     /* when the last key is up */
    TAIL_SECONDS, /* so long after it */
} tail_mode;

typedef enum explain_topic {
    EXPLAIN_PROGRAMS = 1, /* which presets it plays, and why those */
    EXPLAIN_SYSEX = 2,    /* system exclusives, understood or not */
    EXPLAIN_NRPN = 4,     /* registered and other parameters */
    EXPLAIN_STEAL = 8,    /* who takes whose voice */
    EXPLAIN_ALL = 15,
} explain_topic;

typedef struct sound_settings {
    awe_synth_config synth;
    int limiter; /* as awe_synth_config.limiter; negative: what suits the command */
    const char *banks[MAX_BANKS];
    uint32_t n_banks; /* 0: look for one */
    awe_sf_rules rules;
    bool caches_samples;   /* keep decoded ones on disk */
    bool no_sidecar;       /* leave a song's own banks alone */
    uint32_t sidecar_bank; /* as which bank they are played */
    bool strict;           /* what is missing or repaired is an error */
    uint32_t explains;     /* bits of explain_topic: what to say about a song */
} sound_settings;

/* What is played of a song, and how often. */
typedef struct song_settings {
    song_point start;
    song_point end;
    uint32_t n_times; /* play only; 0: for ever */
} song_settings;

typedef struct render_settings {
    const char *output; /* NULL: none asked for */
    sound_container container;
    sound_encoding encoding;
    bool has_encoding;
    tail_mode tail;
    double tail_s;
    double max_length_s; /* negative: song and a minute */
    bool hash;
    bool overwrite;
    progress_mode progress;
    const char *manifest;     /* a list of songs, or "-"; NULL: none */
    uint32_t n_jobs;          /* 0: as many as there are processors */
    uint32_t shard, n_shards; /* 1 to n_shards; 0: all is rendered here */
    bool resume;              /* leave alone what was rendered already */
    bool keep_going;          /* after a song that cannot be rendered */
    const char *levels;       /* a file of recorded changes of quality; NULL: none */
} render_settings;

/* What plays on a device, and along with it. */
typedef struct live_settings {
    const char *device; /* NULL: the system's choice */
    rt_config rt;       /* of the audio thread */
    bool rt_strict;     /* end where the callback breaks the real-time contract */
    midi_settings midi;
    uint64_t midi_delay_ns; /* 0: what the device needs */
    bool watch_banks;       /* take up banks that are changed while they play */
    const char *record;     /* what comes in by MIDI goes to this file; NULL: nowhere */
} live_settings;

typedef struct profile_settings {
    uint32_t top;   /* hotspots shown */
    double slow_ns; /* what counts as slow */
} profile_settings;

#define MAX_BLOCKS 4

typedef struct bench_settings {
    double seconds;              /* of sound; 0: what suits the command */
    uint32_t blocks[MAX_BLOCKS]; /* [n_blocks] buffer sizes; none: what suits the command */
    uint32_t n_blocks;
    const char *stress; /* names of built-in workloads, with commas; NULL: all */
    uint32_t n_runs;
    uint32_t n_warm_ups;
    const char *baseline; /* file of earlier results; NULL: none */
    const char *against;  /* path of another program; NULL: none */
    double gate_percent;  /* how much slower is too much; negative: nothing is */
    bool instructions;    /* are counted, too */
    bool until_xrun;      /* find how much this machine can play */
    const char *folder;   /* where banks and songs are written; NULL: they are played */
} bench_settings;

typedef struct comparison_settings {
    double max_diff;     /* a difference up to this cannot be heard; 1 is full scale */
    uint32_t max_offset; /* frames by which one may begin later */
} comparison_settings;

/* An option that was given, for other programs to be started with. */
typedef struct option_use {
    const char *name;
    const char *value; /* NULL: it has none */
} option_use;

#define MAX_OPTION_USES 64

typedef struct option_uses {
    option_use items[MAX_OPTION_USES]; /* [n] in the order in which they were given */
    size_t n;
} option_uses;

typedef struct settings {
    command command;
    bool has_command;   /* it was named */
    const char **files; /* [n_files] */
    uint32_t n_files;
    sound_settings sound;
    render_settings render;
    live_settings live;
    uint32_t block_frames; /* 0: what suits the command */
    uint32_t rate_hz;      /* 0: what suits the command */
    bool midi_list;        /* of the devices, show the MIDI inputs only */
    transport_settings transport;
    song_settings song;
    watch_settings watch;
    view_settings view; /* of the monitor */
    profile_settings profile;
    uint64_t launch_ns; /* of the program, as clock_now_ns() tells it */
    bench_settings bench;
    comparison_settings comparison;
    option_uses uses; /* of those about sound */
    bool json;
    int verbosity; /* counted -v, or negative by -q */
    bool help;
    bool help_keys; /* of the keys, instead */
    bool version;
} settings;

#endif
