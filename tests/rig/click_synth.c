/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* click_synth PCM DELAY_MS: an instrument whose latency is known, to measure the measuring. Its
   sequencer port is "click". A note sounds, as a click of 1 ms, exactly DELAY_MS after it came:
   what comes out of a measurement with it, less the delay, is the rig's own error. Ends on
   SIGTERM. Writes ahead of the device less than the delay, into what has not been played yet. */

#include <alsa/asoundlib.h>

#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

enum { RATE_HZ = 44100, PERIOD = 64, BUFFER = 4096, AHEAD = 882, N_CLICK = 44, N_WAITING = 64 };

typedef struct instrument {
    snd_pcm_t *pcm;
    snd_seq_t *sequencer;
    int64_t delay_ns;
    int64_t n_written;             /* frames */
    int64_t clock_frame, clock_ns; /* the earliest reading, as in pcm_record */
    int64_t clicks[N_WAITING];     /* frames, ascending */
    size_t n_clicks;
} instrument;

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

static int open_both(instrument *s, const char *pcm)
{
    snd_pcm_sw_params_t *sw;
    snd_pcm_sw_params_alloca(&sw);
    return snd_pcm_open(&s->pcm, pcm, SND_PCM_STREAM_PLAYBACK, 0) >= 0 && set_hardware(s->pcm) &&
           snd_pcm_sw_params_current(s->pcm, sw) >= 0 &&
           snd_pcm_sw_params_set_tstamp_mode(s->pcm, sw, SND_PCM_TSTAMP_ENABLE) >= 0 &&
           snd_pcm_sw_params_set_tstamp_type(s->pcm, sw, SND_PCM_TSTAMP_TYPE_MONOTONIC) >= 0 &&
           snd_pcm_sw_params_set_start_threshold(s->pcm, sw, 1) >= 0 &&
           snd_pcm_sw_params(s->pcm, sw) >= 0 &&
           snd_seq_open(&s->sequencer, "default", SND_SEQ_OPEN_INPUT, SND_SEQ_NONBLOCK) >= 0 &&
           snd_seq_set_client_name(s->sequencer, "click") >= 0 &&
           snd_seq_create_simple_port(s->sequencer, "click",
                                      SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE,
                                      SND_SEQ_PORT_TYPE_SYNTHESIZER) >= 0;
}

static int64_t frames_to_ns(int64_t frames)
{
    return frames * 1000000000 / RATE_HZ;
}

/* Returns how many frames are still to be played, or -1. */
static int64_t read_clock(instrument *s)
{
    snd_pcm_sframes_t n_queued;
    snd_pcm_uframes_t n_free;
    snd_htimestamp_t at;
    if (snd_pcm_delay(s->pcm, &n_queued) < 0 || snd_pcm_htimestamp(s->pcm, &n_free, &at) < 0) {
        return -1;
    }
    int64_t frame = s->n_written - n_queued;
    int64_t ns = at.tv_sec * INT64_C(1000000000) + at.tv_nsec;
    if (s->clock_ns == 0 || ns - s->clock_ns < frames_to_ns(frame - s->clock_frame)) {
        s->clock_ns = ns;
        s->clock_frame = frame;
    }
    return n_queued;
}

/* Waits for notes up to a millisecond. */
static void receive(instrument *s)
{
    struct pollfd fd;
    snd_seq_poll_descriptors(s->sequencer, &fd, 1, POLLIN);
    if (poll(&fd, 1, 1) <= 0) {
        return;
    }
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    int64_t heard_ns = t.tv_sec * INT64_C(1000000000) + t.tv_nsec + s->delay_ns;
    snd_seq_event_t *event;
    while (snd_seq_event_input(s->sequencer, &event) >= 0) {
        if (event->type == SND_SEQ_EVENT_NOTEON && event->data.note.velocity > 0 &&
            s->n_clicks < N_WAITING) {
            s->clicks[s->n_clicks++] =
                s->clock_frame + (heard_ns - s->clock_ns) * RATE_HZ / 1000000000;
        }
    }
}

static int write_frames(instrument *s, int64_t n)
{
    int16_t frames[AHEAD][2] = {{0}};
    for (size_t c = 0; c < s->n_clicks; c++) {
        for (int64_t i = 0; i < N_CLICK; i++) {
            int64_t at = s->clicks[c] + i - s->n_written;
            if (at >= 0 && at < n) {
                frames[at][0] = frames[at][1] = 20000;
            }
        }
    }
    s->n_written += n;
    size_t n_past = 0;
    while (n_past < s->n_clicks && s->clicks[n_past] + N_CLICK <= s->n_written) {
        n_past++;
    }
    s->n_clicks -= n_past;
    memmove(s->clicks, s->clicks + n_past, s->n_clicks * sizeof s->clicks[0]);
    return snd_pcm_writei(s->pcm, frames, (snd_pcm_uframes_t)n) == n;
}

int main(int argc, char **argv)
{
    instrument s = {0};
    s.delay_ns = argc == 3 ? strtoll(argv[2], NULL, 10) * 1000000 : 0;
    signal(SIGTERM, stop);
    if (argc != 3 || !open_both(&s, argv[1])) {
        fputs("click_synth: wrong use, or no such device\n", stderr);
        return 1;
    }
    mlockall(MCL_CURRENT);
    sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 80});
    int runs = write_frames(&s, AHEAD);
    while (runs && !stopped) {
        receive(&s);
        int64_t n_queued = read_clock(&s);
        runs = n_queued >= 0 && (n_queued >= AHEAD || write_frames(&s, AHEAD - n_queued));
    }
    snd_pcm_close(s.pcm);
    snd_seq_close(s.sequencer);
    if (!runs) {
        fputs("click_synth: an underrun\n", stderr);
    }
    return !runs;
}
