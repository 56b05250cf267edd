/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/presets.h"

#define N_MELODIC_BANKS 128
#define STANDARD_KIT 0

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

/* The preset that `stacked` has at (bank number of the stack, program); negative: none. */
static int32_t find_in(const awe_stacked_bank *stacked, uint32_t number, uint32_t program)
{
    int32_t own = (int32_t)number - (number < N_MELODIC_BANKS ? stacked->offset : 0);
    if (own < 0 || (number < N_MELODIC_BANKS && own >= N_MELODIC_BANKS)) {
        return -1;
    }
    return awe_bank_find(stacked->bank, (uint32_t)own, program);
}

/* The preset at (bank number, program) in the topmost bank of the stack that has it, and not all
   silent. */
static int find(const awe_presets *presets, uint32_t number, uint32_t program, awe_channel *channel)
{
    for (uint32_t i = presets->n_banks; i-- > 0;) {
        int32_t preset = find_in(&presets->bank[i], number, program);
        if (preset >= 0 && !awe_bank_is_lost(presets->bank[i].bank, preset)) {
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

/* The first preset of the lowest bank that has one: there the general instruments are. */
static int find_first(const awe_presets *presets, awe_channel *channel)
{
    for (uint32_t i = 0; i < presets->n_banks; i++) {
        int32_t preset = awe_bank_first(presets->bank[i].bank);
        if (preset >= 0) {
            channel->preset_bank = (uint8_t)i;
            channel->preset = preset;
            return 1;
        }
    }
    return 0;
}

/* Exact; the standard kit or the same program of bank 0; melodic: of any bank; the first preset
   there is. Drums never become a melodic preset. */
static awe_found_by resolve(const awe_presets *presets, awe_channel *channel, uint32_t number)
{
    channel->preset_known = 1;
    channel->preset = -1;
    uint32_t program = program_of(presets, channel);
    if (find(presets, number, program, channel)) {
        return AWE_FOUND_EXACTLY;
    }
    if (number == AWE_DRUM_BANK) {
        return find(presets, AWE_DRUM_BANK, STANDARD_KIT, channel) ? AWE_FOUND_STANDARD_KIT
                                                                   : AWE_FOUND_NOTHING;
    }
    if (find(presets, 0, program, channel)) {
        return AWE_FOUND_IN_BANK_0;
    }
    if (find_any_bank(presets, program, channel)) {
        return AWE_FOUND_IN_OTHER_BANK;
    }
    return find_first(presets, channel) ? AWE_FOUND_FIRST_PRESET : AWE_FOUND_NOTHING;
}

static awe_found get_layers(const awe_presets *presets, const awe_channel *channel, uint8_t key)
{
    awe_found found = {.bank = presets->bank[channel->preset_bank].bank};
    if (channel->preset >= 0) {
        found.layers = awe_bank_layers(found.bank, channel->preset, key, &found.n_layers);
    }
    return found;
}

/* A key that a kit leaves out is played by the standard kit, note by note. `kit` receives where. */
static awe_found find_in_standard_kit(const awe_presets *presets, awe_channel *kit, uint8_t key)
{
    awe_found found = {0};
    for (uint32_t i = presets->n_banks; i-- > 0 && found.n_layers == 0;) {
        kit->preset = awe_bank_find(presets->bank[i].bank, AWE_DRUM_BANK, STANDARD_KIT);
        kit->preset_bank = (uint8_t)i;
        found = get_layers(presets, kit, key);
    }
    return found;
}

awe_found awe_presets_find(const awe_presets *presets, awe_channel *channel, awe_reset_kind reset,
                           uint8_t key)
{
    uint32_t number = awe_channel_bank(channel, reset);
    if (!channel->preset_known) {
        (void)resolve(presets, channel, number);
    }
    awe_found found = get_layers(presets, channel, key);
    if (found.n_layers > 0 || number != AWE_DRUM_BANK) {
        return found;
    }
    awe_channel kit = *channel;
    return find_in_standard_kit(presets, &kit, key);
}

/* A bank has the preset that is wanted, but all its samples are silent. */
static int is_lost(const awe_presets *presets, uint32_t number, uint32_t program)
{
    for (uint32_t i = 0; i < presets->n_banks; i++) {
        const awe_stacked_bank *stacked = &presets->bank[i];
        if (awe_bank_is_lost(stacked->bank, find_in(stacked, number, program))) {
            return 1;
        }
    }
    return 0;
}

awe_preset_use awe_presets_explain(const awe_presets *presets, const awe_channel *channel,
                                   awe_reset_kind reset, uint8_t key)
{
    awe_channel own = *channel;
    uint32_t number = awe_channel_bank(channel, reset);
    awe_preset_use use = {.bank = (uint16_t)number,
                          .program = (uint16_t)program_of(presets, channel)};
    use.found_by = resolve(presets, &own, number);
    use.is_lost = use.found_by != AWE_FOUND_EXACTLY && is_lost(presets, number, use.program);
    use.is_silent = get_layers(presets, &own, key).n_layers == 0;
    awe_channel kit = own;
    if (use.is_silent && number == AWE_DRUM_BANK &&
        find_in_standard_kit(presets, &kit, key).n_layers > 0) {
        use.found_by = AWE_FOUND_KEY_IN_STANDARD_KIT;
        use.is_silent = 0;
        own = kit;
    }
    if (use.found_by != AWE_FOUND_NOTHING) {
        use.stack_index = own.preset_bank;
        use.preset = (uint32_t)own.preset;
    }
    return use;
}
