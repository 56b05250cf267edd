/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/batch_log.h"

#include "io/hash.h"
#include "support/file_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SONG "XXH3_0123456789abcdef"
#define SETUP "XXH3_fedcba9876543210"
#define CONTENT "not quite a sound"

/* A line of a log: `extra` stands before the hashes. */
static void print_line(char line[400], const char *extra, const char *song, const char *setup,
                       const char *file)
{
    snprintf(line, 400, "{%s\"song_hash\":\"%s\",\"setup_hash\":\"%s\",\"file_hash\":\"%s\"}\n",
             extra, song, setup, file);
}

static void test_a_line(void **state)
{
    (void)state;
    char line[400];
    batch_proof proof;
    print_line(line, "\"state\":\"done\",", SONG, SETUP, SONG);
    assert_true(batch_log_read_line(line, strlen(line), &proof));
    assert_string_equal(proof.song, SONG);
    assert_string_equal(proof.setup, SETUP);
    assert_string_equal(proof.file, SONG);
    for (size_t n = 0; n + 2 < strlen(line); n++) { /* cut short */
        assert_false(batch_log_read_line(line, n, &proof));
    }
}

static void test_what_proves_nothing(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "0123456789abcdef",
                                      "XXH3_0123456789abcde",
                                      "XXH3_0123456789abcdef0",
                                      "XXH3_0123456789ABCDEF",
                                      "XXH4_0123456789abcdef"};
    char line[400];
    batch_proof proof;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        for (int at = 0; at < 3; at++) {
            print_line(line, "", at == 0 ? bad[i] : SONG, at == 1 ? bad[i] : SETUP,
                       at == 2 ? bad[i] : SONG);
            assert_false(batch_log_read_line(line, strlen(line), &proof));
        }
    }
    static const char failed[] = "{\"song\":\"a.mid\",\"state\":\"failed\",\"error\":\"x\"}";
    assert_false(batch_log_read_line(failed, strlen(failed), &proof));
    assert_false(batch_log_read_line("[]", 2, &proof));
}

static void put_proof(batch_proof *proof, const char *song, const char *setup)
{
    *proof = (batch_proof){0};
    strcpy(proof->song, song);
    strcpy(proof->setup, setup);
}

/* All logs of the folder are read, rubbish in them is passed over, and what counts are hashes. */
static void test_a_folder(void **state)
{
    (void)state;
    char folder[4000], path[4096], file[32], line[400], text[1000];
    batch_item item = {.song = "a.mid", .output = path};
    batch_proof proof;
    snprintf(folder, sizeof folder, "%s/out[1]", file_tree_root());
    snprintf(path, sizeof path, "%s/a.wav", folder);
    snprintf(file, sizeof file, "XXH3_%016llx",
             (unsigned long long)hash_block(CONTENT, strlen(CONTENT)));
    file_tree_put("/out[1]/a.wav", CONTENT);
    print_line(line, "\"output\":\"elsewhere\",", SONG, SETUP, file);
    snprintf(text, sizeof text, "\n{\"half\":\n%s[]\n%.50s", line, line);
    file_tree_put("/out[1]/awe-render-2-of-3.jsonl", text);
    print_line(line, "", SETUP, SETUP, SONG);
    file_tree_put("/out[1]/awe-render.jsonl", line);
    print_line(line, "", SETUP, SONG, file);
    file_tree_put("/out[1]/other.jsonl", line);

    settings s = {.render = {.output = folder, .resume = true}};
    batch_log *log = batch_log_open(&s);
    assert_non_null(log);
    put_proof(&proof, SONG, SETUP);
    assert_true(batch_log_has(log, &item, &proof));
    assert_string_equal(proof.file, file);
    put_proof(&proof, SETUP, SETUP); /* became other bytes */
    assert_false(batch_log_has(log, &item, &proof));
    put_proof(&proof, SONG, SONG); /* by another setup */
    assert_false(batch_log_has(log, &item, &proof));
    put_proof(&proof, SETUP, SONG); /* in a file that is no log */
    assert_false(batch_log_has(log, &item, &proof));
    file_tree_put("/out[1]/a.wav", CONTENT "!");
    put_proof(&proof, SONG, SETUP);
    assert_false(batch_log_has(log, &item, &proof));
    batch_log_close(log);

    file_tree_put("/out[1]/a.wav", CONTENT);
    s.render.resume = false;
    log = batch_log_open(&s);
    assert_false(batch_log_has(log, &item, &proof));
    batch_log_close(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line),
        cmocka_unit_test(test_what_proves_nothing),
        cmocka_unit_test_setup_teardown(test_a_folder, file_tree_setup, file_tree_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
