/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_AWE_SONG_H
#define TESTS_SUPPORT_AWE_SONG_H

/* A song as they were written for the AWE32, and its bank of SoundFont 1.0: bank 1 plays from the
   bank beside the song, and NRPNs 21 and 22 sweep its filter, mostly by CC38 alone. Besides there
   are a variation and a kit that no bank has, system exclusives that are understood and one that is
   not.

   The bank's only sound is one frame that sounds, AWE_SONG_IMPULSE frames after the start of a loop
   of AWE_SONG_STEP: it shows the filter ten times a second. */

#include "support/smf_builder.h"

#include <stddef.h>
#include <stdint.h>

#define AWE_SONG_STEP 4410    /* frames from one value of a sweep to the next */
#define AWE_SONG_IMPULSE 1000 /* frames behind each step */
#define AWE_SONG_OPEN 44100   /* frame at which the held note begins, without NRPNs */
#define AWE_SONG_SWEEP 88200  /* frame of the first value of the first sweep */
#define AWE_SONG_VALUES 16    /* of each sweep: 0, 8 .. 120, then 120 .. 0 */
#define AWE_SONG_Q 64         /* NRPN 22 in the second sweep; in the first it is not sent */

/* The song; free with smf_free(). */
void awe_song_build(smf_builder *smf);

/* The bank, to be freed. */
void *awe_song_bank(size_t *size);

#endif
