/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/voice.h"

#include <string.h>

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
    MOVE(last);
    MOVE(loop_frames);
    MOVE(gain);
    for (uint32_t bus = 0; bus < AWE_N_BUSES; bus++) {
        MOVE(send[bus]);
        MOVE(send_step[bus]);
    }
    for (uint32_t k = 0; k < AWE_N_FILTER; k++) {
        MOVE(filter[k]);
    }
    MOVE(lp);
    MOVE(bp);
    from->lp[a] = from->bp[a] = 0.0f;
    MOVE(head);
    MOVE(tail);
    MOVE(head_low);
    MOVE(tail_low);
    move_bit(&to->active, b, &from->active, a);
    move_bit(&to->filtered, b, &from->filtered, a);
    move_bit(&to->panning, b, &from->panning, a);
}
