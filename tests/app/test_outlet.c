/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Lines into a pipe that is read late, or not at all: whole lines come out, and nothing waits. */

#include "app/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LINE_BYTES 5000 /* more than a pipe takes at once for sure */
#define N_LINES 100     /* more than it holds */

static int ends[2];
static outlet o;

static int set_up(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    alarm(20); /* it would wait for ever */
    int failed = pipe(ends);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    outlet_open(&o, ends[1]);
    return failed;
}

static int tear_down(void **state)
{
    (void)state;
    alarm(0);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

/* Line `number` all of one letter. */
static void put_line(int number)
{
    char *text = malloc(LINE_BYTES);
    memset(text, 'a' + number % 26, LINE_BYTES - 1);
    text[LINE_BYTES - 1] = '\0';
    outlet_put(&o, text);
}

static void test_lines_come_out(void **state)
{
    char text[100];
    (void)state;
    outlet_put(&o, strdup("one"));
    outlet_put(&o, strdup("two"));
    ssize_t n = read(ends[0], text, sizeof text);
    assert_int_equal(n, 8);
    assert_memory_equal(text, "one\ntwo\n", 8);
    assert_int_equal(o.n_skipped, 0);
    outlet_close(&o);
}

/* Nobody reads for a while. */
static void test_a_slow_reader_gets_whole_lines(void **state)
{
    static char text[N_LINES * LINE_BYTES];
    size_t n = 0;
    ssize_t got;
    (void)state;
    for (int i = 0; i < N_LINES; i++) {
        put_line(i);
    }
    assert_in_range(o.n_skipped, 1, N_LINES - 1);
    while ((got = read(ends[0], text + n, sizeof text - n)) > 0 || o.text) {
        n += got > 0 ? (size_t)got : 0;
        outlet_look(&o);
    }
    assert_int_equal(n, (N_LINES - o.n_skipped) * LINE_BYTES);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(text[i],
                         i % LINE_BYTES == LINE_BYTES - 1 ? '\n' : text[i - i % LINE_BYTES]);
    }
    outlet_close(&o);
}

static void test_one_that_never_reads_is_left(void **state)
{
    (void)state;
    for (int i = 0; i < N_LINES; i++) {
        put_line(i);
    }
    uint64_t n_skipped = o.n_skipped;
    outlet_close(&o);
    assert_int_equal(o.n_skipped, n_skipped + 1);
    assert_null(o.text);
}

static void test_one_that_has_gone(void **state)
{
    (void)state;
    close(ends[0]);
    put_line(0);
    put_line(1);
    assert_int_equal(o.error, EPIPE);
    assert_null(o.text);
    outlet_put(&o, NULL);
    outlet_close(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines_come_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_slow_reader_gets_whole_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_that_never_reads_is_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_that_has_gone, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
