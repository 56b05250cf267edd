/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What is written is read again, by us and by others; what is wrong is told by its line. */

#include "app/bench_json.h"
#include "app/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void check_near(double got, double want, double within)
{
    assert_true(fabs(got - want) <= within);
}

static const bench_origin origin = {"A Chip 9000 x 2", "1.2.3"};

/* Half a second of 32 voices in 2 runs. */
static bench_case make_case(void)
{
    bench_case item = {
        .workload = "songs/a \"b\".mid",
        .kernel = "avx2",
        .block_frames = 64,
        .n_frames = 22050,
        .n_voice_frames = 705600,
        .n_peak_voices = 32,
        .hash = 0x0123456789ABCDEF,
        .stages = {0.25, 0.5, 0.125, -1},
        .instructions = 41.5,
        .memory = {1000, 2000, 3000, 4000000000},
        .n_runs = 2,
        .cpu_ns = {7056000, 7056002},
        .wall_ns = {8000000, 9000000},
    };
    awe_histogram_clear(&item.busy);
    for (uint32_t i = 0; i < 6000; i++) {
        awe_histogram_add(&item.busy, i < 5990 ? 10000 : 40000 + i);
    }
    return item;
}

static char *write_case(const bench_case *item)
{
    char *line = bench_json_write(item, &origin);
    assert_non_null(line);
    assert_null(strchr(line, '\n'));
    return line;
}

static double number(const char *line, const char *name)
{
    double value = -1;
    struct json_t *object = json_read(line, strlen(line));
    assert_non_null(object);
    json_get_number(object, name, &value);
    json_release(object);
    return value;
}

/* 7056001 ns for 705,600 voice-frames; half a second of sound; 64 frames last 1,451,247 ns. */
static void test_figures_by_hand(void **state)
{
    (void)state;
    bench_case item = make_case();
    char *line = write_case(&item);
    check_near(number(line, "ns_per_voice_frame"), 10, 1e-4);
    check_near(number(line, "real_time_factor"), 0.5 / 7.056e-3, 1e-3);
    check_near(number(line, "cpu_seconds"), 7.056001e-3, 1e-8);
    check_near(number(line, "wall_seconds"), 8.5e-3, 1e-8);
    check_near(number(line, "sound_seconds"), 0.5, 1e-9);
    check_near(number(line, "stage_percent.voices"), 50, 1e-9);
    check_near(number(line, "share_percent.p50"), 100 * 10000 / 1451247.0, 0.03);
    check_near(number(line, "share_percent.max"), 100 * 45999 / 1451247.0, 1e-3);
    assert_true(number(line, "share_percent.p999") > 2.7); /* ten of 6,000 are the long ones */
    assert_true(number(line, "share_percent.p99") < 0.72);
    free(line);
    item.n_loads = 20;
    line = write_case(&item);
    check_near(number(line, "ns_per_load"), 7056001 / 20.0, 1);
    free(line);
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    bench_case item = make_case();
    bench_list list = {0};
    bench_origin where;
    bench_error error;
    char *line = write_case(&item);
    assert_true(bench_json_read(line, strlen(line), &list, &where, &error));
    assert_int_equal(list.n, 1);
    bench_case *got = &list.items[0];
    assert_string_equal(got->workload, item.workload);
    assert_string_equal(got->kernel, "avx2");
    assert_string_equal(where.machine, origin.machine);
    assert_string_equal(where.version, origin.version);
    assert_true(got->hash == item.hash && got->n_frames == item.n_frames);
    assert_true(got->n_voice_frames == item.n_voice_frames && got->n_peak_voices == 32);
    assert_memory_equal(&got->memory, &item.memory, sizeof item.memory);
    assert_memory_equal(got->cpu_ns, item.cpu_ns, sizeof item.cpu_ns);
    assert_memory_equal(got->wall_ns, item.wall_ns, sizeof item.wall_ns);
    assert_memory_equal(got->busy.buckets, item.busy.buckets, sizeof item.busy.buckets);
    assert_int_equal(got->busy.max, 45999);
    check_near(got->stages[1], 0.5, 1e-9);
    assert_true(got->stages[3] < 0);
    check_near(got->instructions, 41.5, 1e-9);
    free(line);
    bench_list_free(&list);
}

/* Two lines of one workload are more runs of it; another buffer size is another case. */
static void test_lines_of_one_workload_are_put_together(void **state)
{
    (void)state;
    bench_case item = make_case();
    bench_list list = {0};
    bench_origin where;
    bench_error error;
    char text[16384];
    char *one = write_case(&item);
    item.block_frames = 256;
    char *two = write_case(&item);
    snprintf(text, sizeof text, "%s\n\n%s\r\n{\"of\":\"x\",\"verdict\":\"same\"}\n%s", one, two,
             one);
    assert_true(bench_json_read(text, strlen(text), &list, &where, &error));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.items[0].n_runs, 4);
    assert_int_equal(list.items[0].busy.count, 12000);
    assert_int_equal(list.items[1].n_runs, 2);
    assert_ptr_equal(bench_list_find(&list, item.workload, 256), &list.items[1]);
    assert_null(bench_list_find(&list, item.workload, 128));
    bench_list_free(&list);
    free(one);
    free(two);
}

static void check_wrong(const char *line, const char *from, const char *to, const char *reason)
{
    char text[16384];
    bench_list list = {0};
    bench_origin where;
    bench_error error;
    const char *at = strstr(line, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "\n%.*s%s%s", (int)(at - line), line, to, at + strlen(from));
    assert_false(bench_json_read(text, strlen(text), &list, &where, &error));
    assert_int_equal(error.line, 2);
    assert_non_null(strstr(error.text, reason));
    bench_list_free(&list);
}

static void test_what_is_wrong(void **state)
{
    (void)state;
    bench_case item = make_case();
    char *line = write_case(&item);
    check_wrong(line, "{", "", "not a JSON object");
    check_wrong(line, "\"block_frames\":64", "\"block_frames\":0", "block_frames");
    check_wrong(line, "\"block_frames\":64", "\"block_frames\":64.5", "block_frames");
    check_wrong(line, "\"frames\":22050", "\"frames\":-1", "a count");
    check_wrong(line, "\"bank_bytes\":1000", "\"bank_bytes\":1e300", "a count");
    check_wrong(line, "0123456789abcdef", "0123456789abcde", "xxh3");
    check_wrong(line, "0123456789abcdef", "0123456789abcdeG", "xxh3");
    check_wrong(line, "\"busy\":\"", "\"busy\":\"z", "busy");
    check_wrong(line, "\"busy\":\"", "\"busy\":\"00", "busy");
    check_wrong(line, "[7056000,", "[0,", "not times");
    check_wrong(line, "[8000000,", "[\"x\",", "not times");
    check_wrong(line, "\"runs_cpu_ns\"", "\"runs\"", "runs_cpu_ns");
    free(line);
}

static void test_runs_that_do_not_sound_alike(void **state)
{
    (void)state;
    bench_list list = {0};
    bench_case item = make_case();
    assert_true(bench_list_add(&list, &item));
    item.hash ^= 1;
    assert_false(bench_list_add(&list, &item));
    item.hash ^= 1;
    item.n_frames++;
    assert_false(bench_list_add(&list, &item));
    item.n_frames--;
    item.n_runs = BENCH_MAX_RUNS - 1;
    assert_false(bench_list_add(&list, &item)); /* two are there already */
    item.n_runs = BENCH_MAX_RUNS - 2;
    assert_true(bench_list_add(&list, &item));
    bench_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_by_hand),
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_lines_of_one_workload_are_put_together),
        cmocka_unit_test(test_what_is_wrong),
        cmocka_unit_test(test_runs_that_do_not_sound_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
