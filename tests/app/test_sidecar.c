/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/sidecar.h"
#include "support/file_tree.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void touch(const char *name)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fclose(file);
}

static void check_found(const char *song, const char *expected)
{
    char path[64];
    assert_true(sidecar_find(song, path, sizeof path));
    assert_string_equal(path, expected);
}

static void any_case(void **state)
{
    char path[64];
    (void)state;
    assert_false(sidecar_find("Song.mid", path, sizeof path));
    touch("SONG.SBK");
    check_found("Song.mid", "SONG.SBK");
    check_found("./Song.mid", "./SONG.SBK");
    check_found("Song", "SONG.SBK");
    touch("Song.sbk");
    check_found("Song.mid", "Song.sbk");
    touch("sONG.Sf2");
    check_found("Song.mid", "sONG.Sf2");
    assert_false(sidecar_find("Song.mid", path, 5));
}

static void other_names(void **state)
{
    char path[64];
    (void)state;
    touch("Song2.sf2");
    touch("Son.sf2");
    touch("Song.sf2.bak");
    touch("Song.txt");
    assert_false(sidecar_find("Song.mid", path, sizeof path));
    assert_false(sidecar_find("nowhere/Song.mid", path, sizeof path));
    touch("Song.v2.sf3");
    check_found("Song.v2.mid", "Song.v2.sf3");
    assert_int_equal(mkdir("folder", 0777), 0);
    touch("folder/Song.sf2");
    check_found("folder/Song.mid", "folder/Song.sf2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_case, file_tree_enter, file_tree_leave),
        cmocka_unit_test_setup_teardown(other_names, file_tree_enter, file_tree_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
