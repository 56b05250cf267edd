/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/dump.h"
#include "app/memory_tags.h"
#include "app/say.h"
#include "support/file_tree.h"
#include "support/read_file.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define S 1000000000ull
#define ROOM 6000 /* of the box: three steps of writing */

static awe_record room[ROOM];
static awe_black_box box;

/* `n` more buffers, 10 ms each. */
static void take(uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        awe_record record = {.seq = (uint32_t)box.n_taken, .entry_ns = box.n_taken * (S / 100)};
        awe_black_box_take(&box, &record);
    }
}

static dump *make(unsigned when)
{
    dump_config config = {.when = when, .folder = file_tree_root()};
    awe_black_box_init(&box, room, ROOM);
    dump *d = dump_new(&config, &box);
    assert_non_null(d);
    return d;
}

static bool ask(dump *d, dump_reason reason, uint64_t now_ns)
{
    return dump_ask(d, &(dump_head){.reason = reason, .rate_hz = 44100}, now_ns);
}

/* How many files there are; the last one's path. */
static int count_files(char path[600])
{
    int n = 0;
    struct dirent **entries;
    int n_entries = scandir(file_tree_root(), &entries, NULL, alphasort);
    for (int i = 0; i < n_entries; i++) {
        if (entries[i]->d_name[0] != '.') {
            snprintf(path, 600, "%s/%s", file_tree_root(), entries[i]->d_name);
            n++;
        }
        free(entries[i]);
    }
    free(entries);
    return n;
}

/* How many records the only file has, and the number of the first. */
static uint32_t read_records(uint32_t *first)
{
    char path[600];
    size_t size;
    uint32_t n = 0;
    assert_int_equal(count_files(path), 1);
    char *text = read_file(path, &size);
    assert_int_equal(text[size - 1], '\n');
    text[size - 1] = '\0';
    char *rest;
    assert_non_null(strtok_r(text, "\n", &rest));
    for (char *line; (line = strtok_r(NULL, "\n", &rest)) != NULL; n++) {
        unsigned seq;
        assert_int_equal(sscanf(line, "{\"seq\":%u,", &seq), 1);
        *first = n == 0 ? seq : *first;
        assert_int_equal(seq, *first + n);
    }
    free(text);
    unlink(path);
    return n;
}

static void test_writes_in_steps(void **state)
{
    (void)state;
    char path[600];
    uint32_t first;
    dump *d = make(DUMP_ON_KEY);
    take(5000);
    assert_true(ask(d, DUMP_ON_KEY, 0));
    assert_int_equal(count_files(path), 0); /* it is not whole yet */
    assert_false(ask(d, DUMP_ON_KEY, 0));   /* one at a time */
    dump_look(d);
    dump_look(d);
    assert_int_equal(read_records(&first), 5000);
    assert_int_equal(first, 0);
    dump_look(d);
    assert_int_equal(count_files(path), 0);
    dump_free(d);
    assert_int_equal(memory_tags_bytes(MEMORY_MONITOR), 0);
}

/* The box goes on while the dump is written: what it forgets is missing, and nothing is doubled. */
static void test_box_goes_on(void **state)
{
    (void)state;
    uint32_t first;
    dump *d = make(DUMP_ON_KEY);
    take(ROOM + 500);
    assert_true(ask(d, DUMP_ON_KEY, 0)); /* from 500 to 2547 */
    take(2048);
    dump_look(d);
    dump_finish(d);
    assert_int_equal(read_records(&first), ROOM);
    assert_int_equal(first, 500);
    assert_true(ask(d, DUMP_ON_KEY, 0));
    take(ROOM);
    dump_finish(d);
    assert_int_equal(read_records(&first), 2048);
    dump_free(d);
}

/* One a minute, five in all, of the last 30 s. */
static void test_lost_sound(void **state)
{
    (void)state;
    uint32_t first;
    uint32_t n_dumps = 0;
    dump *d = make(DUMP_ON_XRUN);
    take(5000);
    assert_false(ask(d, DUMP_ON_KEY, 0));
    assert_false(ask(d, DUMP_ON_EXIT, 0));
    for (uint64_t second = 0; second < 1000; second += 10) {
        if (ask(d, DUMP_ON_XRUN, second * S)) {
            dump_finish(d);
            assert_int_equal(second, 60 * n_dumps);
            n_dumps++;
            assert_int_equal(read_records(&first), 3001);
            assert_int_equal(first, 1999);
        }
    }
    assert_int_equal(n_dumps, 5);
    dump_free(d);
}

static void test_nothing_to_write(void **state)
{
    (void)state;
    dump *d = make(DUMP_ON_KEY | DUMP_ON_EXIT | DUMP_ON_XRUN);
    assert_false(ask(d, DUMP_ON_EXIT, 0));
    dump_look(d);
    dump_finish(d);
    dump_free(d);
    d = make(0);
    take(3);
    assert_false(ask(d, DUMP_ON_KEY, 0));
    dump_free(d);
    dump_free(NULL);
}

static void test_keeps_the_newest(void **state)
{
    (void)state;
    char path[600];
    dump *d = make(DUMP_ON_KEY);
    for (int i = 0; i < 30; i++) {
        snprintf(path, sizeof path, "/black-box-200001%02dT000000Z-1-1.jsonl", i + 1);
        file_tree_put(path, "old");
    }
    file_tree_put("/another", "file");
    take(3);
    assert_true(ask(d, DUMP_ON_KEY, 0));
    assert_int_equal(count_files(path), 20 + 1);
    snprintf(path, sizeof path, "%s/black-box-20000112T000000Z-1-1.jsonl", file_tree_root());
    assert_int_equal(access(path, F_OK), 0);
    snprintf(path, sizeof path, "%s/black-box-20000111T000000Z-1-1.jsonl", file_tree_root());
    assert_int_not_equal(access(path, F_OK), 0);
    dump_free(d);
}

/* A full disk, here a limit: what was begun is removed. */
static void test_no_room(void **state)
{
    (void)state;
    char path[600];
    struct rlimit before;
    dump *d = make(DUMP_ON_KEY);
    getrlimit(RLIMIT_FSIZE, &before);
    struct rlimit small = {.rlim_cur = 20000, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    take(5000);
    assert_true(ask(d, DUMP_ON_KEY, 0));
    dump_finish(d);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(count_files(path), 0);
    dump_free(d);
}

static void test_given_up(void **state)
{
    (void)state;
    dump *d = make(DUMP_ON_KEY);
    take(5000);
    assert_true(ask(d, DUMP_ON_KEY, 0));
    dump_free(d); /* the folder is empty after this, or it could not be removed */
    assert_int_equal(rmdir(file_tree_root()), 0);
    d = make(DUMP_ON_KEY);
    take(1);
    assert_false(ask(d, DUMP_ON_KEY, 0)); /* no such folder */
    dump_free(d);
    assert_int_equal(mkdir(file_tree_root(), 0700), 0);
}

static void test_own_folder(void **state)
{
    (void)state;
    char path[600];
    dump_config config = {.when = DUMP_ON_EXIT, .format = DUMP_TRACE};
    snprintf(path, sizeof path, "%s/state", file_tree_root());
    setenv("XDG_STATE_HOME", path, 1);
    awe_black_box_init(&box, room, ROOM);
    take(3);
    dump *d = dump_new(&config, &box);
    assert_true(ask(d, DUMP_ON_EXIT, 0));
    strcat(path, "/awe-player");
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);
    assert_int_equal(n, 3);
    const char *name = entries[2]->d_name;
    assert_true(strncmp(name, "black-box-2", 11) == 0);
    assert_string_equal(strrchr(name, '.'), ".json");
    for (int i = 0; i < n; i++) {
        free(entries[i]);
    }
    free(entries);
    dump_free(d);
}

#define TREE_TEST(test) cmocka_unit_test_setup_teardown(test, file_tree_setup, file_tree_teardown)

int main(void)
{
    say_set_level(SAY_QUIET);
    const struct CMUnitTest tests[] = {
        TREE_TEST(test_writes_in_steps),  TREE_TEST(test_box_goes_on),
        TREE_TEST(test_lost_sound),       TREE_TEST(test_nothing_to_write),
        TREE_TEST(test_keeps_the_newest), TREE_TEST(test_no_room),
        TREE_TEST(test_given_up),         TREE_TEST(test_own_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
