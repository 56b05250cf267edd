/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* On the 32 voices of the bench, which are known to sound. */

#include "app/budget_check.h"
#include "app/memory_tags.h"
#include "app/settings.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_verdicts(void **state)
{
    (void)state;
    static const char text[] = "[budget]\n"
                               "voice.active < 32\n"
                               "voice.active <= 32\n"
                               "voice.active < 32 for 5s\n"
                               "midi.key_to_sound.p99[10s] < 10ms\n"
                               "memory.synth < 1\n"
                               "memory.rss > 0\n"
                               "xrun.total[60s] <= 1000000\n";
    workload work;
    budget_list list;
    budget_error error;
    settings s = {.bench.seconds = 3};
    assert_int_equal(workload_open(&work, &s, NULL), EXIT_ALL_DONE);
    assert_true(budget_file_parse(text, strlen(text), &list, &error));
    budget_check c = {
        .work = &work, .synth = &(awe_synth_config){0}, .budgets = &list, .buffer_frames = 64};
    assert_true(budget_check_run(&c));
    assert_int_equal(c.n_broken, 2);
    assert_in_range((int)c.seconds, 2, 3);
    assert_true(c.results[0].broken_s >= 0 && c.results[0].broken_s < 1.5);
    assert_true(!c.results[0].reading.why && c.results[0].reading.value == 32);
    assert_true(c.results[1].broken_s < 0 && !c.results[1].reading.why);
    assert_true(c.results[2].broken_s < 0); /* the song is shorter than that */
    assert_true(c.results[3].broken_s < 0);
    assert_string_equal(c.results[3].reading.why, "no live input");
    assert_true(c.results[4].broken_s >= 0 && c.results[4].reading.value > 1000);
    assert_true(c.results[5].broken_s < 0 && !c.results[5].reading.why);
    assert_true(c.results[6].broken_s < 0);
    assert_int_equal(memory_tags_bytes(MEMORY_SYNTH), 0);
    assert_int_equal(memory_tags_bytes(MEMORY_MONITOR), 0);
    workload_close(&work);
    assert_int_equal(memory_tags_bytes(MEMORY_BANK) + memory_tags_bytes(MEMORY_SONG), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
