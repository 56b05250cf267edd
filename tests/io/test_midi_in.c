/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Which device a name means; what the drivers do is seen in a virtual machine, see tests/rig. */

#include "io/midi_in.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static midi_in_list devices;

static int set_up(void **state)
{
    (void)state;
    static const char *const names[] = {"Midi Through Port-0", "Keystation 49 MIDI 1",
                                        "Keystation 49 MIDI 2", "Key", "MPD"};
    memset(&devices, 0, sizeof devices);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        midi_in_list_add(&devices, names[i]);
    }
    return 0;
}

static void expect(const char *wish, uint32_t device)
{
    uint32_t found = 99;
    io_error error;
    assert_int_equal(midi_in_find(&devices, wish, &found, &error), MIDI_IN_FOUND);
    assert_int_equal(found, device);
}

static void test_a_part_or_the_whole_name(void **state)
{
    (void)state;
    expect("through", 0);
    expect("MIDI 2", 2);
    expect("keystation 49 midi 1", 1);
    expect("Key", 3);
    expect("key", 3);
    expect("mp", 4);
}

static void test_none_and_several(void **state)
{
    (void)state;
    uint32_t found;
    io_error error;
    assert_int_equal(midi_in_find(&devices, "piano", &found, &error), MIDI_IN_MISSING);
    assert_string_equal(error.text,
                        "no MIDI input has \"piano\" in its name; --midi-list shows them");
    assert_int_equal(midi_in_find(&devices, "station", &found, &error), MIDI_IN_AMBIGUOUS);
    assert_string_equal(error.text, "MIDI input \"station\" may mean Keystation 49 MIDI 1; "
                                    "Keystation 49 MIDI 2");
    devices.n = 0;
    assert_int_equal(midi_in_find(&devices, "Key", &found, &error), MIDI_IN_MISSING);
}

static void test_devices_of_one_name(void **state)
{
    (void)state;
    midi_in_list_add(&devices, "MPD");
    midi_in_list_add(&devices, "MPD");
    assert_string_equal(devices.names[5], "MPD (2)");
    assert_string_equal(devices.names[6], "MPD (3)");
    expect("MPD", 4);
    expect("mpd (3)", 6);
}

static void test_more_and_longer_names_than_fit(void **state)
{
    (void)state;
    char name[300];
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    for (int i = 0; i < 100; i++) {
        midi_in_list_add(&devices, name);
    }
    assert_int_equal(devices.n, MIDI_IN_MAX_DEVICES);
    for (uint32_t i = 0; i < devices.n; i++) {
        assert_true(strlen(devices.names[i]) < MIDI_IN_NAME_SIZE);
        for (uint32_t j = 0; j < i; j++) {
            assert_string_not_equal(devices.names[i], devices.names[j]);
        }
    }
}

/* Where there is no sequencer, every driver says so, and no library adds to it. */
static void test_system_without_midi(void **state)
{
    (void)state;
    static midi_in_list list;
    io_error error;
    if (midi_in_check_system(&error)) {
        skip();
    }
    assert_non_null(strstr(error.text, "/dev/snd/seq"));
    for (int api = 0; api < N_MIDI_APIS; api++) {
        error.text[0] = '\0';
        assert_false(midi_in_list_devices((midi_api)api, &list, &error));
        assert_true(strlen(error.text) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_part_or_the_whole_name, set_up),
        cmocka_unit_test_setup(test_none_and_several, set_up),
        cmocka_unit_test_setup(test_devices_of_one_name, set_up),
        cmocka_unit_test_setup(test_more_and_longer_names_than_fit, set_up),
        cmocka_unit_test(test_system_without_midi),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
