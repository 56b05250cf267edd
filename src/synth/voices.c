/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/voices.h"

#include "chip/voice.h"

#include <string.h>

#define GAPS_SHARE 4 /* of the lanes, for gaps that are not closed at once */
#define NO_NOTE UINT64_MAX

/* Worth is level and standing: keyed voices go after all that are released. */
static const float standing_sounding[AWE_N_VOICE_STATES] = {
    [AWE_VOICE_FREE] = AWE_NO_VICTIM,   [AWE_VOICE_HELD] = 2.0f,
    [AWE_VOICE_SUSTAINED] = 2.0f,       [AWE_VOICE_RELEASED] = 0.0f,
    [AWE_VOICE_FADING] = AWE_NO_VICTIM,
};
static const float standing_fading[AWE_N_VOICE_STATES] = {
    [AWE_VOICE_FREE] = AWE_NO_VICTIM,
    [AWE_VOICE_HELD] = AWE_NO_VICTIM,
    [AWE_VOICE_SUSTAINED] = AWE_NO_VICTIM,
    [AWE_VOICE_RELEASED] = AWE_NO_VICTIM,
    [AWE_VOICE_FADING] = 0.0f,
};

static uint32_t whole_groups(uint32_t n_lanes)
{
    return (n_lanes + AWE_LANES - 1) / AWE_LANES * AWE_LANES;
}

/* As many voices again as may sound may fade. */
static uint32_t count_most(uint32_t n_voices)
{
    return whole_groups(2 * n_voices);
}

uint32_t awe_voices_lanes(uint32_t n_voices)
{
    uint32_t n_most = count_most(n_voices);
    return n_most + whole_groups(n_most / GAPS_SHARE);
}

size_t awe_voices_size(uint32_t n_lanes)
{
    return sizeof(awe_voices) + n_lanes * (sizeof(awe_voice) + sizeof(awe_timbre)) +
           2 * awe_victims_size(n_lanes) + awe_keyed_size(n_lanes);
}

awe_voices *awe_voices_init(void *memory, awe_chip *chip, uint32_t n_voices)
{
    awe_voices *voices = memory;
    voices->chip = chip;
    voices->n_voices = voices->allowed = n_voices;
    voices->cap = UINT32_MAX;
    voices->n_lanes = awe_voices_lanes(n_voices);
    voices->n_most = count_most(n_voices);
    voices->timbre = (awe_timbre *)(void *)(voices->voice + voices->n_lanes);
    char *behind = (char *)(voices->timbre + voices->n_lanes);
    size_t victims_size = awe_victims_size(voices->n_lanes);
    voices->sounding =
        (awe_victims){.standing = standing_sounding, .least = (float *)(void *)behind};
    voices->fading = (awe_victims){.standing = standing_fading,
                                   .least = (float *)(void *)(behind + victims_size)};
    awe_keyed_init(&voices->keyed, behind + 2 * victims_size, voices->n_lanes);
    return voices;
}

/* What lanes are worth has changed, or which lanes they are. */
static void forget_victims(awe_voices *voices)
{
    voices->sounding.n_places = voices->sounding.n_known = 0;
    voices->fading.n_places = voices->fading.n_known = 0;
}

void awe_voices_reset(awe_voices *voices)
{
    memset(voices->voice, 0, voices->n_lanes * sizeof *voices->voice);
    forget_victims(voices);
    awe_keyed_clear(&voices->keyed);
    voices->n_taken = 0;
    voices->top = voices->n_sounding = voices->n_peak = voices->n_ends = 0;
    voices->n_started = voices->n_shed = voices->n_yielded = 0;
    memset(voices->n_stolen, 0, sizeof voices->n_stolen);
}

static int is_sounding(const awe_voice *voice)
{
    return voice->state != AWE_VOICE_FREE && voice->state != AWE_VOICE_FADING;
}

static int is_keyed(const awe_voice *voice)
{
    return voice->state == AWE_VOICE_HELD || voice->state == AWE_VOICE_SUSTAINED;
}

static void judge(awe_voices *voices, awe_victims *victims, uint32_t lane)
{
    float level = awe_chip_level(voices->chip, lane);
    awe_victims_set(victims, lane, level + victims->standing[voices->voice[lane].state]);
}

static void judge_all(awe_voices *voices, awe_victims *victims, uint32_t end)
{
    float level[AWE_LANES];
    float *worth = awe_victims_open(victims, end);
    for (uint32_t lane = 0; lane < end; lane++) {
        if (lane % AWE_LANES == 0) {
            awe_chip_levels(voices->chip, lane / AWE_LANES, level);
        }
        worth[lane] = level[lane % AWE_LANES] + victims->standing[voices->voice[lane].state];
    }
    awe_victims_settle(victims);
}

/* Makes all lanes below `end` known. */
static void update_victims(awe_voices *voices, awe_victims *victims, uint32_t end)
{
    if (victims->n_places * AWE_LANES <= end) {
        judge_all(voices, victims, end);
    }
    for (; victims->n_known < end; victims->n_known++) {
        judge(voices, victims, victims->n_known);
    }
}

/* The lane's state or level is another. */
static void judge_again(awe_voices *voices, uint32_t lane)
{
    if (lane < voices->sounding.n_known) {
        judge(voices, &voices->sounding, lane);
    }
    if (lane < voices->fading.n_known) {
        judge(voices, &voices->fading, lane);
    }
}

/* Gives the lane another state, in which no key holds it. */
static void let_go(awe_voices *voices, uint32_t lane, awe_voice_state state)
{
    if (is_keyed(&voices->voice[lane])) {
        awe_keyed_remove(&voices->keyed, lane);
    }
    voices->voice[lane].state = (uint8_t)state;
}

/* The first lane of `note`: it is the newest, so its voices stand behind all others. */
static uint32_t find_first_lane(const awe_voices *voices, uint64_t note)
{
    uint32_t lane = voices->top;
    while (lane > 0 && voices->voice[lane - 1].note == note) {
        lane--;
    }
    return lane;
}

/* Voices of the same note only if there is nothing else. Lanes stand in the order of their notes:
   of those worth the same the lowest is the oldest. */
static uint32_t find_victim(awe_voices *voices, uint64_t note)
{
    update_victims(voices, &voices->sounding, find_first_lane(voices, note));
    if (awe_victims_are_none(&voices->sounding)) {
        update_victims(voices, &voices->sounding, voices->top);
    }
    return awe_victims_first(&voices->sounding);
}

static void note_end(awe_voices *voices, uint32_t lane)
{
    uint64_t lived = awe_chip_frame(voices->chip) - voices->voice[lane].started_frame;
    if (voices->n_ends < AWE_TIMED_ENDS) {
        voices->lifetime_frames[voices->n_ends++] =
            lived < UINT32_MAX ? (uint32_t)lived : UINT32_MAX;
    }
}

/* Moves the voices down to the lowest lanes, in their order. */
static void close_gaps(awe_voices *voices)
{
    uint32_t to = 0;
    forget_victims(voices);
    for (uint32_t from = 0; from < voices->top; from++) {
        if (voices->voice[from].state == AWE_VOICE_FREE) {
            continue;
        }
        if (to != from) {
            awe_chip_move(voices->chip, to, from);
            voices->voice[to] = voices->voice[from];
            voices->timbre[to] = voices->timbre[from];
            if (is_keyed(&voices->voice[from])) {
                awe_keyed_move(&voices->keyed, to, from);
            }
            voices->voice[from].state = AWE_VOICE_FREE;
        }
        to++;
    }
    voices->top = to;
}

/* As many voices fade as sound: the quietest of those is cut. */
static void cut_quietest(awe_voices *voices)
{
    update_victims(voices, &voices->fading, voices->top);
    uint32_t victim = awe_victims_first(&voices->fading);
    note_end(voices, victim);
    awe_chip_stop(voices->chip, victim);
    voices->voice[victim].state = AWE_VOICE_FREE;
    judge_again(voices, victim);
    voices->n_taken--;
}

/* The lane behind all voices. */
static uint32_t find_lane(awe_voices *voices)
{
    if (voices->n_taken == voices->n_most) {
        cut_quietest(voices);
    }
    if (voices->top == voices->n_lanes) {
        awe_chip_mix(voices->chip); /* frees what was cut since the last time */
        close_gaps(voices);
    }
    voices->n_taken++;
    return voices->top++;
}

static awe_steal kind_of(const awe_voice *victim, uint64_t note)
{
    if (victim->note == note) {
        return AWE_STEAL_SAME;
    }
    return victim->state == AWE_VOICE_RELEASED    ? AWE_STEAL_RELEASED
           : victim->state == AWE_VOICE_SUSTAINED ? AWE_STEAL_PEDAL
                                                  : AWE_STEAL_KEY;
}

static awe_voice_note note_of(const awe_voice *voice)
{
    return (awe_voice_note){
        .port = (uint8_t)(voice->channel / 16),
        .channel = (uint8_t)(voice->channel % 16),
        .key = voice->key,
        .velocity = voice->velocity,
    };
}

static void steal(awe_voices *voices, uint32_t lane, const awe_voice *wanted)
{
    const awe_voice *victim = &voices->voice[lane];
    uint64_t frame = awe_chip_frame(voices->chip);
    awe_theft theft = {
        .frame = frame,
        .kind = kind_of(victim, wanted->note),
        .by = note_of(wanted),
        .from = note_of(victim),
        .level = awe_chip_level(voices->chip, lane),
        .age_frames = frame - victim->started_frame,
    };
    voices->n_stolen[theft.kind]++;
    if (voices->theft.told) {
        voices->theft.told(voices->theft.context, &theft);
    }
}

static void make_room(awe_voices *voices, const awe_voice *wanted)
{
    uint32_t victim = find_victim(voices, wanted->note);
    if (voices->n_sounding >= voices->allowed) {
        steal(voices, victim, wanted);
    } else {
        voices->n_shed++;
    }
    awe_voices_fade(voices, victim, AWE_FADE_TICKS);
}

uint32_t awe_voices_take(awe_voices *voices, const awe_voice *wanted)
{
    if (voices->n_sounding >= voices->allowed || voices->n_sounding >= voices->cap) {
        make_room(voices, wanted);
    }
    uint32_t lane = find_lane(voices);
    voices->n_sounding++;
    voices->n_started++;
    voices->n_peak = voices->n_sounding > voices->n_peak ? voices->n_sounding : voices->n_peak;
    voices->voice[lane] = *wanted;
    voices->voice[lane].state = AWE_VOICE_HELD;
    awe_keyed_add(&voices->keyed, awe_keyed_chain(&voices->keyed, wanted->channel, wanted->key),
                  lane);
    return lane;
}

/* `lane`, or the first one after it in the chain, that is of this key. */
static uint32_t find_keyed(const awe_voices *voices, uint32_t lane, uint16_t channel, uint8_t key)
{
    while (lane != AWE_NO_LANE &&
           (voices->voice[lane].channel != channel || voices->voice[lane].key != key)) {
        lane = voices->keyed.next[lane];
    }
    return lane;
}

uint32_t awe_voices_first_keyed(const awe_voices *voices, uint16_t channel, uint8_t key)
{
    uint32_t chain = awe_keyed_chain(&voices->keyed, channel, key);
    return find_keyed(voices, voices->keyed.first[chain], channel, key);
}

uint32_t awe_voices_next_keyed(const awe_voices *voices, uint32_t lane)
{
    const awe_voice *voice = &voices->voice[lane];
    return find_keyed(voices, voices->keyed.next[lane], voice->channel, voice->key);
}

uint32_t awe_voices_shed(awe_voices *voices, uint32_t limit, uint32_t most, uint16_t n_ticks)
{
    uint32_t over = voices->n_sounding > limit ? voices->n_sounding - limit : 0;
    uint32_t n = over < most ? over : most;
    n = n < AWE_MAX_SHED ? n : AWE_MAX_SHED;
    for (uint32_t i = 0; i < n; i++) {
        awe_voices_fade(voices, find_victim(voices, NO_NOTE), n_ticks);
    }
    return n;
}

static void become_fading(awe_voices *voices, uint32_t lane)
{
    let_go(voices, lane, AWE_VOICE_FADING);
    judge_again(voices, lane);
    voices->n_sounding--;
}

void awe_voices_fade(awe_voices *voices, uint32_t lane, uint16_t n_ticks)
{
    awe_chip_fade(voices->chip, lane, n_ticks);
    if (is_sounding(&voices->voice[lane])) {
        become_fading(voices, lane);
    }
}

void awe_voices_exclude(awe_voices *voices, uint32_t lane)
{
    awe_chip_end(voices->chip, lane, AWE_EXCLUDE_FRAMES);
    become_fading(voices, lane);
}

void awe_voices_release(awe_voices *voices, uint32_t lane)
{
    let_go(voices, lane, AWE_VOICE_RELEASED);
    awe_chip_release(voices->chip, lane);
    judge_again(voices, lane);
}

/* Few gaps are left alone: closing them moves voices about for nothing. */
static int has_many_gaps(const awe_voices *voices)
{
    uint32_t n_gaps = voices->top - voices->n_taken;
    return n_gaps >= AWE_LANES && 4 * n_gaps >= voices->n_taken;
}

static void collect_group(awe_voices *voices, uint32_t group)
{
    for (uint32_t ended = awe_chip_ended(voices->chip, group); ended != 0; ended &= ended - 1) {
        uint32_t lane = group * AWE_LANES + (uint32_t)__builtin_ctz(ended);
        if (is_sounding(&voices->voice[lane])) {
            voices->n_sounding--;
        }
        note_end(voices, lane);
        let_go(voices, lane, AWE_VOICE_FREE);
    }
}

void awe_voices_collect(awe_voices *voices, uint32_t n_ended)
{
    forget_victims(voices);
    if (n_ended == 0) {
        return;
    }
    for (uint32_t lane = 0; lane < voices->top; lane += AWE_LANES) {
        collect_group(voices, lane / AWE_LANES);
    }
    voices->n_taken -= n_ended;
    while (voices->top > 0 && voices->voice[voices->top - 1].state == AWE_VOICE_FREE) {
        voices->top--;
    }
    if (has_many_gaps(voices) && awe_chip_may_move(voices->chip)) {
        close_gaps(voices);
    }
}
