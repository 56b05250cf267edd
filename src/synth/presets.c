/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/presets.h"

#define N_MELODIC_BANKS 128

/* The instrument of General MIDI nearest to each of the MT-32's, by their names. */
static const uint8_t mt32_programs[128] = {
    /* pianos 1-3, electric pianos 1-4, honky-tonk */
    0, 1, 2, 4, 4, 5, 5, 3,
    /* electric organs 1-4, pipe organs 1-3, accordion */
    16, 17, 18, 18, 19, 19, 20, 21,
    /* harpsichords 1-3, clavinets 1-3, celestas 1-2 */
    6, 6, 6, 7, 7, 7, 8, 8,
    /* synth brass 1-4, synth basses 1-4 */
    62, 63, 62, 63, 38, 39, 38, 39,
    /* fantasy, harmo pan, chorale, glasses, soundtrack, atmosphere, warm bell, funny vox */
    88, 89, 52, 92, 97, 99, 98, 54,
    /* echo bell, ice rain, oboe 2001, echo pan, doctor solo, schooldaze, bellsinger, square wave */
    102, 96, 68, 95, 81, 10, 52, 80,
    /* string sections 1-3, pizzicato, violins 1-2, cellos 1-2 */
    48, 49, 48, 45, 40, 40, 42, 42,
    /* contrabass, harps 1-2, guitars 1-2, electric guitars 1-2, sitar */
    43, 46, 46, 24, 25, 27, 28, 104,
    /* acoustic basses 1-2, electric basses 1-2, slap basses 1-2, fretless basses 1-2 */
    32, 32, 33, 34, 36, 37, 35, 35,
    /* flutes 1-2, piccolos 1-2, recorder, pan pipes, saxophones 1-2 */
    73, 73, 72, 72, 74, 75, 64, 65,
    /* saxophones 3-4, clarinets 1-2, oboe, English horn, bassoon, harmonica */
    66, 67, 71, 71, 68, 69, 70, 22,
    /* trumpets 1-2, trombones 1-2, French horns 1-2, tuba, brass section 1 */
    56, 56, 57, 57, 60, 60, 58, 61,
    /* brass section 2, vibraphones 1-2, synth mallet, wind bell, glockenspiel, tubular bells,
       xylophone */
    61, 11, 11, 12, 14, 9, 14, 13,
    /* marimba, koto, sho, shakuhachi, whistles 1-2, bottle blow, breath pipe */
    12, 107, 20, 77, 78, 78, 76, 121,
    /* timpani, melodic tom, deep snare, electric drums 1-2, taiko, taiko rim, cymbal */
    47, 117, 118, 118, 118, 116, 115, 119,
    /* castanets, triangle, orchestra hit, telephone, bird tweet, one note jam, water bell, jungle
       tune */
    115, 112, 55, 124, 123, 55, 98, 96};

/* Patches of parts 1 to 8 when the MT-32 starts. */
static const uint8_t mt32_starts[8] = {68, 48, 95, 78, 41, 3, 110, 122};

uint8_t awe_presets_mt32_start(uint32_t channel)
{
    return mt32_starts[(channel - 1) % 8];
}

static uint32_t program_of(const awe_presets *presets, const awe_channel *channel)
{
    int is_mt32 = presets->map == AWE_MAP_MT32 && !channel->drums;
    return is_mt32 ? mt32_programs[channel->program & 127] : channel->program;
}

/* The preset at (bank number, program) in the topmost bank of the stack that has it. */
static int find(const awe_presets *presets, uint32_t number, uint32_t program, awe_channel *channel)
{
    for (uint32_t i = presets->n_banks; i-- > 0;) {
        int32_t preset = awe_bank_find(presets->bank[i], number, program);
        if (preset >= 0) {
            channel->preset = preset;
            channel->preset_bank = (uint8_t)i;
            return 1;
        }
    }
    return 0;
}

static int find_any_bank(const awe_presets *presets, uint32_t program, awe_channel *channel)
{
    for (uint32_t number = 1; number < N_MELODIC_BANKS; number++) {
        if (find(presets, number, program, channel)) {
            return 1;
        }
    }
    return 0;
}

static void find_first(const awe_presets *presets, awe_channel *channel)
{
    channel->preset_bank = (uint8_t)(presets->n_banks - 1);
    channel->preset = awe_bank_first(presets->bank[channel->preset_bank]);
}

/* Exact; the standard kit or the same program of bank 0; melodic: of any bank; the first preset
   there is. Drums never become a melodic preset. */
static void resolve(const awe_presets *presets, awe_channel *channel, uint32_t number)
{
    channel->preset_known = 1;
    channel->preset = -1;
    uint32_t program = program_of(presets, channel);
    if (find(presets, number, program, channel)) {
        return;
    }
    if (number == AWE_DRUM_BANK) {
        find(presets, AWE_DRUM_BANK, 0, channel);
    } else if (!find(presets, 0, program, channel) && !find_any_bank(presets, program, channel)) {
        find_first(presets, channel);
    }
}

/* A key that a kit leaves out is played by the standard kit, note by note. */
static awe_found find_in_standard_kit(const awe_presets *presets, uint8_t key)
{
    awe_found found = {0};
    for (uint32_t i = presets->n_banks; i-- > 0 && found.n_layers == 0;) {
        int32_t kit = awe_bank_find(presets->bank[i], AWE_DRUM_BANK, 0);
        if (kit >= 0) {
            found.bank = presets->bank[i];
            found.layers = awe_bank_layers(found.bank, kit, key, &found.n_layers);
        }
    }
    return found;
}

awe_found awe_presets_find(const awe_presets *presets, awe_channel *channel, awe_reset_kind reset,
                           uint8_t key)
{
    uint32_t number = awe_channel_bank(channel, reset);
    if (!channel->preset_known) {
        resolve(presets, channel, number);
    }
    awe_found found = {.bank = presets->bank[channel->preset_bank]};
    if (channel->preset >= 0) {
        found.layers = awe_bank_layers(found.bank, channel->preset, key, &found.n_layers);
    }
    return found.n_layers == 0 && number == AWE_DRUM_BANK ? find_in_standard_kit(presets, key)
                                                          : found;
}
