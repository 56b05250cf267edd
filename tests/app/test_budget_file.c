/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/budget_file.h"
#include "app/say.h"
#include "support/file_tree.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static budget_list list;

static void require_good(const char *text)
{
    budget_error error;
    if (!budget_file_parse(text, strlen(text), &list, &error)) {
        fail_msg("line %u: %s", error.line, error.text);
    }
}

/* `wrong` is a part of what is said. */
static void require_wrong(const char *text, unsigned line, const char *wrong)
{
    budget_error error = {0};
    assert_false(budget_file_parse(text, strlen(text), &list, &error));
    if (error.line != line || !strstr(error.text, wrong)) {
        fail_msg("line %u: %s", error.line, error.text);
    }
}

static void require_line(size_t i, const char *expected)
{
    char line[AWE_BUDGET_SIZE];
    assert_in_range(i + 1, 1, list.n);
    awe_budget_print(&list.items[i], line);
    assert_string_equal(line, expected);
}

/* The example of docs/perf.md and its like, with every operator. */
static void test_all_operators(void **state)
{
    (void)state;
    require_good("[budget]                                  # metric.stat[window] op value\n"
                 "share.p99.9[60s]      < 50%    for 2s  clear 40%   severity warn\n"
                 "\n"
                 "  # a comment of its own\n"
                 "; and another = one\n"
                 "xrun.total[60s]       = 0              clear 60s   severity critical\r\n"
                 "\tvoice.active        <= 200 # not so many\n"
                 "slack.min[10s]        > 25%  ; comment\n"
                 "headroom              >=20%\n"
                 "[budget]\n"
                 "system.mhz >1GHz");
    assert_int_equal(list.n, 6);
    require_line(0, "share.p99.9[60s] < 50% for 2s clear 40% severity warn");
    require_line(1, "xrun.total[60s] = 0 clear 60s severity critical");
    require_line(2, "voice.active[10s] <= 200 severity warn");
    require_line(3, "slack.min[10s] > 25% severity warn");
    require_line(4, "headroom[10s] >= 20% severity warn");
    require_line(5, "system.mhz[10s] > 1000 severity warn");
}

static void test_empty(void **state)
{
    (void)state;
    require_good("");
    assert_int_equal(list.n, 0);
    require_good("\n\n# nothing\n");
    assert_int_equal(list.n, 0);
    require_good("\xEF\xBB\xBF[budget]\nshare < 5\n");
    assert_int_equal(list.n, 1);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    char text[400] = "[budget]\nshare < 1\n";
    require_wrong("[budget]\nshare < 1\n\nnothing.like.it < 1\nshare <\n", 4, "no such metric");
    require_wrong("[budget]\nshare < 1\nshare < much", 3, "expected a number");
    require_wrong("[budget]\nshare ! 1\n", 2, "expected one of");
    require_wrong("[budget]\n= 0\n", 2, "no such metric");
    require_wrong("share < 1\n", 1, "expected [budget]");
    require_wrong("[budget\nshare < 1\n", 1, "expected [budget]");
    require_wrong("\n[perf]\nshare < 1\n", 3, "no such section");
    memset(text + strlen(text), 'x', 300);
    require_wrong(text, 3, "too long");
    budget_error error;
    assert_false(budget_file_parse("[budget]\nsha\0re < 1\n", 20, &list, &error));
    assert_int_equal(error.line, 2);
    assert_string_equal(error.text, "not a text");
}

static void test_too_many(void **state)
{
    (void)state;
    char text[2000] = "[budget]\n";
    for (int i = 0; i < AWE_MAX_ALERTS; i++) {
        strcat(text, "share < 1\n");
    }
    require_good(text);
    assert_int_equal(list.n, AWE_MAX_ALERTS);
    strcat(text, "share < 1\n");
    require_wrong(text, AWE_MAX_ALERTS + 2, "more than 64 budgets");
}

/* What is exported is read back the same; so are the defaults of the table. */
static void test_round_trip(void **state)
{
    (void)state;
    static budget_list defaults;
    char *text = NULL;
    size_t size;
    budget_error error;
    budget_list_default(&defaults);
    assert_true(defaults.n > 10);
    FILE *file = open_memstream(&text, &size);
    assert_true(budget_file_write(file, &defaults));
    fclose(file);
    assert_true(budget_file_parse(text, size, &list, &error));
    assert_int_equal(list.n, defaults.n);
    for (size_t i = 0; i < defaults.n; i++) {
        char line[AWE_BUDGET_SIZE];
        awe_budget_print(&defaults.items[i], line);
        require_line(i, line);
        const awe_budget *a = &defaults.items[i];
        const awe_budget *b = &list.items[i];
        assert_true(a->metric == b->metric && a->stat == b->stat && a->window == b->window);
        assert_true(a->comparison == b->comparison && a->severity == b->severity);
        assert_true(a->limit == b->limit && a->clear == b->clear && a->for_s == b->for_s);
        assert_true(a->clear_s == b->clear_s && a->is_of_period == b->is_of_period);
    }
    free(text);
}

static void test_files(void **state)
{
    (void)state;
    char path[100];
    char *big = malloc(70000);
    snprintf(path, sizeof path, "%s/budgets", file_tree_root());
    assert_false(budget_file_read(path, &list));
    assert_false(budget_file_read(file_tree_root(), &list)); /* a folder */
    file_tree_put("/budgets", "[budget]\nshare < 1\n");
    assert_true(budget_file_read(path, &list));
    assert_int_equal(list.n, 1);
    file_tree_put("/budgets", "[budget]\nshare\n");
    assert_false(budget_file_read(path, &list));
    file_tree_put("/budgets", "");
    assert_true(budget_file_read(path, &list));
    memset(big, '\n', 69999);
    big[69999] = '\0';
    file_tree_put("/budgets", big);
    assert_false(budget_file_read(path, &list));
    free(big);
    FILE *full = fopen("/dev/full", "w");
    if (full) {
        budget_list_default(&list);
        assert_false(budget_file_write(full, &list));
        fclose(full);
    }
}

int main(void)
{
    say_set_level(SAY_QUIET);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_operators),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_wrong_lines),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test_setup_teardown(test_files, file_tree_setup, file_tree_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
