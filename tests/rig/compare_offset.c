/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* compare_offset PLAYED.raw RENDERED.raw: is what was played, bit for bit, what was rendered, with
   silence before and after? Both are interleaved stereo floats; their first sounding frames are
   laid upon each other. One may end before the other, by frames that count as silence. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SILENCE 3.17e-5f /* -90 dB of full scale: where a tail may be cut */

typedef struct recording {
    const char *path;
    float (*frames)[2]; /* [n_frames] */
    size_t n_frames;
    size_t first, end; /* what sounds: first <= frame < end */
} recording;

static int is_below(const float *frame, float limit)
{
    return fabsf(frame[0]) <= limit && fabsf(frame[1]) <= limit;
}

static void find_sound(recording *r)
{
    r->end = r->n_frames;
    while (r->first < r->end && is_below(r->frames[r->first], 0.0f)) {
        r->first++;
    }
    while (r->first < r->end && is_below(r->frames[r->end - 1], 0.0f)) {
        r->end--;
    }
}

static int load(recording *r)
{
    FILE *file = fopen(r->path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(r->path);
        return 0;
    }
    r->n_frames = (size_t)ftell(file) / sizeof *r->frames;
    rewind(file);
    r->frames = malloc(r->n_frames * sizeof *r->frames + 1);
    int loaded = r->frames && fread(r->frames, sizeof *r->frames, r->n_frames, file) == r->n_frames;
    fclose(file);
    if (loaded) {
        find_sound(r);
    }
    if (!loaded || r->first == r->end) {
        fprintf(stderr, "%s: no sound in %zu frames\n", r->path, r->n_frames);
        return 0;
    }
    return 1;
}

/* What one of the two has from `from` on, where the other has ended. */
static int is_tail(const recording *r, size_t from)
{
    for (size_t i = from; i < r->end; i++) {
        if (!is_below(r->frames[i], SILENCE)) {
            fprintf(stderr, "%s: frame %zu sounds where the other has ended\n", r->path, i);
            return 0;
        }
    }
    return 1;
}

static int compare(const recording *played, const recording *rendered)
{
    size_t n_played = played->end - played->first;
    size_t n_rendered = rendered->end - rendered->first;
    size_t n_common = n_played < n_rendered ? n_played : n_rendered;
    for (size_t i = 0; i < n_common; i++) {
        const float *want = rendered->frames[rendered->first + i];
        if (memcmp(played->frames[played->first + i], want, 2 * sizeof *want) != 0) {
            fprintf(stderr, "frame %zu differs\n", rendered->first + i);
            return 0;
        }
    }
    printf("%zu equal frames after %zu (rendered: %zu) of silence, then %zu (%zu)\n", n_common,
           played->first, rendered->first, n_played - n_common, n_rendered - n_common);
    return is_tail(played, played->first + n_common) &&
           is_tail(rendered, rendered->first + n_common);
}

int main(int argc, char **argv)
{
    recording played = {.path = argc == 3 ? argv[1] : ""};
    recording rendered = {.path = argc == 3 ? argv[2] : ""};
    int equal = load(&played) && load(&rendered) && compare(&played, &rendered);
    free(played.frames);
    free(rendered.frames);
    return !equal;
}
