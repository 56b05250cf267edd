/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The keeper with a sound system of the test's own that can refuse, hang and go away, on the test's
   own clock: the same callback plays on with another rate, everything is said once, and a hanging
   sound system holds nobody up. */

#include "app/device.h"
#include "app/say.h"

#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define PATIENT 3600000

/* The sound system. There is one, as in life. */
static struct {
    sem_t may_close; /* where closing hangs */
    bool hangs;
    bool aborts;
    atomic_bool refuses;
    atomic_int rate_hz;
    char asked_for[64];
    audio_fill_fn fill;
    void *context;
    atomic_bool is_running;
    atomic_int n_opened;
    atomic_int n_closed;
} fake;

struct audio {
    int unused;
};

static bool fake_open(const audio_config *config, audio **out, io_error *error)
{
    static audio output;
    fake.n_opened++;
    if (fake.aborts) {
        abort();
    }
    snprintf(fake.asked_for, sizeof fake.asked_for, "%s", config->device);
    *out = fake.refuses ? NULL : &output;
    return *out || io_error_set(error, "no card today");
}

static void fake_get_info(const audio *output, audio_info *info)
{
    (void)output;
    *info = (audio_info){.host = "Host", .name = "Card", .rate_hz = fake.rate_hz};
}

static bool fake_start(audio *output, audio_fill_fn fill, void *context, io_error *error)
{
    (void)output;
    (void)error;
    fake.fill = fill;
    fake.context = context;
    fake.is_running = true;
    return true;
}

static void fake_stop(audio *output)
{
    (void)output;
    fake.is_running = false;
}

static void fake_close(audio *output)
{
    fake.is_running = false;
    if (fake.hangs) {
        sem_wait(&fake.may_close);
    }
    fake.n_closed += output != NULL;
}

static const device_backend fake_system = {
    .open = fake_open,
    .get_info = fake_get_info,
    .start = fake_start,
    .stop = fake_stop,
    .close = fake_close,
};

/* The player. */
typedef struct player {
    device *d;
    uint64_t now_ns;
    double rate_hz; /* as last told to prepare for */
    int n_prepared;
    int n_filled;
    bool refuses;
} player;

static bool prepare(void *context, const audio_info *info, io_error *error)
{
    player *p = context;
    p->rate_hz = info->rate_hz;
    p->n_prepared++;
    return !p->refuses || io_error_set(error, "impossible rate");
}

static AWE_RT void fill(void *context, const audio_round *round)
{
    player *p = context;
    p->n_filled += (int)round->n_frames;
}

static uint64_t read_clock(void *clock)
{
    return *(uint64_t *)clock;
}

/* The test's clock runs ahead of the worker: where nothing hangs, jobs may take long. */
static void open_player(player *p, const char *wish, uint32_t job_ms)
{
    io_error error;
    device_limits limits = {.open_ms = job_ms, .close_ms = job_ms};
    device_config config = {
        .audio.device = wish,
        .prepare = prepare,
        .fill = fill,
        .context = p,
        .limits = &limits,
        .backend = &fake_system,
        .now_ns = read_clock,
        .clock = &p->now_ns,
    };
    memset(&fake, 0, sizeof fake);
    sem_init(&fake.may_close, 0, 0);
    fake.rate_hz = 44100;
    *p = (player){0};
    assert_true(device_new(&config, &p->d, &error));
}

/* One round of the main loop in 50 ms; the device calls once, if it is there. Real time passes only
   as the worker needs it. */
static device_state pass(player *p, bool device_is_there)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    nanosleep(&moment, NULL);
    if (device_is_there && fake.is_running) {
        audio_round round = {.n_frames = 7};
        fake.fill(fake.context, &round);
    }
    p->now_ns += 50000000;
    return device_look(p->d);
}

static void pass_until(player *p, device_state state, bool device_is_there)
{
    int n = 0;
    while (pass(p, device_is_there) != state) {
        assert_true(n++ < 5000);
    }
}

/* What is said while `act` goes on. */
static char *hear(void (*act)(player *), player *p)
{
    static char text[4096];
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    assert_true(file && saved >= 0);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    act(p);
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    return text;
}

static int count(const char *text, const char *part)
{
    int n = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) {
        n++;
    }
    return n;
}

static void lose_and_return(player *p)
{
    device_start(p->d);
    pass_until(p, DEVICE_IS_PLAYING, true);
    assert_int_equal(p->n_prepared, 1);
    assert_float_equal(p->rate_hz, 44100, 0);
    pass_until(p, DEVICE_IS_LOST, false);
    fake.refuses = true;
    while (fake.n_opened < 4) {
        assert_int_equal(pass(p, false), DEVICE_IS_LOST);
    }
    fake.refuses = false;
    fake.rate_hz = 48000;
    int n_before = p->n_filled;
    pass_until(p, DEVICE_IS_PLAYING, true);
    assert_float_equal(p->rate_hz, 48000, 0);
    assert_int_equal(p->n_prepared, 2);
    pass(p, true);
    assert_true(p->n_filled > n_before);
}

static void test_loss_and_return(void **state)
{
    (void)state;
    player p;
    audio_info info;
    open_player(&p, "#3", PATIENT);
    const char *said = hear(lose_and_return, &p);
    assert_int_equal(count(said, "device: Host: Card, 44100 Hz"), 1);
    assert_int_equal(count(said, "does not take sound any more"), 1);
    assert_int_equal(count(said, "is back: Host: Card, 48000 Hz"), 1);
    assert_int_equal(count(said, "\n"), 3);
    assert_string_equal(fake.asked_for, "Host:Card"); /* numbers change when devices come and go */
    device_get_info(p.d, &info);
    assert_float_equal(info.rate_hz, 48000, 0);
    assert_true(device_free(p.d));
    assert_int_equal(fake.n_closed, 2);
}

static void refuse(player *p)
{
    fake.refuses = true;
    device_start(p->d);
    assert_int_equal(device_settle(p->d), DEVICE_HAS_FAILED);
    assert_int_equal(pass(p, false), DEVICE_HAS_FAILED);
}

static void test_refusal_is_said_once(void **state)
{
    (void)state;
    player p;
    open_player(&p, "Card", PATIENT);
    const char *said = hear(refuse, &p);
    assert_int_equal(count(said, "no card today"), 1);
    assert_int_equal(count(said, "\n"), 1);
    assert_int_equal(fake.n_opened, 1);
    assert_true(device_free(p.d));
    assert_int_equal(fake.n_closed, 0); /* nothing was opened */
}

static void refuse_to_prepare(player *p)
{
    p->refuses = true;
    device_start(p->d);
    assert_int_equal(device_settle(p->d), DEVICE_HAS_FAILED);
}

static void test_unplayable_rate(void **state)
{
    (void)state;
    player p;
    open_player(&p, "Card", PATIENT);
    assert_int_equal(count(hear(refuse_to_prepare, &p), "impossible rate"), 1);
    assert_false(fake.is_running);
    assert_true(device_free(p.d));
    assert_int_equal(fake.n_closed, 1);
}

static void lose_for_good(player *p)
{
    device_start(p->d);
    pass_until(p, DEVICE_IS_PLAYING, true);
    fake.refuses = true;
    pass_until(p, DEVICE_HAS_FAILED, false);
}

static void test_patience_ends(void **state)
{
    (void)state;
    player p;
    open_player(&p, "Card", PATIENT);
    const char *said = hear(lose_for_good, &p);
    assert_int_equal(count(said, "did not come back: no card today"), 1);
    assert_true(p.now_ns >= 60000000000u && p.now_ns < 120000000000u);
    assert_true(device_free(p.d));
}

static void test_between_songs(void **state)
{
    (void)state;
    player p;
    open_player(&p, "Card", PATIENT);
    say_set_level(SAY_QUIET);
    for (int i = 1; i <= 3; i++) {
        device_start(p.d);
        assert_int_equal(device_settle(p.d), DEVICE_IS_PLAYING);
        assert_true(fake.is_running);
        assert_int_equal(p.n_prepared, i);
        device_stop(p.d);
        assert_int_equal(device_settle(p.d), DEVICE_IS_SILENT);
        assert_false(fake.is_running);
    }
    assert_int_equal(fake.n_opened, 1);
    assert_true(device_free(p.d));
    say_set_level(SAY_NORMAL);
}

/* SIGSTOP, or a computer that slept: the clock has moved on, nothing else. */
static void test_standstill_is_no_loss(void **state)
{
    (void)state;
    player p;
    open_player(&p, "Card", PATIENT);
    say_set_level(SAY_QUIET);
    device_start(p.d);
    pass_until(&p, DEVICE_IS_PLAYING, true);
    for (int i = 0; i < 10; i++) {
        p.now_ns += 3600000000000u;
        assert_int_equal(pass(&p, false), DEVICE_IS_PLAYING);
        assert_int_equal(pass(&p, true), DEVICE_IS_PLAYING);
    }
    assert_true(device_free(p.d));
    say_set_level(SAY_NORMAL);
}

static void hang(player *p)
{
    device_start(p->d);
    pass_until(p, DEVICE_IS_PLAYING, true);
    uint64_t death_ns = p->now_ns;
    fake.hangs = true;
    while (pass(p, false) != DEVICE_HAS_FAILED) {
        assert_true(p->now_ns - death_ns < 4500000000u);
    }
    assert_false(device_free(p->d));
}

static void test_hanging_server(void **state)
{
    (void)state;
    player p;
    open_player(&p, "Card", 0);
    const char *said = hear(hang, &p);
    assert_int_equal(count(said, "does not take sound any more"), 1);
    assert_int_equal(count(said, "the sound system hangs"), 1);
    sem_post(&fake.may_close); /* a program would have ended by now; the test tidies up */
    while (fake.n_closed == 0) {
        usleep(1000);
    }
}

static void abort_opening(player *p)
{
    fake.aborts = true;
    device_start(p->d);
    assert_int_equal(device_settle(p->d), DEVICE_HAS_FAILED);
    assert_false(device_free(p->d));
}

/* As PortAudio does where a server dies at the wrong moment. */
static void test_aborting_library(void **state)
{
    (void)state;
    player p;
    open_player(&p, "Card", PATIENT);
    assert_int_equal(count(hear(abort_opening, &p), "the sound system hangs"), 1);
}

static void test_free_of_nothing(void **state)
{
    (void)state;
    player p;
    open_player(&p, NULL, PATIENT);
    assert_true(device_free(p.d));
    assert_true(device_free(NULL));
    assert_int_equal(fake.n_opened, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loss_and_return),  cmocka_unit_test(test_refusal_is_said_once),
        cmocka_unit_test(test_unplayable_rate),  cmocka_unit_test(test_patience_ends),
        cmocka_unit_test(test_between_songs),    cmocka_unit_test(test_standstill_is_no_loss),
        cmocka_unit_test(test_hanging_server),   cmocka_unit_test(test_free_of_nothing),
        cmocka_unit_test(test_aborting_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
