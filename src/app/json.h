/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_JSON_H
#define APP_JSON_H

/* What programs read: one JSON object a line. All return false if it cannot be written. [main] */

#include "app/banks.h"
#include "app/bench.h"
#include "app/doctor.h"
#include "app/progress.h"
#include "app/uses.h"
#include "io/audio.h"

#include <stdbool.h>
#include <stdint.h>

/* To stderr: {"seconds", "song_seconds", "share", "speed", "voices"}. */
bool json_print_progress(const progress *p, uint64_t frames, uint32_t n_sounding);

/* To stdout, one device. */
bool json_print_device(const audio_device *device);
bool json_print_midi_input(const char *name);

/* To stdout: {"what", "state", "found", "advice"}. */
bool json_print_doctor_row(const doctor_row *row);

/* To stdout: what the song is, its tempos, the presets it plays. */
bool json_print_song(const char *path, const awe_song *song, const song_uses *uses, const banks *b);

/* To stdout: what the bank is, its presets. */
bool json_print_bank(const char *path, const awe_bank *bank);

/* To stdout. */
bool json_print_bench(const bench_result *result);

#endif
