/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/voice.h"

#include <string.h>

static void copy_piece(const awe_voice_sample *sample, uint32_t from, uint32_t n, int16_t *frames,
                       uint8_t *low)
{
    memcpy(frames, sample->frames + from, n * sizeof *frames);
    if (sample->low) {
        memcpy(low, sample->low + from, n);
    }
}

/* The recording from frame `from` on (below its end) as the interpolator should see it: zeros
   around, the loop unrolled. */
static void copy_frames(const awe_voice_sample *sample, int32_t from, uint32_t n, int16_t *frames,
                        uint8_t *low)
{
    uint32_t end = sample->loops ? sample->loop_end : sample->n_frames;
    uint32_t done = from < 0 ? (uint32_t)-from : 0;
    uint32_t at = (uint32_t)from + done;
    memset(frames, 0, n * sizeof *frames);
    memset(low, 0, n);
    while (done < n && at < end) {
        uint32_t piece = end - at < n - done ? end - at : n - done;
        copy_piece(sample, at, piece, frames + done, low + done);
        done += piece;
        at = sample->loops ? sample->loop_start : end;
    }
}

void awe_voice_set_sample(awe_voice_group *group, uint32_t slot, const awe_voice_sample *sample)
{
    uint32_t last = sample->loops ? sample->loop_end : sample->n_frames;
    group->frames[slot] = sample->frames;
    group->low[slot] = sample->low;
    group->last[slot] = last;
    group->loop_frames[slot] = sample->loops ? last - sample->loop_start : 0;
    copy_frames(sample, -1, AWE_HEAD_FRAMES, group->head[slot], group->head_low[slot]);
    copy_frames(sample, (int32_t)last - 3, AWE_TAIL_FRAMES, group->tail[slot],
                group->tail_low[slot]);
}

void awe_voice_leave_loop(awe_voice_group *group, uint32_t slot, awe_voice_sample *sample)
{
    uint64_t whole = group->position[slot] >> AWE_POSITION_BITS;
    if (whole >= sample->loop_end) {
        uint32_t loop = group->loop_frames[slot];
        uint64_t over = (whole - sample->loop_end) / loop + 1;
        group->position[slot] -= over * loop << AWE_POSITION_BITS;
    }
    sample->loops = 0;
    awe_voice_set_sample(group, slot, sample);
}

#define MOVE(field) memcpy(&to->field[b], &from->field[a], sizeof to->field[b])

static void move_bit(uint32_t *to, uint32_t b, uint32_t *from, uint32_t a)
{
    uint32_t bit = *from >> a & 1;
    *from &= ~(1u << a);
    *to = (*to & ~(1u << b)) | bit << b;
}

void awe_voice_move(awe_voice_group *to, uint32_t b, awe_voice_group *from, uint32_t a)
{
    MOVE(position);
    MOVE(frames);
    MOVE(low);
    MOVE(increment);
    MOVE(begin);
    MOVE(last);
    MOVE(loop_frames);
    memcpy(to->gain[b], from->gain[a], AWE_TICK_FRAMES * sizeof to->gain[b][0]);
    for (uint32_t bus = 0; bus < AWE_N_BUSES; bus++) {
        MOVE(send[bus]);
        MOVE(send_step[bus]);
    }
    MOVE(filter);
    from->filter[a][AWE_FILTER_LP] = from->filter[a][AWE_FILTER_BP] = 0.0f;
    MOVE(head);
    MOVE(tail);
    if (from->low[a]) {
        MOVE(head_low);
        MOVE(tail_low);
    }
    move_bit(&to->active, b, &from->active, a);
    move_bit(&to->filtered, b, &from->filtered, a);
    move_bit(&to->panning, b, &from->panning, a);
    move_bit(&to->steady, b, &from->steady, a);
}
