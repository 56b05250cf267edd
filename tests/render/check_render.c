/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* check_render SONG RAW: judges a render (raw 32-bit float stereo at 44,100 Hz) by the song it was
   made of. Prints what is wrong and fails if anything is:

     - a value that is not a number, or far beyond full scale;
     - silence in the quarter second after a note-on that should be heard;
     - sound at the end (a stuck note), or more than 30 s of tail after the song's end;
     - an end before the song's own. */

#include "awe/awe.h"
#include "support/read_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEARD_FRAMES 11025
#define SILENT 1e-5f /* -100 dB */
#define LOUDEST 16.0f
#define MAX_TAIL_FRAMES (50 * 44100) /* the slowest release takes 47.5 s for 100 dB */
#define END_FRAMES 4410
#define N_CHANNELS 256

static float peak_of(const float *out, uint64_t from, uint64_t to)
{
    float peak = 0.0f;
    for (uint64_t i = 2 * from; i < 2 * to; i++) {
        float x = fabsf(out[i]);
        peak = x > peak || isnan(x) ? x : peak;
    }
    return peak;
}

/* Volume, expression and velocity as they are while the song is read. */
typedef struct reader {
    const float *out;
    uint64_t n_frames;
    uint8_t volume[N_CHANNELS], expression[N_CHANNELS];
    int32_t master;
    unsigned n_notes, n_unheard;
} reader;

static void take(reader *r, const awe_message *m, uint64_t frame)
{
    uint32_t channel = m->port % 16u * 16u + m->channel;
    if (m->type == AWE_RESET) {
        memset(r->volume, 100, sizeof r->volume);
        memset(r->expression, 127, sizeof r->expression);
        r->master = 16383;
    } else if (m->type == AWE_MASTER_VOLUME) {
        r->master = m->value;
    } else if (m->type == AWE_CONTROL && m->key == 7) {
        r->volume[channel] = (uint8_t)m->value;
    } else if (m->type == AWE_CONTROL && m->key == 11) {
        r->expression[channel] = (uint8_t)m->value;
    } else if (m->type == AWE_NOTE_ON && m->channel != 9) {
        uint64_t to = frame + HEARD_FRAMES < r->n_frames ? frame + HEARD_FRAMES : r->n_frames;
        int loud = r->volume[channel] > 20 && r->expression[channel] > 20 && m->value > 20 &&
                   r->master > 2000 && m->key > 20 && m->key < 108;
        r->n_notes++;
        if (loud && frame < to && peak_of(r->out, frame, to) < SILENT) {
            r->n_unheard++;
        }
    }
}

static void read_song(reader *r, const awe_song *song)
{
    awe_song_cursor cursor;
    memset(r->volume, 100, sizeof r->volume);
    memset(r->expression, 127, sizeof r->expression);
    r->master = 16383;
    awe_song_start(&cursor, song);
    while (!awe_song_done(&cursor) && cursor.frame < r->n_frames) {
        awe_event events[64];
        uint32_t n = 0;
        uint64_t at = cursor.frame;
        awe_song_read(&cursor, 4096, events, 64, &n);
        for (uint32_t i = 0; i < n; i++) {
            take(r, &events[i].message, at + events[i].frame);
        }
    }
}

static int fail_if(int wrong, const char *path, const char *text)
{
    if (wrong) {
        printf("%s: %s\n", path, text);
    }
    return wrong;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: check_render SONG RAW\n");
        return 2;
    }
    size_t song_size, raw_size;
    void *song_data = read_file(argv[1], &song_size);
    float *out = read_file(argv[2], &raw_size);
    awe_song *song = NULL;
    if (awe_song_parse(song_data, song_size, NULL, &song) != AWE_OK) {
        return 2;
    }
    awe_song_info info;
    awe_song_get_info(song, &info);
    reader r = {.out = out, .n_frames = raw_size / (2 * sizeof *out)};
    read_song(&r, song);
    float peak = peak_of(out, 0, r.n_frames);
    uint64_t end = r.n_frames > END_FRAMES ? r.n_frames - END_FRAMES : 0;
    int wrong =
        fail_if(!(peak < LOUDEST), argv[1], "values that are no sound") +
        fail_if(r.n_unheard > 0, argv[1], "silence where the song has notes") +
        fail_if(r.n_frames < info.end_frame, argv[1], "ends before the song") +
        fail_if(r.n_frames > info.end_frame + MAX_TAIL_FRAMES, argv[1], "a tail without end") +
        fail_if(peak_of(out, end, r.n_frames) > 1e-3f, argv[1], "sound at the very end");
    if (wrong) {
        printf("%s: %.2f s for a song of %.2f s, %u notes, %u unheard, peak %.3f\n", argv[1],
               (double)r.n_frames / AWE_RATE_HZ, (double)info.end_frame / AWE_RATE_HZ, r.n_notes,
               r.n_unheard, peak);
    }
    awe_song_free(song);
    free(song_data);
    free(out);
    return wrong > 0;
}
