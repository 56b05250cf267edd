/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* onsets SOUND.raw CLOCK SENT: how long after it was sent did each note sound? SOUND.raw holds
   stereo frames of 16 bits, CLOCK the line "FRAME NANOSECONDS RATE" (see pcm_record), SENT a line
   of nanoseconds for each note. A sound begins where the level reaches a sixteenth of the highest
   after 5 ms without; the first belongs to the first note, and so on. Prints microseconds as "NOTES
   SOUNDS MIN P1 P50 P99 MAX". Ends with 1 where the numbers of notes and of sounds differ. */

#include "support/read_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct track {
    const int16_t (*frames)[2]; /* [n_frames] */
    size_t n_frames;
    int64_t clock_frame, clock_ns, rate_hz;
} track;

static int get_level(const int16_t *frame)
{
    int left = abs(frame[0]);
    int right = abs(frame[1]);
    return left > right ? left : right;
}

/* The frame where the next sound begins, from `from` on; n_frames: none. */
static size_t find_onset(const track *t, size_t from, int threshold)
{
    size_t n_quiet = 0;
    size_t n_pause = (size_t)t->rate_hz / 200;
    for (size_t i = from; i < t->n_frames; i++) {
        int is_loud = get_level(t->frames[i]) >= threshold;
        if (is_loud && (n_quiet >= n_pause || i == 0)) {
            return i;
        }
        n_quiet = is_loud ? 0 : n_quiet + 1;
    }
    return t->n_frames;
}

static int find_threshold(const track *t)
{
    int peak = 0;
    for (size_t i = 0; i < t->n_frames; i++) {
        int level = get_level(t->frames[i]);
        peak = level > peak ? level : peak;
    }
    return peak < 16 ? 1 : peak / 16;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Into us[n_max]; returns how many sounds there are, which may be more. */
static size_t measure(const track *t, const int64_t *sent_ns, int64_t *us, size_t n_max)
{
    int threshold = find_threshold(t);
    size_t n = 0;
    for (size_t i = find_onset(t, 0, threshold); i < t->n_frames;
         i = find_onset(t, i + 1, threshold), n++) {
        int64_t span_ns = ((int64_t)i - t->clock_frame) * 1000000000 / t->rate_hz;
        if (n < n_max) {
            us[n] = (t->clock_ns + span_ns - sent_ns[n]) / 1000;
        }
    }
    return n;
}

static size_t read_sent(const char *path, int64_t **sent_ns)
{
    size_t size;
    char *text = read_file(path, &size);
    *sent_ns = calloc(size + 1, sizeof **sent_ns);
    size_t n = 0;
    for (char *at = text, *end = at; *sent_ns && at < text + size; at = end + 1) {
        (*sent_ns)[n++] = strtoll(at, &end, 10);
    }
    free(text);
    return n;
}

static void read_clock(track *t, const char *path)
{
    size_t size;
    char *line = read_file(path, &size);
    char *end = line;
    t->clock_frame = strtoll(end, &end, 10);
    t->clock_ns = strtoll(end, &end, 10);
    t->rate_hz = strtoll(end, &end, 10);
    free(line);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    track t;
    size_t size;
    void *sound = read_file(argv[1], &size);
    t.frames = sound;
    t.n_frames = size / sizeof *t.frames;
    read_clock(&t, argv[2]);
    int64_t *sent_ns;
    size_t n = read_sent(argv[3], &sent_ns);
    int64_t *us = calloc(n + 1, sizeof *us);
    size_t n_sounds = us && t.rate_hz > 0 && sent_ns ? measure(&t, sent_ns, us, n) : 0;
    size_t n_pairs = n_sounds < n ? n_sounds : n;
    printf("%zu %zu", n, n_sounds);
    if (n_pairs > 0) {
        qsort(us, n_pairs, sizeof *us, compare);
        for (const int *percent = (const int[]){0, 1, 50, 99, 100, -1}; *percent >= 0; percent++) {
            printf(" %lld", (long long)us[(n_pairs - 1) * (size_t)*percent / 100]);
        }
    }
    putchar('\n');
    free(sound);
    free(sent_ns);
    free(us);
    return n == 0 || n_sounds != n;
}
