/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/child.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int n_signals;

static int never(void)
{
    return 0;
}

static int after_a_signal(void)
{
    return n_signals;
}

static void count_signal(int number)
{
    (void)number;
    n_signals++;
}

static child_output run(const char *script, int (*shall_stop)(void))
{
    io_error error;
    child_output out;
    const char *const argv[] = {"sh", "-c", script, NULL};
    assert_true(child_run(argv, shall_stop, &out, &error));
    return out;
}

static void test_output_and_exit_code(void **state)
{
    (void)state;
    child_output out = run("echo one; echo two; exit 7", never);
    assert_string_equal(out.text, "one\ntwo\n");
    assert_int_equal(out.size, 8);
    assert_int_equal(out.exit_code, 7);
    free(out.text);
    out = run("kill -9 $$", never);
    assert_int_equal(out.size, 0);
    assert_int_equal(out.exit_code, 128 + SIGKILL);
    free(out.text);
}

static void test_it_reads_nothing(void **state)
{
    (void)state;
    child_output out = run("cat; echo end", never);
    assert_string_equal(out.text, "end\n");
    free(out.text);
}

static void test_a_long_output(void **state)
{
    (void)state;
    child_output out = run("head -c 1000000 /dev/zero | tr '\\0' x", never);
    assert_int_equal(out.size, 1000000);
    assert_int_equal(strspn(out.text, "x"), 1000000);
    free(out.text);
}

static void test_a_program_that_is_not_there(void **state)
{
    (void)state;
    io_error error = {0};
    child_output out;
    const char *const argv[] = {"no-such/program", NULL};
    assert_false(child_run(argv, never, &out, &error));
    assert_string_equal(error.text, strerror(2)); /* ENOENT */
}

static void test_a_signal_ends_the_child(void **state)
{
    (void)state;
    struct sigaction action = {.sa_handler = count_signal};
    sigaction(SIGALRM, &action, NULL);
    alarm(1);
    child_output out = run("exec sleep 60", after_a_signal);
    assert_int_equal(out.exit_code, 128 + SIGTERM);
    free(out.text);
}

static void test_own_path(void **state)
{
    (void)state;
    char path[4096];
    char small[4];
    if (child_find_self(path, sizeof path)) {
        assert_non_null(strstr(path, "io_child"));
        assert_int_equal(access(path, X_OK), 0);
    }
    assert_false(child_find_self(small, sizeof small));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output_and_exit_code),
        cmocka_unit_test(test_it_reads_nothing),
        cmocka_unit_test(test_a_long_output),
        cmocka_unit_test(test_a_program_that_is_not_there),
        cmocka_unit_test(test_a_signal_ends_the_child),
        cmocka_unit_test(test_own_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
