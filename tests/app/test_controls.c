/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Keys that step through the types of the effects go on from what the options chose. */

#include "app/controls.h"

#include "app/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static live_memory memory;

static void open_player(player *p, const settings *s)
{
    const live_config config = {.is_endless = true};
    io_error error;
    live_memory_init(&memory, MEMORY_SYNTH, false);
    *p = (player){.s = s};
    assert_true(live_new(&config, &memory, &p->live, &error));
}

/* The types after a press of each key. */
static void check_next(awe_reverb reverb, awe_chorus chorus, uint32_t want_reverb,
                       uint32_t want_chorus)
{
    const settings s = {.sound.synth = {.reverb = reverb, .chorus = chorus}};
    const key_press keys[] = {{KEY_REVERB_TYPE, 0}, {KEY_CHORUS_TYPE, 0}};
    player p;
    controls c;
    open_player(&p, &s);
    controls_init(&c, &p);
    controls_press(&c, &keys[0]);
    controls_press(&c, &keys[1]);
    assert_int_equal(c.reverb, want_reverb);
    assert_int_equal(c.chorus, want_chorus);
    live_free(p.live);
}

static void test_types_go_on_from_the_options(void **state)
{
    (void)state;
    say_set_level(SAY_QUIET);
    check_next(AWE_REVERB_DEFAULT, AWE_CHORUS_DEFAULT, 5, 3); /* Hall 2 and Chorus 3 came before */
    check_next(AWE_REVERB_ROOM_1, AWE_CHORUS_1, 1, 1);
    check_next(AWE_REVERB_PANNING_DELAY, AWE_CHORUS_4, 0, 4);
}

/* There is no next type of what is off. */
static void test_off_stays_off(void **state)
{
    (void)state;
    say_set_level(SAY_QUIET);
    check_next(AWE_REVERB_OFF, AWE_CHORUS_OFF, 8, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types_go_on_from_the_options),
        cmocka_unit_test(test_off_stays_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
