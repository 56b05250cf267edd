/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/sf2.h"
#include "support/bank_fixture.h"

/* Opens the file that the fixture's builder makes. */
static awe_status open_file(bank_fixture *fixture, awe_sf2 *sf2)
{
    size_t size;
    const uint8_t *bytes = sf2_build(fixture->file, &size);
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, report_log_add, &fixture->log, (awe_bytes){bytes, size});
    report_log_clear(&fixture->log);
    return awe_sf2_open(sf2, (awe_bytes){bytes, size}, AWE_SF_RULES_AUTO, &findings);
}

static void add_two_voices(bank_fixture *fixture)
{
    uint32_t sample = sf2_add_tone(fixture->file, 10, 100);
    sf2_add_voice(fixture->file, 0, 0, sample);
    sf2_add_voice(fixture->file, 0, 1, sample);
}

static void counts_leave_terminals_out(void **state)
{
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    sf2_add_modulator(fixture->file, 1, 2, 3, 0, 0);
    awe_sf2 sf2;
    assert_int_equal(open_file(fixture, &sf2), AWE_OK);
    assert_int_equal(fixture->log.n, 0);
    assert_int_equal(sf2.n_samples, 1);
    assert_int_equal(sf2.presets.n_headers, 2);
    assert_int_equal(sf2.presets.n_zones, 2);
    assert_int_equal(sf2.presets.n_generators, 2);
    assert_int_equal(sf2.presets.n_modulators, 1);
    assert_int_equal(sf2.instruments.n_headers, 2);
    assert_int_equal(sf2.instruments.n_zones, 2);
    assert_int_equal(sf2.instruments.n_generators, 4);
    assert_int_equal(sf2.instruments.n_modulators, 0);
    assert_int_equal(sf2.version_major, 2);
    assert_int_equal(sf2.version_minor, 1);
}

/* Terminal records need not be zero: the index of the terminal zone marks them. */
static void terminals_may_have_content(void **state)
{
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    size_t size;
    const uint8_t *bytes = sf2_build(fixture->file, &size);
    memset(sf2_chunk(fixture->file, "pmod", NULL), 0x55, 10);
    memset(sf2_chunk(fixture->file, "pgen", NULL) + 8, 0x55, 4);
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, NULL, NULL, (awe_bytes){bytes, size});
    awe_sf2 sf2;
    assert_int_equal(awe_sf2_open(&sf2, (awe_bytes){bytes, size}, AWE_SF_RULES_AUTO, &findings),
                     AWE_OK);
    assert_int_equal(sf2.presets.n_modulators, 0);
    assert_int_equal(sf2.presets.n_generators, 2);
}

static void missing_terminals(void **state)
{
    static const char *const chunks[] = {"phdr", "pbag", "pgen", "pmod", "inst",
                                         "ibag", "igen", "imod", "shdr", "all"};
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    sf2_add_modulator(fixture->file, 1, 2, 3, 0, 0);
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
        sf2_get_options(fixture->file)->without_terminal = chunks[i];
        awe_sf2 sf2;
        assert_int_equal(open_file(fixture, &sf2), AWE_OK);
        assert_int_equal(sf2.presets.n_headers, 2);
        assert_int_equal(sf2.presets.n_zones, 2);
        assert_int_equal(sf2.presets.n_generators, 2);
        assert_int_equal(sf2.presets.n_modulators, 1);
        assert_int_equal(sf2.instruments.n_headers, 2);
        assert_int_equal(sf2.instruments.n_zones, 2);
        assert_int_equal(sf2.instruments.n_generators, 4);
        assert_int_equal(sf2.n_samples, 1);
    }
    assert_int_equal(report_log_count(&fixture->log, "no terminal record"), 3);
}

/* Converters of compressed banks leave the terminals' names out. */
static void terminals_without_names(void **state)
{
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    size_t size;
    const uint8_t *bytes = sf2_build(fixture->file, &size);
    memset(sf2_chunk(fixture->file, "phdr", NULL) + 2 * 38, 0, 20);
    memset(sf2_chunk(fixture->file, "inst", NULL) + 2 * 22, 0, 20);
    memset(sf2_chunk(fixture->file, "shdr", NULL) + 46, 0, 20);
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, report_log_add, &fixture->log, (awe_bytes){bytes, size});
    awe_sf2 sf2;
    assert_int_equal(awe_sf2_open(&sf2, (awe_bytes){bytes, size}, AWE_SF_RULES_AUTO, &findings),
                     AWE_OK);
    assert_int_equal(sf2.presets.n_headers, 2);
    assert_int_equal(sf2.instruments.n_headers, 2);
    assert_int_equal(sf2.n_samples, 1);
    assert_int_equal(fixture->log.n, 0);
}

static void versions(void **state)
{
    static const struct {
        uint16_t major, minor;
        awe_status status;
        const char *words;
    } cases[] = {
        {2, 1, AWE_OK, NULL},     {2, 4, AWE_OK, NULL},
        {3, 1, AWE_OK, NULL},     {9, 1, AWE_OK, "unknown version; read as 2.04"},
        {1, 0x100, AWE_OK, NULL},
    };
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sf2_get_options(fixture->file)->version_major = cases[i].major;
        sf2_get_options(fixture->file)->version_minor = cases[i].minor;
        awe_sf2 sf2;
        assert_int_equal(open_file(fixture, &sf2), cases[i].status);
        assert_int_equal(fixture->log.n, cases[i].words ? 1 : 0);
        assert_true(!cases[i].words || report_log_find(&fixture->log, cases[i].words));
    }
    sf2_get_options(fixture->file)->omit = "ifil";
    awe_sf2 sf2;
    assert_int_equal(open_file(fixture, &sf2), AWE_OK);
    assert_non_null(report_log_find(&fixture->log, "no version; read as 2.01"));
    assert_int_equal(sf2.version_major, 2);
    assert_int_equal(sf2.version_minor, 1);
}

static void essential_chunks(void **state)
{
    static const char *const chunks[] = {"phdr", "pbag", "pgen", "inst", "ibag", "igen", "shdr"};
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
        sf2_get_options(fixture->file)->omit = chunks[i];
        awe_sf2 sf2;
        assert_int_equal(open_file(fixture, &sf2), AWE_DAMAGED);
        assert_int_equal(fixture->log.n, 1);
        const awe_report *report = report_log_find(&fixture->log, "missing");
        assert_int_equal(report->severity, AWE_ERROR);
        assert_string_equal(report->part, "chunk");
        assert_string_equal(report->name, chunks[i]);
    }
    sf2_get_options(fixture->file)->omit = "pmod imod";
    awe_sf2 sf2;
    assert_int_equal(open_file(fixture, &sf2), AWE_OK);
    assert_int_equal(report_log_count(&fixture->log, "missing; read as empty"), 2);
}

static void other_files_are_refused(void **state)
{
    static const char wave[] = "RIFF\x24\0\0\0WAVEsmpl\4\0\0\0abcd";
    static const char *const texts[] = {"", "RIF", "MThd\0\0\0\6\0\0\0\1\0\x60", "<html>"};
    bank_fixture *fixture = *state;
    awe_bank_findings findings;
    awe_sf2 sf2;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        awe_bytes bytes = {(const uint8_t *)texts[i], strlen(texts[i])};
        awe_bank_findings_init(&findings, report_log_add, &fixture->log, bytes);
        report_log_clear(&fixture->log);
        assert_int_equal(awe_sf2_open(&sf2, bytes, AWE_SF_RULES_AUTO, &findings), AWE_NOT_A_BANK);
        assert_int_equal(fixture->log.n, 1);
        assert_non_null(report_log_find(&fixture->log, "not a SoundFont: no RIFF header"));
    }
    report_log_clear(&fixture->log);
    awe_bytes bytes = {(const uint8_t *)wave, sizeof wave - 1};
    awe_bank_findings_init(&findings, report_log_add, &fixture->log, bytes);
    assert_int_equal(awe_sf2_open(&sf2, bytes, AWE_SF_RULES_AUTO, &findings), AWE_NOT_A_BANK);
    assert_int_equal(fixture->log.n, 1);
    assert_non_null(report_log_find(&fixture->log, "a RIFF file, but not a SoundFont"));
}

static void wrong_form_is_read(void **state)
{
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    sf2_get_options(fixture->file)->form = "sfpk";
    sf2_get_options(fixture->file)->riff_size_error = 1000000;
    sf2_get_options(fixture->file)->list_size_error = -7;
    awe_sf2 sf2;
    assert_int_equal(open_file(fixture, &sf2), AWE_OK);
    assert_int_equal(fixture->log.n, 1);
    assert_non_null(report_log_find(&fixture->log, "RIFF form is not sfbk"));
}

static void part_of_a_record_is_ignored(void **state)
{
    bank_fixture *fixture = *state;
    add_two_voices(fixture);
    size_t size;
    uint8_t *bytes = sf2_build(fixture->file, &size);
    sf2_put32(sf2_chunk(fixture->file, "shdr", NULL) - 4, 92 - 3);
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, report_log_add, &fixture->log, (awe_bytes){bytes, size});
    awe_sf2 sf2;
    assert_int_equal(awe_sf2_open(&sf2, (awe_bytes){bytes, size - 3}, AWE_SF_RULES_AUTO, &findings),
                     AWE_OK);
    assert_non_null(report_log_find(&fixture->log, "ends within a record"));
    assert_int_equal(sf2.n_samples, 1);
}

static void sm24_needs_version_and_size(void **state)
{
    static const struct {
        uint16_t major, minor;
        int32_t error;
        size_t expected;
    } cases[] = {
        {2, 4, 0, 148}, {3, 0, 0, 148}, {2, 4, -1, 147}, {2, 4, -2, 0},
        {2, 4, 2, 0},   {2, 1, 0, 0},   {4, 0, 0, 148},
    };
    /* 101 + 46 frames: 147 low bytes, and one more to make the size even */
    static const int16_t frames[101];
    static const uint8_t low[101];
    bank_fixture *fixture = *state;
    uint32_t sample =
        sf2_add_sample(fixture->file, &(sf2_sample){.frames = frames, .low = low, .n_frames = 101});
    sf2_add_voice(fixture->file, 0, 0, sample);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sf2_options *options = sf2_get_options(fixture->file);
        options->version_major = cases[i].major;
        options->version_minor = cases[i].minor;
        options->sm24_size_error = cases[i].error;
        awe_sf2 sf2;
        assert_int_equal(open_file(fixture, &sf2), AWE_OK);
        assert_int_equal(sf2.sm24.size, cases[i].expected);
        assert_int_equal(report_log_count(&fixture->log, "24-bit data"), cases[i].expected == 0);
    }
}

static awe_sf2_column make_column(uint8_t *table, const uint16_t *indices, uint32_t n_rows,
                                  uint32_t n_indices, uint32_t limit)
{
    for (uint32_t i = 0; i < n_indices; i++) {
        sf2_put16(table + 4 * i, indices[i]);
    }
    return (awe_sf2_column){
        .table = {table, 4 * (size_t)n_indices}, .row_size = 4, .n_rows = n_rows, .limit = limit};
}

static void expect_spans(const uint16_t *indices, const uint32_t *expected, uint32_t n_unsound)
{
    uint8_t table[24];
    awe_sf2_column column = make_column(table, indices, 5, 6, 20);
    for (uint32_t i = 0; i < 5; i++) {
        uint32_t first, end;
        n_unsound -= !awe_sf2_span(&column, &first, &end);
        assert_int_equal(first, expected[i]);
        assert_int_equal(end, expected[i + 1]);
    }
    assert_int_equal(n_unsound, 0);
}

static void spans_ascend(void **state)
{
    (void)state;
    expect_spans((uint16_t[]){0, 3, 3, 7, 9, 20}, (uint32_t[]){0, 3, 3, 7, 9, 20}, 0);
    expect_spans((uint16_t[]){2, 3, 3, 7, 9, 20}, (uint32_t[]){2, 3, 3, 7, 9, 20}, 0);
    /* one wild index, far above, far below, or past the table: its neighbour */
    expect_spans((uint16_t[]){0, 3, 6000, 7, 9, 20}, (uint32_t[]){0, 3, 7, 7, 9, 20}, 1);
    expect_spans((uint16_t[]){0, 3, 0, 7, 9, 20}, (uint32_t[]){0, 3, 3, 7, 9, 20}, 1);
    expect_spans((uint16_t[]){99, 3, 5, 7, 9, 20}, (uint32_t[]){3, 3, 5, 7, 9, 20}, 1);
    /* the terminal's index */
    expect_spans((uint16_t[]){0, 3, 5, 7, 9, 0}, (uint32_t[]){0, 3, 5, 7, 9, 9}, 0);
    expect_spans((uint16_t[]){0, 3, 5, 7, 9, 999}, (uint32_t[]){0, 3, 5, 7, 9, 20}, 0);
}

static void spans_never_overlap(void **state)
{
    (void)state;
    static const uint16_t indices[] = {20, 0, 20, 0, 65535, 0};
    uint8_t table[24];
    awe_sf2_column column = make_column(table, indices, 5, 6, 20);
    uint32_t before = 0;
    for (uint32_t i = 0; i < 5; i++) {
        uint32_t first, end;
        (void)awe_sf2_span(&column, &first, &end);
        assert_true(first >= before && end >= first && end <= 20);
        before = end;
    }
}

static void span_without_terminal_row(void **state)
{
    (void)state;
    uint8_t table[8];
    awe_sf2_column column = make_column(table, (uint16_t[]){0, 3}, 2, 2, 9);
    uint32_t first, end;
    assert_true(awe_sf2_span(&column, &first, &end));
    assert_true(awe_sf2_span(&column, &first, &end));
    assert_int_equal(first, 3);
    assert_int_equal(end, 9);
}

static void text_is_printable(void **state)
{
    (void)state;
    char out[8];
    awe_sf2_text(out, sizeof out, (awe_bytes){(const uint8_t *)"ab\0cd", 5});
    assert_string_equal(out, "ab");
    awe_sf2_text(out, sizeof out, (awe_bytes){(const uint8_t *)"\x1b[\xe9\x7f   ", 7});
    assert_string_equal(out, "?[??");
    awe_sf2_text(out, sizeof out, (awe_bytes){(const uint8_t *)"123456789", 9});
    assert_string_equal(out, "1234567");
    awe_sf2_text(out, sizeof out, (awe_bytes){0});
    assert_string_equal(out, "");
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(counts_leave_terminals_out),
        WITH_FIXTURE(terminals_may_have_content),
        WITH_FIXTURE(missing_terminals),
        WITH_FIXTURE(terminals_without_names),
        WITH_FIXTURE(versions),
        WITH_FIXTURE(essential_chunks),
        WITH_FIXTURE(other_files_are_refused),
        WITH_FIXTURE(wrong_form_is_read),
        WITH_FIXTURE(part_of_a_record_is_ignored),
        WITH_FIXTURE(sm24_needs_version_and_size),
        cmocka_unit_test(spans_ascend),
        cmocka_unit_test(spans_never_overlap),
        cmocka_unit_test(span_without_terminal_row),
        cmocka_unit_test(text_is_printable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
