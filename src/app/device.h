/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DEVICE_H
#define APP_DEVICE_H

/* Keeps the sound going: opens the audio device, notices when it does not take sound any more, gets
   it back, and says so. What may wait for ever is done by a thread of its own, so that nothing here
   waits for more than a few seconds. All is [main]; device_plan.h decides. */

#include "app/device_plan.h"
#include "io/audio.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct device device;

/* The functions of io/audio.h, or a test's. */
typedef struct device_backend {
    bool (*open)(const audio_config *config, audio **out, io_error *error);
    void (*get_info)(const audio *output, audio_info *info);
    bool (*start)(audio *output, audio_fill_fn fill, void *context, io_error *error);
    void (*stop)(audio *output);
    void (*close)(audio *output);
} device_backend;

typedef struct device_config {
    audio_config audio; /* what it points to is copied */

    /* Called before each start, while `fill` is not being called: a device that comes back may have
       another rate. [main] Errors: cannot go on with this one. */
    bool (*prepare)(void *context, const audio_info *info, io_error *error);
    audio_fill_fn fill;
    void *context; /* of both */

    const device_limits *limits;     /* NULL: the defaults; copied */
    const device_backend *backend;   /* NULL: io/audio.h */
    uint64_t (*now_ns)(void *clock); /* NULL: the monotonic clock */
    void *clock;
} device_config;

typedef enum device_state {
    DEVICE_IS_SILENT, /* as it was asked to be */
    DEVICE_IS_BUSY,   /* opening, starting or stopping */
    DEVICE_IS_PLAYING,
    DEVICE_IS_LOST,   /* and perhaps comes back; `fill` is not being called */
    DEVICE_HAS_FAILED /* for good; why has been said */
} device_state;

/* Creates the keeper; nothing is opened yet. Free with device_free(). */
bool device_new(const device_config *config, device **out, io_error *error);

/* Asks for sound: opens the device where it is not open and has `fill` called. Returns at once;
   device_look() makes it happen. */
void device_start(device *d);

/* Asks for silence, when what `fill` has given is played. */
void device_stop(device *d);

/* Looks after it; to be called every 50 ms or so. */
device_state device_look(device *d);

/* Looks until it is done with what it was asked for: silent, playing, lost or failed. */
device_state device_settle(device *d);

/* Describes the device that was opened last. */
void device_get_info(const device *d, audio_info *info);

/* Closes and frees; NULL is fine. False: the sound system hangs. Then nothing is freed, `fill` may
   still be called, and the process has to end by _Exit(), since no exit handler of the sound
   system's libraries can be trusted to return. */
bool device_free(device *d);

#endif
