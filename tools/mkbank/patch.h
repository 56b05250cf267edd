/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKBANK_PATCH_H
#define MKBANK_PATCH_H

/* What a program or a drum key is made of, in the units people think in. 0 in any field means the
   SoundFont default. */

#include <stdint.h>

/* Volume envelope. Decay and release are times for a fall of 100 dB. */
typedef struct amp_envelope {
    double attack_s;
    double decay_s;
    double sustain_db; /* below peak; 100: decays to silence */
    double release_s;
    int decay_cents_per_key; /* above 0: high keys decay faster */
} amp_envelope;

typedef struct filter {
    double cutoff_hz;
    double q_db;
    int velocity_cents; /* how far the softest note closes the lid; 0: the default */
} filter;

/* Modulation envelope. */
typedef struct sweep {
    int cutoff_cents;
    double attack_s;
    double decay_s;
    double sustain; /* 0..1 of the peak */
    double release_s;
    int pitch_cents;
} sweep;

typedef struct vibrato {
    int pitch_cents;
    double hz;
    double delay_s;
} vibrato;

/* The modulation LFO. */
typedef struct wobble {
    double hz;
    int cutoff_cents;
    double volume_db;
    int pitch_cents;
    double delay_s;
} wobble;

typedef struct layer {
    const char *set; /* sample set; NULL ends the layers */
    double level_db; /* 0 or below, against the other layers */
    int coarse;      /* semitones */
    int fine_cents;
    int pan; /* -500 left .. 500 right */
    amp_envelope amp;
    filter lid;
    sweep env;
    vibrato vib;
    wobble lfo;
} layer;

#define MAX_LAYERS 3

typedef struct patch {
    const char *name; /* at most 19 characters */
    int reverb;       /* send in tenths of a percent */
    int chorus;
    layer layers[MAX_LAYERS];
} patch;

typedef struct drum {
    uint8_t key;
    const char *set;
    double level_db;
    double semitones; /* transposition of the recording */
    int pan;
    double decay_s;   /* 0: the recording's own */
    double release_s; /* 0: rings out, whenever the key goes up */
    int exclusive;
    double cutoff_hz;
    int reverb;
} drum;

#define N_PROGRAMS 128
#define N_DRUMS 61
#define FIRST_DRUM_KEY 27

/* General MIDI programs 1 to 32, 33 to 80 and 81 to 128, as General MIDI counts. */
extern const patch key_patches[32];
extern const patch orchestra_patches[48];
extern const patch synth_patches[48];
extern const drum kit[N_DRUMS];

/* What makes the programs and drums equally loud: attenuation in dB, measured on renderings. */
extern const float program_trim_db[N_PROGRAMS];
extern const float drum_trim_db[N_DRUMS];

#endif
