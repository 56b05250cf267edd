/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/json.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

/* Writes and releases `object`. */
static bool print(FILE *file, json_t *object)
{
    bool ok = object && json_dumpf(object, file, JSON_COMPACT | JSON_REAL_PRECISION(6)) == 0;
    json_decref(object);
    return ok && fputc('\n', file) != EOF && fflush(file) == 0;
}

bool json_print_progress(const progress *p, uint64_t frames, uint32_t n_sounding)
{
    double share = frames < p->song_frames ? (double)frames / (double)p->song_frames : 1.0;
    return print(stderr,
                 json_pack("{s:f, s:f, s:f, s:f, s:i}", "seconds", (double)frames / AWE_RATE_HZ,
                           "song_seconds", (double)p->song_frames / AWE_RATE_HZ, "share", share,
                           "speed", progress_speed(p, frames), "voices", (int)n_sounding));
}

bool json_print_device(const audio_device *device)
{
    return print(stdout, json_pack("{s:s, s:i, s:s, s:s, s:f, s:b}", "kind", "audio", "number",
                                   device->number, "host", device->host, "name", device->name,
                                   "rate_hz", device->rate_hz, "default", device->is_default));
}

bool json_print_midi_input(const char *name)
{
    return print(stdout, json_pack("{s:s, s:s}", "kind", "midi", "name", name));
}

bool json_print_doctor_row(const doctor_row *row)
{
    return print(stdout, json_pack("{s:s, s:s, s:s, s:s}", "what", row->what, "state",
                                   doctor_state_names[row->state], "found", row->found, "advice",
                                   row->advice));
}

bool json_print_bench(const bench_result *r)
{
    char hash[17];
    snprintf(hash, sizeof hash, "%016" PRIx64, r->hash);
    json_t *memory = json_pack("{s:I, s:I, s:I, s:I}", "bank_bytes", (json_int_t)r->bank_bytes,
                               "song_bytes", (json_int_t)r->song_bytes, "synth_bytes",
                               (json_int_t)r->synth_bytes, "peak_bytes", (json_int_t)r->peak_bytes);
    return print(
        stdout,
        json_pack("{s:s, s:s, s:i, s:f, s:f, s:f, s:I, s:f, s:f, s:i, s:o, s:s}", "workload",
                  r->workload, "kernel", r->kernel, "block_frames", (int)r->n_block_frames,
                  "sound_seconds", (double)r->stats.n_frames / AWE_RATE_HZ, "wall_seconds",
                  (double)r->wall_ns * 1e-9, "cpu_seconds", (double)r->cpu_ns * 1e-9,
                  "voice_frames", (json_int_t)r->stats.n_voice_frames, "real_time_factor",
                  bench_speed(r), "ns_per_voice_frame", bench_ns_per_voice_frame(r), "peak_voices",
                  (int)r->stats.n_peak_voices, "memory", memory, "xxh3", hash));
}
