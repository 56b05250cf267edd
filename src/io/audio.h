/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_AUDIO_H
#define AWE_IO_AUDIO_H

/* One stereo output. The device calls back for sound on a thread of its own; everything here is
   [main]. */

#include "awe/api.h"
#include "io/io_error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct audio audio;

#define AUDIO_QUEUED_UNKNOWN UINT32_MAX

/* One call of the device for sound. Its number of frames may differ from call to call. */
typedef struct audio_round {
    float *out; /* [n_frames][2], to be filled; full scale +-1.0 */
    uint32_t n_frames;
    uint32_t queued_us; /* of sound that the device still has, or AUDIO_QUEUED_UNKNOWN */
    bool is_nominal;    /* queued_us is what it has when it calls on time, however late this is */
    bool ran_dry;       /* the device had nothing to play before this call */
    bool is_priming;    /* the sound system fills its buffers before it starts */
} audio_round;

/* Fills `round->out`. [audio] */
typedef AWE_RT void (*audio_fill_fn)(void *context, const audio_round *round);

typedef struct audio_config { /* Zero in any field means the default. */
    const char *device; /* [HOST:]NAME, parts of names, or #NUMBER; default: the system's choice */
    uint32_t buffer_frames; /* default: what the host likes */
    uint32_t rate_hz;       /* wished for; where the device refuses it, its own */
    bool is_chatty;         /* let the sound system's own messages through to stderr */
} audio_config;

typedef struct audio_device {
    int number;
    const char *host; /* valid during the visit only, as `name` */
    const char *name;
    double rate_hz;    /* its own */
    double latency_ms; /* that it offers at the least; 0: it does not say */
    bool is_default;
} audio_device;

typedef void (*audio_visit_fn)(void *context, const audio_device *device);

/* What was obtained. */
typedef struct audio_info {
    char host[64];
    char name[192];
    double rate_hz;
    uint32_t buffer_frames;  /* at a time; 0: as the host likes, and it may vary */
    uint32_t latency_frames; /* from callback to ear; an estimate where the sound system's own makes
                                no sense */
} audio_info;

/* Shows every device that can play stereo. Errors: the sound system does not start. */
bool audio_list(bool is_chatty, audio_visit_fn visit, void *context, io_error *error);

/* Opens a device, silent. The devices are looked for anew as long as no other is open. Free with
   audio_close(). A sound system that is half dead may let this wait for long.
   Errors: no device, no or several devices of that name, refused by the system. */
bool audio_open(const audio_config *config, audio **out, io_error *error);

/* Ends the calls at once and frees; NULL is fine. May never return, as audio_stop(). */
void audio_close(audio *output);

void audio_get_info(const audio *output, audio_info *info);

/* Begins to call `fill`. */
bool audio_start(audio *output, audio_fill_fn fill, void *context, io_error *error);

/* Ends the calls when the device has played what it has. A sound server that died may never let
   this return: app/device.h knows a way out. */
void audio_stop(audio *output);

#endif
