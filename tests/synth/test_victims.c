/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Who is stolen, against a plain search of all voices by the rule of docs/sound.md "Voices", for
   thousands of random notes, releases and pedals; and that the lanes stay in their order. */

#include "support/card_rig.h"
#include "support/random.h"
#include "synth/driver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static synth_rig rig;
static uint32_t n_thefts, n_ties, n_wrong;

static uint32_t random_below(uint64_t *dice, uint32_t n)
{
    return random_bits(dice) % n;
}

static int is_sounding(const awe_voice *voice)
{
    return voice->state == AWE_VOICE_HELD || voice->state == AWE_VOICE_SUSTAINED ||
           voice->state == AWE_VOICE_RELEASED;
}

/* Negative: `a` goes first. The note that comes last, then those keyed, then by level, then by
   age. */
static AWE_RT int compare(awe_synth *synth, uint32_t a, uint32_t b, uint64_t note)
{
    const awe_voice *x = &synth->voices->voice[a], *y = &synth->voices->voice[b];
    float level_x = awe_chip_level(synth->chip, a), level_y = awe_chip_level(synth->chip, b);
    int own = (x->note == note) - (y->note == note);
    int keyed = (x->state != AWE_VOICE_RELEASED) - (y->state != AWE_VOICE_RELEASED);
    if (own || keyed) {
        return own ? own : keyed;
    }
    if (level_x != level_y) {
        return level_x < level_y ? -1 : 1;
    }
    n_ties++;
    return x->note < y->note ? -1 : x->note > y->note;
}

/* Called before the victim fades. */
static AWE_RT void check_theft(void *context, const awe_theft *theft)
{
    (void)context;
    awe_synth *synth = rig.synth;
    const awe_voices *voices = synth->voices;
    uint32_t least = UINT32_MAX;
    for (uint32_t lane = 0; lane < voices->n_lanes; lane++) {
        if (is_sounding(&voices->voice[lane]) &&
            (least == UINT32_MAX || compare(synth, lane, least, synth->next_note - 1) < 0)) {
            least = lane;
        }
    }
    const awe_voice *voice = &voices->voice[least];
    n_thefts++;
    n_wrong += theft->from.key != voice->key || theft->from.channel != voice->channel % 16 ||
               theft->from.velocity != voice->velocity ||
               theft->age_frames != theft->frame - voice->started_frame ||
               theft->level != awe_chip_level(synth->chip, least);
}

/* Two layers a note, of unlike loudness, that die away and are let go slowly. */
static void open_synth(uint32_t n_voices)
{
    const card_generator own[] = {{AWE_GEN_VOL_ENV_DECAY, 2000},
                                  {AWE_GEN_VOL_ENV_SUSTAIN, 700},
                                  {AWE_GEN_VOL_ENV_RELEASE, 1200},
                                  {0, 0}};
    sf2_builder *builder = card_bank(CARD_SINE, own);
    sf2_add_preset(builder, "two", 0, 1);
    for (int i = 0; i < 2; i++) {
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_ATTENUATION, 60 * i);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    }
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.n_voices = n_voices;
    config.theft.told = check_theft;
    rig_open(&rig, builder, &config);
    n_thefts = n_ties = n_wrong = 0;
}

static awe_message make_message(uint32_t dice, uint32_t a, uint32_t b)
{
    uint8_t channel = (uint8_t)(a % 4);
    uint8_t key = (uint8_t)(40 + b % 24);
    if (dice < 60) { /* few velocities, so that many voices are as loud as another */
        return (awe_message){AWE_NOTE_ON, 0, channel, key, (uint8_t)(40 * (1 + a / 4 % 3))};
    }
    if (dice < 90) {
        return (awe_message){AWE_NOTE_OFF, 0, channel, key, 0};
    }
    if (dice < 94) {
        return (awe_message){AWE_CONTROL, 0, channel, 64, b % 2 ? 127 : 0};
    }
    return dice < 98 ? (awe_message){AWE_CONTROL, 0, channel, 66, b % 2 ? 127 : 0}
                     : (awe_message){AWE_PROGRAM, 0, channel, 0, b % 2};
}

static void assert_in_order(const awe_voices *voices)
{
    uint64_t note = 0;
    uint32_t n_taken = 0;
    for (uint32_t lane = 0; lane < voices->n_lanes; lane++) {
        const awe_voice *voice = &voices->voice[lane];
        if (voice->state != AWE_VOICE_FREE) {
            assert_true(lane < voices->top && voice->note >= note);
            note = voice->note;
            n_taken++;
        }
    }
    assert_int_equal(n_taken, voices->n_taken);
    assert_true(n_taken <= voices->n_most);
}

/* The same key's lanes by the chains, and by a look at all. */
static void assert_keyed(const awe_voices *voices, uint16_t channel, uint8_t key)
{
    uint32_t n = 0, n_chained = 0;
    for (uint32_t lane = 0; lane < voices->n_lanes; lane++) {
        const awe_voice *voice = &voices->voice[lane];
        n += (voice->state == AWE_VOICE_HELD || voice->state == AWE_VOICE_SUSTAINED) &&
             voice->channel == channel && voice->key == key;
    }
    for (uint32_t lane = awe_voices_first_keyed(voices, channel, key); lane != AWE_NO_LANE;
         lane = awe_voices_next_keyed(voices, lane)) {
        assert_true(voices->voice[lane].channel == channel && voices->voice[lane].key == key);
        n_chained++;
    }
    assert_int_equal(n, n_chained);
}

static void play_at_random(uint32_t n_voices, uint32_t n_rounds, uint32_t most_events)
{
    uint64_t dice = 1 + n_voices;
    float out[2 * 64];
    open_synth(n_voices);
    for (uint32_t i = 0; i < n_rounds; i++) {
        awe_event events[64];
        uint32_t n_events = random_below(&dice, most_events + 1);
        uint32_t frame = 0;
        for (uint32_t j = 0; j < n_events; j++) {
            frame += random_below(&dice, 4) == 0 ? random_below(&dice, 12) : 0;
            frame = frame < 63 ? frame : 63;
            uint32_t a = random_below(&dice, 1000), b = random_below(&dice, 1000);
            events[j] = (awe_event){.frame = frame,
                                    .message = make_message(random_below(&dice, 100), a, b)};
        }
        awe_synth_render(rig.synth, events, n_events, out, 64);
        assert_in_order(rig.synth->voices);
        assert_keyed(rig.synth->voices, (uint16_t)random_below(&dice, 4),
                     (uint8_t)(40 + random_below(&dice, 24)));
    }
    rig_close(&rig);
    assert_int_equal(n_wrong, 0);
}

static void steals_as_a_plain_search_does(void **state)
{
    (void)state;
    play_at_random(1, 300, 8);
    assert_true(n_thefts > 300);
    play_at_random(7, 2000, 16);
    assert_true(n_thefts > 2000 && n_ties > 100);
    play_at_random(32, 2000, 60); /* more notes in a tick than there are lanes */
    assert_true(n_thefts > 2000 && n_ties > 100);
    play_at_random(256, 500, 64);
    assert_true(n_thefts > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(steals_as_a_plain_search_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
