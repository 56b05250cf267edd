/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_PARAMS_H
#define AWE_CHIP_PARAMS_H

/* The seam between driver and chip: what one voice is told, in natural units. The driver (synth/)
   decides these values from MIDI and the bank, and rounds them to the card's registers where the
   model asks for that; the chip turns them into frames. All times are frames of 44,100 Hz. Source:
   docs/sound.md "Voice parameters". */

#include <stdint.h>

/* Gains of one voice into the four buses of the mix. */
typedef enum awe_bus {
    AWE_BUS_LEFT,
    AWE_BUS_RIGHT,
    AWE_N_DRY,
    AWE_BUS_REVERB = AWE_N_DRY,
    AWE_BUS_CHORUS,
    AWE_N_BUSES,
} awe_bus;

/* Delay, attack, hold, decay, sustain, release. Read once, when the voice starts, but for
   `release_frames`. */
typedef struct awe_envelope_params {
    uint32_t delay_frames;
    uint32_t attack_frames; /* from nothing to full; 0: at once */
    uint32_t hold_frames;
    uint32_t decay_frames;   /* for the whole range, though decay ends at `sustain_fall` */
    uint32_t release_frames; /* for the whole range */
    /* 0: full level .. 1: bottom of the range (volume: 100 dB down; modulation: 0) */
    float sustain_fall;
} awe_envelope_params;

/* Triangle, starts at 0 and rises when the delay is over. */
typedef struct awe_lfo_params {
    uint32_t delay_frames;
    uint32_t step; /* phase advance per frame; 2^32 is one period */
} awe_lfo_params;

typedef struct awe_voice_params {
    float pitch_cents;       /* 0: the recording at 44,100 Hz */
    float attenuation_cb;    /* static attenuation, at least 0 */
    float cutoff_cents;      /* absolute cents, 6900 is 440 Hz */
    float resonance_cb;      /* height of the filter's peak */
    float send[AWE_N_BUSES]; /* linear gains, 0..1 */
    float lfo1_to_pitch_cents;
    float lfo1_to_cutoff_cents;
    float lfo1_to_volume_cb; /* positive: louder while the LFO is positive */
    float lfo2_to_pitch_cents;
    float envelope_to_pitch_cents; /* modulation envelope at its full level */
    float envelope_to_cutoff_cents;
    float glide_cents; /* portamento: the pitch starts so far off and arrives by a straight line */
    uint32_t glide_frames; /* read once, as the envelopes' times */
    awe_lfo_params lfo1, lfo2;
    awe_envelope_params volume, modulation;
} awe_voice_params;

/* The recording that a voice plays, borrowed from the bank. */
typedef struct awe_voice_sample {
    const int16_t *frames; /* [n_frames] from the first one played */
    const uint8_t *low;    /* [n_frames] low bytes of 24-bit frames, or NULL */
    uint32_t n_frames;     /* at least 1 */
    uint32_t loop_start;   /* where `loops`: loop_start < loop_end <= n_frames */
    uint32_t loop_end;
    uint8_t loops; /* nonzero: repeats the loop for ever */
    /* nonzero: plays on to the end of the recording after release (sampleModes 3) */
    uint8_t leaves_on_release;
} awe_voice_sample;

#endif
