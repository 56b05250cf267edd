/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Inputs found by name, lost, and found again, with drivers that do as the test says; and the
   thread around them, for the eyes of -fsanitize=thread. */

#include "app/midi_inputs.h"
#include "io/clock.h"
#include "support/fake_midi.h"

#include <pthread.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static input_queue queue;
static awe_ring recording;
static stamped recorded[64];
static midi_settings settings;
static midi_inputs_config config;

static int set_up(void **state)
{
    (void)state;
    memset(&fake_midi_devices, 0, sizeof fake_midi_devices);
    memset(&fake_midi_port, 0, sizeof fake_midi_port);
    memset(&settings, 0, sizeof settings);
    input_queue_init(&queue);
    awe_ring_init(&recording, recorded, 64, sizeof recorded[0]);
    config = (midi_inputs_config){.settings = &settings,
                                  .devices = &fake_midi_device_driver,
                                  .port = &fake_midi_port_driver,
                                  .outlet = {&queue, &recording}};
    return 0;
}

static midi_inputs *new_inputs(void)
{
    midi_inputs *inputs;
    io_error error;
    assert_true(midi_inputs_new(&config, &inputs, &error));
    return inputs;
}

static void fail_with(const char *text)
{
    midi_inputs *inputs;
    io_error error;
    assert_false(midi_inputs_new(&config, &inputs, &error));
    assert_null(inputs);
    assert_string_equal(error.text, text);
    assert_false(fake_midi_devices.is_open || fake_midi_port.is_open);
}

static void ask_for(const char *name)
{
    settings.names[settings.n_names++] = name;
}

static void plug(const char *name)
{
    midi_in_list_add(&fake_midi_devices.devices, name);
}

/* Long enough that devices have been looked for. */
static void settle(midi_inputs *inputs)
{
    uint64_t end = clock_now_ns() + 120000000;
    while (clock_now_ns() < end) {
        midi_inputs_read(inputs);
    }
}

static void send_bytes(midi_inputs *inputs, fake_midi *f, uint32_t input, const uint8_t *bytes,
                       size_t n)
{
    f->packets[f->n_packets++] = (midi_in_packet){.input = input,
                                                  .bytes = bytes,
                                                  .n_bytes = (uint32_t)n,
                                                  .arrival_ns = 4711,
                                                  .uncertainty_ns = 2500};
    midi_inputs_read(inputs);
}

#define SEND(inputs, f, input, ...)                                                                \
    send_bytes(inputs, f, input, (const uint8_t[]){__VA_ARGS__},                                   \
               sizeof((const uint8_t[]){__VA_ARGS__}))

static void expect(uint8_t type, uint8_t channel, uint8_t key, int32_t value)
{
    stamped event = {0};
    stamped copy = {0};
    assert_true(input_queue_peek(&queue, &event));
    input_queue_pop(&queue);
    assert_true(awe_ring_pop(&recording, &copy));
    assert_memory_equal(&copy, &event, sizeof event);
    assert_int_equal(event.arrival_ns, 4711);
    assert_int_equal(event.message.type, type);
    assert_int_equal(event.message.channel, channel);
    assert_int_equal(event.message.key, key);
    assert_int_equal(event.message.value, value);
}

static void expect_nothing(void)
{
    stamped event;
    assert_false(input_queue_peek(&queue, &event));
    assert_false(input_queue_take_release(&queue));
}

/* A release for the callback, and a note of it in the recording. */
static void expect_release(void)
{
    stamped event;
    assert_true(input_queue_take_release(&queue));
    assert_true(awe_ring_pop(&recording, &event));
    assert_int_equal(event.message.type, AWE_RELEASE_ALL);
    expect_nothing();
}

static midi_status get_all(const midi_inputs *inputs)
{
    midi_status status;
    midi_inputs_get_status(inputs, &status);
    return status;
}

static midi_input_status get_status(const midi_inputs *inputs, uint32_t i)
{
    midi_status status = get_all(inputs);
    assert_true(i < status.n_inputs);
    return status.inputs[i];
}

static void test_bytes_become_messages(void **state)
{
    (void)state;
    plug("Keystation");
    ask_for("key");
    settings.keyboard.split_key = 60;
    settings.keyboard.split_channel = 3;
    midi_inputs *inputs = new_inputs();
    SEND(inputs, &fake_midi_devices, 0, 0x90, 60, 100, 59);
    SEND(inputs, &fake_midi_devices, 0, 100);
    expect(AWE_NOTE_ON, 0, 60, 100);
    expect(AWE_NOTE_ON, 3, 59, 100);
    SEND(inputs, &fake_midi_port, MIDI_IN_PORT, 0x95, 7, 1, 0x80);
    expect(AWE_NOTE_ON, 3, 7, 1);
    SEND(inputs, &fake_midi_devices, 0, 0xF0, 0x7E, 0x7F, 9, 1, 0xF7, 5);
    expect(AWE_RESET, 0, AWE_RESET_GM, 0);
    expect_nothing();
    midi_input_status key = get_status(inputs, 0);
    assert_string_equal(key.name, "Keystation");
    assert_true(key.is_connected && !key.is_port);
    assert_int_equal(key.n_connections, 1);
    assert_int_equal(key.n_bytes, 12);
    assert_int_equal(key.n_messages, 3);
    assert_int_equal(key.n_errors, 1);
    midi_input_status last = get_status(inputs, 1);
    assert_string_equal(last.name, "awe-player");
    assert_true(last.is_connected && last.is_port);
    assert_int_equal(get_all(inputs).n_inputs, 2);
    assert_int_equal(get_all(inputs).uncertainty_us, 3);
    midi_inputs_free(inputs);
    assert_false(fake_midi_devices.is_open || fake_midi_port.is_open);
}

static void test_names_at_the_start(void **state)
{
    (void)state;
    ask_for("key");
    fail_with("no MIDI input has \"key\" in its name; --midi-list shows them");
    plug("Keys A");
    plug("Keys B");
    fail_with("MIDI input \"key\" may mean Keys A; Keys B");
    settings.wait = true;
    fail_with("MIDI input \"key\" may mean Keys A; Keys B");
    settings.names[0] = "keys b";
    ask_for("B");
    fail_with("MIDI input \"B\" is Keys B, which was asked for already");
    settings.names[1] = "A";
    midi_inputs_free(new_inputs());
    fake_midi_devices.refuses = true;
    fail_with("refused");
}

static void test_a_device_goes_and_returns(void **state)
{
    (void)state;
    plug("Drums");
    plug("Keys");
    ask_for("k");
    midi_inputs *inputs = new_inputs();
    for (uint32_t i = 1; i <= 3; i++) {
        SEND(inputs, &fake_midi_devices, 0, 0x90, 60, 100, 61);
        expect(AWE_NOTE_ON, 0, 60, 100);
        fake_midi_devices.devices.n = 1;
        settle(inputs);
        expect_release();
        assert_false(get_status(inputs, 0).is_connected);
        /* Now there are two that "k" may mean; it is the one that was there. */
        plug("Key");
        plug("Keys");
        settle(inputs);
        assert_true(get_status(inputs, 0).is_connected);
        assert_string_equal(get_status(inputs, 0).name, "Keys");
        assert_int_equal(get_status(inputs, 0).n_connections, i + 1);
        /* The note that was cut short before is not gone on with. */
        SEND(inputs, &fake_midi_devices, 0, 100);
        expect_nothing();
    }
    midi_inputs_free(inputs);
}

static void test_waiting_for_a_device(void **state)
{
    (void)state;
    settings.wait = true;
    ask_for("keys");
    midi_inputs *inputs = new_inputs();
    settle(inputs);
    assert_string_equal(get_status(inputs, 0).name, "keys");
    assert_false(get_status(inputs, 0).is_connected);
    plug("My Keys");
    settle(inputs);
    assert_string_equal(get_status(inputs, 0).name, "My Keys");
    assert_true(get_status(inputs, 0).is_connected);
    SEND(inputs, &fake_midi_devices, 0, 0x90, 60, 100);
    expect(AWE_NOTE_ON, 0, 60, 100);
    expect_nothing();
    midi_inputs_free(inputs);
}

static void test_all_of_them(void **state)
{
    (void)state;
    settings.all = true;
    plug("One");
    midi_inputs *inputs = new_inputs();
    assert_string_equal(get_status(inputs, 0).name, "One");
    plug("Two");
    settle(inputs);
    assert_string_equal(get_status(inputs, 1).name, "Two");
    SEND(inputs, &fake_midi_devices, 1, 0xC2, 5);
    expect(AWE_PROGRAM, 2, 0, 5);
    fake_midi_devices.devices.n = 1;
    settle(inputs);
    expect_release();
    assert_false(get_status(inputs, 1).is_connected);
    plug("Three");
    plug("Two");
    settle(inputs);
    assert_string_equal(get_status(inputs, 1).name, "Two");
    assert_int_equal(get_status(inputs, 1).n_connections, 2);
    assert_string_equal(get_status(inputs, 2).name, "Three");
    for (char c = 'a'; c <= 'z'; c++) {
        plug((char[]){c, '\0'});
    }
    settle(inputs);
    assert_int_equal(get_all(inputs).n_inputs, MIDI_INPUTS);
    midi_inputs_free(inputs);
}

/* Twice a second, not at every look. */
static void test_a_device_that_refuses(void **state)
{
    (void)state;
    settings.wait = true;
    ask_for("keys");
    midi_inputs *inputs = new_inputs();
    fake_midi_devices.refuses = true;
    plug("Keys");
    settle(inputs);
    settle(inputs);
    assert_int_equal(fake_midi_devices.n_connects, 1);
    midi_inputs_free(inputs);
    fake_midi_devices.refuses = false;
    settings = (midi_settings){.all = true};
    inputs = new_inputs();
    assert_true(get_status(inputs, 0).is_connected);
    fake_midi_devices.refuses = true;
    plug("More");
    fake_midi_devices.n_connects = 0;
    settle(inputs);
    settle(inputs);
    assert_int_equal(fake_midi_devices.n_connects, 1);
    midi_inputs_free(inputs);
}

static void test_lost_bytes(void **state)
{
    (void)state;
    plug("Keys");
    ask_for("keys");
    midi_inputs *inputs = new_inputs();
    SEND(inputs, &fake_midi_devices, 0, 0x90, 60, 100, 61);
    expect(AWE_NOTE_ON, 0, 60, 100);
    fake_midi_devices.packets[fake_midi_devices.n_packets++] =
        (midi_in_packet){.input = 0, .is_gap = true, .n_lost = 7};
    SEND(inputs, &fake_midi_devices, 0, 100, 0x80, 62, 1);
    assert_int_equal(get_all(inputs).n_lost, 7);
    stamped event;
    assert_true(awe_ring_pop(&recording, &event));
    assert_int_equal(event.message.type, AWE_RELEASE_ALL);
    assert_true(input_queue_take_release(&queue));
    expect(AWE_NOTE_OFF, 0, 62, 1);
    expect_nothing();
    midi_inputs_free(inputs);
}

static void test_only_the_port(void **state)
{
    (void)state;
    midi_inputs *inputs = new_inputs();
    assert_false(fake_midi_devices.is_open);
    assert_true(fake_midi_port.is_open);
    SEND(inputs, &fake_midi_port, MIDI_IN_PORT, 0xB1, 7, 99);
    expect(AWE_CONTROL, 1, 7, 99);
    midi_inputs_free(inputs);
    fake_midi_port.refuses = true;
    fail_with("refused");
    /* With a device asked for, its absence is none of the player's worries. */
    plug("Keys");
    ask_for("keys");
    inputs = new_inputs();
    assert_int_equal(get_all(inputs).n_inputs, 1);
    midi_inputs_free(inputs);
}

static void test_one_driver_for_both(void **state)
{
    (void)state;
    midi_in_list_add(&fake_midi_port.devices, "Keys");
    ask_for("keys");
    config.devices = &fake_midi_port_driver;
    midi_inputs *inputs = new_inputs();
    assert_false(fake_midi_devices.is_open);
    SEND(inputs, &fake_midi_port, 0, 0xB1, 7, 99);
    expect(AWE_CONTROL, 1, 7, 99);
    SEND(inputs, &fake_midi_port, MIDI_IN_PORT, 0xB1, 8, 99);
    expect(AWE_CONTROL, 1, 8, 99);
    midi_inputs_free(inputs);
    assert_false(fake_midi_port.is_open);
}

static atomic_bool is_over;

static void *read_on(void *context)
{
    for (uint32_t i = 0; i < 6; i++) {
        fake_midi_devices.devices.n = i % 2;
        SEND(context, &fake_midi_port, MIDI_IN_PORT, 0xB1, 7, 99);
        settle(context);
    }
    atomic_store(&is_over, true);
    return NULL;
}

static void test_status_from_another_thread(void **state)
{
    (void)state;
    pthread_t thread;
    midi_status status;
    settings.all = true;
    plug("Keys");
    midi_inputs *inputs = new_inputs();
    assert_int_equal(pthread_create(&thread, NULL, read_on, inputs), 0);
    do {
        midi_inputs_get_status(inputs, &status);
        assert_true(status.n_inputs >= 1 && status.n_inputs <= 2);
        assert_string_equal(status.inputs[0].name, "Keys");
    } while (!atomic_load(&is_over));
    pthread_join(thread, NULL);
    midi_inputs_get_status(inputs, &status);
    assert_int_equal(status.inputs[status.n_inputs - 1].n_messages, 6);
    assert_int_equal(status.inputs[0].n_connections, 4);
    midi_inputs_free(inputs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_bytes_become_messages, set_up),
        cmocka_unit_test_setup(test_names_at_the_start, set_up),
        cmocka_unit_test_setup(test_a_device_goes_and_returns, set_up),
        cmocka_unit_test_setup(test_waiting_for_a_device, set_up),
        cmocka_unit_test_setup(test_all_of_them, set_up),
        cmocka_unit_test_setup(test_a_device_that_refuses, set_up),
        cmocka_unit_test_setup(test_lost_bytes, set_up),
        cmocka_unit_test_setup(test_only_the_port, set_up),
        cmocka_unit_test_setup(test_one_driver_for_both, set_up),
        cmocka_unit_test_setup(test_status_from_another_thread, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
