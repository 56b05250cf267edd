/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Writes the bundled General MIDI bank: mkbank OUT.sf2. With -v it lists the sizes. */

#include "patch.h"
#include "recordings.h"
#include "sf2.h"

#include <math.h>
#include <string.h>

/* Generator numbers, SoundFont 2.04, 8.1.2. */
enum {
    GEN_MOD_LFO_PITCH = 5,
    GEN_VIB_LFO_PITCH = 6,
    GEN_MOD_ENV_PITCH = 7,
    GEN_CUTOFF = 8,
    GEN_Q = 9,
    GEN_MOD_LFO_CUTOFF = 10,
    GEN_MOD_ENV_CUTOFF = 11,
    GEN_MOD_LFO_VOLUME = 13,
    GEN_CHORUS = 15,
    GEN_REVERB = 16,
    GEN_PAN = 17,
    GEN_MOD_LFO_DELAY = 21,
    GEN_MOD_LFO_HZ = 22,
    GEN_VIB_LFO_DELAY = 23,
    GEN_VIB_LFO_HZ = 24,
    GEN_MOD_ATTACK = 26,
    GEN_MOD_DECAY = 28,
    GEN_MOD_SUSTAIN = 29,
    GEN_MOD_RELEASE = 30,
    GEN_AMP_ATTACK = 34,
    GEN_AMP_DECAY = 36,
    GEN_AMP_SUSTAIN = 37,
    GEN_AMP_RELEASE = 38,
    GEN_KEY_AMP_DECAY = 40,
    GEN_INSTRUMENT = 41,
    GEN_KEY_RANGE = 43,
    GEN_ATTENUATION = 48,
    GEN_COARSE = 51,
    GEN_FINE = 52,
    GEN_SAMPLE = 53,
    GEN_SAMPLE_MODES = 54,
    GEN_EXCLUSIVE = 57,
    GEN_ROOT_KEY = 58,
};

/* Players apply 0.4 of an attenuation, as the first card's driver did: 25 units for each decibel
   heard. */
#define ATTENUATION_PER_DB 25.0

#define VELOCITY_CLOSES_FILTER                                                                     \
    0x0102 /* linear, from 1 at velocity 0 to 0 at 127; also the default's source */

static void add_nonzero(level *l, int id, int amount)
{
    if (amount != 0) {
        sf2_add_generator(l, id, amount);
    }
}

static void add_time(level *l, int id, double seconds)
{
    if (seconds > 0.0) {
        sf2_add_generator(l, id, (int)lround(1200.0 * log2(seconds)));
    }
}

/* LFO rates and filter frequencies, in cents above 8.176 Hz. */
static void add_hz(level *l, int id, double hz)
{
    if (hz > 0.0) {
        sf2_add_generator(l, id, (int)lround(1200.0 * log2(hz / 8.1757989)));
    }
}

static void add_amp(level *l, const amp_envelope *a)
{
    add_time(l, GEN_AMP_ATTACK, a->attack_s);
    add_time(l, GEN_AMP_DECAY, a->decay_s);
    add_nonzero(l, GEN_AMP_SUSTAIN, (int)lround(a->sustain_db * 10.0));
    add_time(l, GEN_AMP_RELEASE, a->release_s);
    add_nonzero(l, GEN_KEY_AMP_DECAY, a->decay_cents_per_key);
}

static void add_filter(level *l, const layer *y)
{
    add_hz(l, GEN_CUTOFF, y->lid.cutoff_hz);
    add_nonzero(l, GEN_Q, (int)lround(y->lid.q_db * 10.0));
    if (y->env.cutoff_cents == 0 && y->env.pitch_cents == 0) {
        return;
    }
    add_nonzero(l, GEN_MOD_ENV_CUTOFF, y->env.cutoff_cents);
    add_nonzero(l, GEN_MOD_ENV_PITCH, y->env.pitch_cents);
    add_time(l, GEN_MOD_ATTACK, y->env.attack_s);
    add_time(l, GEN_MOD_DECAY, y->env.decay_s);
    add_nonzero(l, GEN_MOD_SUSTAIN, (int)lround(1000.0 * (1.0 - y->env.sustain)));
    add_time(l, GEN_MOD_RELEASE, y->env.release_s);
}

static void add_lfos(level *l, const layer *y)
{
    if (y->vib.pitch_cents != 0) {
        sf2_add_generator(l, GEN_VIB_LFO_PITCH, y->vib.pitch_cents);
        add_time(l, GEN_VIB_LFO_DELAY, y->vib.delay_s);
    }
    /* The rate also serves the modulation wheel. */
    add_hz(l, GEN_VIB_LFO_HZ, y->vib.hz > 0.0 ? y->vib.hz : 5.3);
    add_nonzero(l, GEN_MOD_LFO_PITCH, y->lfo.pitch_cents);
    add_nonzero(l, GEN_MOD_LFO_CUTOFF, y->lfo.cutoff_cents);
    add_nonzero(l, GEN_MOD_LFO_VOLUME, (int)lround(y->lfo.volume_db * 10.0));
    add_time(l, GEN_MOD_LFO_DELAY, y->lfo.delay_s);
    add_hz(l, GEN_MOD_LFO_HZ, y->lfo.hz);
}

static void add_splits(level *l, const recording *r)
{
    int low = 0;
    for (int i = 0; i < r->n_samples; i++) {
        int last = i + 1 == r->n_samples;
        int high = last ? 127 : (r->set->roots[i] + r->set->roots[i + 1]) / 2;
        sf2_add_zone(l);
        sf2_add_range(l, GEN_KEY_RANGE, low, high);
        add_nonzero(l, GEN_SAMPLE_MODES, is_looped(r));
        sf2_add_generator(l, GEN_SAMPLE, r->first_sample + i);
        low = high + 1;
    }
}

static int add_layer(sf2 *bank, const recordings *all, const patch *p, int index, double trim_db)
{
    const layer *y = &p->layers[index];
    level *l = &bank->instruments;
    char name[32];
    snprintf(name, sizeof name, index ? "%.17s %d" : "%s", p->name, index + 1);
    int instrument = sf2_add_instrument(bank, name);
    sf2_add_zone(l);
    add_amp(l, &y->amp);
    add_filter(l, y);
    add_lfos(l, y);
    add_nonzero(l, GEN_PAN, y->pan);
    add_nonzero(l, GEN_COARSE, y->coarse);
    add_nonzero(l, GEN_FINE, y->fine_cents);
    add_nonzero(l, GEN_ATTENUATION, (int)lround((trim_db - y->level_db) * ATTENUATION_PER_DB));
    add_nonzero(l, GEN_CHORUS, p->chorus);
    add_nonzero(l, GEN_REVERB, p->reverb);
    if (y->lid.velocity_cents) {
        sf2_add_modulator(l, VELOCITY_CLOSES_FILTER, GEN_CUTOFF, y->lid.velocity_cents);
    }
    add_splits(l, find_recording(all, y->set));
    return instrument;
}

static void add_program(sf2 *bank, const recordings *all, const patch *p, int program)
{
    int instruments[MAX_LAYERS];
    int n = 0;
    while (n < MAX_LAYERS && p->layers[n].set) {
        instruments[n] = add_layer(bank, all, p, n, program_trim_db[program]);
        n++;
    }
    sf2_add_preset(bank, p->name, 0, program);
    for (int i = 0; i < n; i++) {
        sf2_add_zone(&bank->presets);
        sf2_add_generator(&bank->presets, GEN_INSTRUMENT, instruments[i]);
    }
}

static void add_drum(level *l, const recordings *all, const drum *d, double trim_db)
{
    const recording *r = find_recording(all, d->set);
    int steps = (int)floor(d->semitones);
    double ring_s = d->decay_s > 0.0 ? d->decay_s : 20.0;
    sf2_add_zone(l);
    sf2_add_range(l, GEN_KEY_RANGE, d->key, d->key);
    add_time(l, GEN_AMP_DECAY, d->decay_s);
    add_nonzero(l, GEN_AMP_SUSTAIN, d->decay_s > 0.0 ? 1000 : 0);
    add_time(l, GEN_AMP_RELEASE, d->release_s > 0.0 ? d->release_s : ring_s);
    add_hz(l, GEN_CUTOFF, d->cutoff_hz);
    add_nonzero(l, GEN_PAN, d->pan);
    add_nonzero(l, GEN_FINE, (int)lround(100.0 * (d->semitones - steps)));
    add_nonzero(l, GEN_ATTENUATION, (int)lround((trim_db - d->level_db) * ATTENUATION_PER_DB));
    add_nonzero(l, GEN_REVERB, d->reverb);
    add_nonzero(l, GEN_EXCLUSIVE, d->exclusive);
    sf2_add_generator(l, GEN_ROOT_KEY, d->key - steps);
    add_nonzero(l, GEN_SAMPLE_MODES, is_looped(r));
    sf2_add_generator(l, GEN_SAMPLE, r->first_sample);
}

static void add_kit(sf2 *bank, const recordings *all)
{
    int instrument = sf2_add_instrument(bank, "Standard Kit");
    for (int i = 0; i < N_DRUMS; i++) {
        add_drum(&bank->instruments, all, &kit[i], drum_trim_db[i]);
    }
    sf2_add_preset(bank, "Standard Kit", 128, 0);
    sf2_add_zone(&bank->presets);
    sf2_add_generator(&bank->presets, GEN_INSTRUMENT, instrument);
}

static void fill_bank(sf2 *bank, int verbose)
{
    recordings all;
    make_recordings(&all, bank, verbose);
    for (int i = 0; i < N_PROGRAMS; i++) {
        const patch *p = i < 32   ? &key_patches[i]
                         : i < 80 ? &orchestra_patches[i - 32]
                                  : &synth_patches[i - 80];
        add_program(bank, &all, p, i);
    }
    add_kit(bank, &all);
}

int main(int argc, char **argv)
{
    int verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    if (argc != 2 + verbose) {
        fputs("usage: mkbank [-v] OUT.sf2\n", stderr);
        return 1;
    }
    FILE *file = fopen(argv[1 + verbose], "wb");
    if (!file) {
        perror(argv[1 + verbose]);
        return 1;
    }
    sf2 bank;
    sf2_init(&bank);
    fill_bank(&bank, verbose);
    int failed = sf2_write(&bank, file) != 0;
    failed = fclose(file) != 0 || failed;
    sf2_free(&bank);
    if (failed) {
        fputs("mkbank: cannot write the bank\n", stderr);
    }
    return failed;
}
