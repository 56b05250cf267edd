/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* pcm_record PCM SECONDS OUT.raw CLOCK: records stereo of 16 bits at 44.1 kHz from an ALSA device
   until SIGTERM, and keeps the last SECONDS; prints "ready" once it runs. Writes to the file CLOCK
   one line, "FRAME NANOSECONDS RATE": when the device stood at that frame of what it kept. A
   loopback card moves its position in steps, and a position may be read long after its step; so the
   earliest reading in relation to its position is the exact one, and that one is kept. */

#include <alsa/asoundlib.h>

#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { RATE_HZ = 44100, PERIOD = 64, BUFFER = 8192, WAKE = 1000 };

typedef struct recorder {
    snd_pcm_t *pcm;
    int16_t (*frames)[2]; /* [n_max], a ring */
    size_t n_max, n_frames;
    int64_t clock_frame, clock_ns; /* the earliest reading */
} recorder;

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
}

static int set_hardware(snd_pcm_t *pcm)
{
    snd_pcm_hw_params_t *hw;
    snd_pcm_hw_params_alloca(&hw);
    return snd_pcm_hw_params_any(pcm, hw) >= 0 &&
           snd_pcm_hw_params_set_access(pcm, hw, SND_PCM_ACCESS_RW_INTERLEAVED) >= 0 &&
           snd_pcm_hw_params_set_format(pcm, hw, SND_PCM_FORMAT_S16_LE) >= 0 &&
           snd_pcm_hw_params_set_channels(pcm, hw, 2) >= 0 &&
           snd_pcm_hw_params_set_rate(pcm, hw, RATE_HZ, 0) >= 0 &&
           snd_pcm_hw_params_set_period_size(pcm, hw, PERIOD, 0) >= 0 &&
           snd_pcm_hw_params_set_buffer_size(pcm, hw, BUFFER) >= 0 &&
           snd_pcm_hw_params(pcm, hw) >= 0;
}

static int open_pcm(recorder *r, const char *name)
{
    snd_pcm_sw_params_t *sw;
    snd_pcm_sw_params_alloca(&sw);
    return snd_pcm_open(&r->pcm, name, SND_PCM_STREAM_CAPTURE, 0) >= 0 && set_hardware(r->pcm) &&
           snd_pcm_sw_params_current(r->pcm, sw) >= 0 &&
           snd_pcm_sw_params_set_tstamp_mode(r->pcm, sw, SND_PCM_TSTAMP_ENABLE) >= 0 &&
           snd_pcm_sw_params_set_tstamp_type(r->pcm, sw, SND_PCM_TSTAMP_TYPE_MONOTONIC) >= 0 &&
           snd_pcm_sw_params_set_avail_min(r->pcm, sw, WAKE) >= 0 &&
           snd_pcm_sw_params(r->pcm, sw) >= 0 && snd_pcm_start(r->pcm) >= 0;
}

static void keep_earliest(recorder *r, int64_t frame, const snd_htimestamp_t *at)
{
    int64_t ns = at->tv_sec * INT64_C(1000000000) + at->tv_nsec;
    int64_t span_ns = (frame - r->clock_frame) * 1000000000 / RATE_HZ;
    if (r->clock_ns == 0 || ns - r->clock_ns < span_ns) {
        r->clock_ns = ns;
        r->clock_frame = frame;
    }
}

static int record_some(recorder *r)
{
    snd_pcm_uframes_t n_available = 0;
    snd_htimestamp_t at;
    if (snd_pcm_wait(r->pcm, 1000) <= 0 || snd_pcm_avail(r->pcm) < 0 ||
        snd_pcm_htimestamp(r->pcm, &n_available, &at) < 0) {
        return 0;
    }
    keep_earliest(r, (int64_t)(r->n_frames + n_available), &at);
    size_t place = r->n_frames % r->n_max;
    size_t n = n_available < r->n_max - place ? n_available : r->n_max - place;
    snd_pcm_sframes_t n_read = snd_pcm_readi(r->pcm, r->frames + place, n);
    r->n_frames += n_read > 0 ? (size_t)n_read : 0;
    return n_read >= 0;
}

static int write_recording(const recorder *r, const char *path, const char *clock_path)
{
    FILE *sound = fopen(path, "wb");
    FILE *clock = fopen(clock_path, "w");
    size_t n_dropped = r->n_frames > r->n_max ? r->n_frames - r->n_max : 0;
    size_t from = n_dropped % r->n_max;
    size_t n = r->n_frames - n_dropped;
    size_t n_first = n < r->n_max - from ? n : r->n_max - from;
    int written = sound && clock &&
                  fwrite(r->frames + from, sizeof *r->frames, n_first, sound) == n_first &&
                  fwrite(r->frames, sizeof *r->frames, n - n_first, sound) == n - n_first &&
                  fprintf(clock, "%lld %lld %d\n", (long long)(r->clock_frame - (int64_t)n_dropped),
                          (long long)r->clock_ns, RATE_HZ) > 0;
    if (sound) {
        written &= fclose(sound) == 0;
    }
    if (clock) {
        written &= fclose(clock) == 0;
    }
    return written;
}

static void set_priority(int policy, int priority)
{
    sched_setscheduler(0, policy, &(struct sched_param){.sched_priority = priority});
}

int main(int argc, char **argv)
{
    recorder r = {0};
    r.n_max = argc == 5 ? strtoul(argv[2], NULL, 10) * RATE_HZ : 0;
    r.frames = calloc(r.n_max + 1, sizeof *r.frames);
    signal(SIGTERM, stop);
    if (r.n_max == 0 || !r.frames || !open_pcm(&r, argv[1])) {
        fputs("pcm_record: wrong use, no memory, or no such device\n", stderr);
        return 1;
    }
    mlockall(MCL_CURRENT);
    set_priority(SCHED_FIFO, 95);
    puts("ready");
    fflush(stdout);
    int whole = 1;
    while (whole && !stopped) {
        whole = record_some(&r);
    }
    set_priority(SCHED_OTHER, 0); /* writing takes time, and somebody still plays */
    snd_pcm_close(r.pcm);
    int written = write_recording(&r, argv[3], argv[4]);
    free(r.frames);
    if (!whole) {
        fprintf(stderr, "pcm_record: the device stopped after %zu frames\n", r.n_frames);
    }
    return !whole || !written;
}
