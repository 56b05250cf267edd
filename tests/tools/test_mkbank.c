/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The bundled bank against the one its tool makes now, and against what General MIDI and SoundFont
   ask of it. Arguments: the committed bank, a fresh one. The file is read by the SoundFont
   specification alone; libawe only plays it, for the loudness. */

#include "awe/awe.h"
#include "support/read_file.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TURN 6.283185307179586
#define MAX_BYTES 2000000
#define N_GUARD_FRAMES 46
#define LAST_PITCHED_PROGRAM 118
#define MAX_LINKS 16

typedef struct piece {
    const uint8_t *data;
    size_t size;
} piece;

typedef struct sample_header {
    char name[21];
    uint32_t start, end, loop_start, loop_end, rate_hz;
    int key, correction_cents;
} sample_header;

static piece committed;
static piece fresh;

static uint32_t u16(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t u32(const uint8_t *at)
{
    return u16(at) | u16(at + 2) << 16;
}

/* The chunk `id` inside any list of the file. */
static piece find_chunk(piece file, const char *id)
{
    size_t at = 12;
    while (at + 8 <= file.size) {
        size_t size = u32(file.data + at + 4);
        if (memcmp(file.data + at, id, 4) == 0) {
            assert_true(at + 8 + size <= file.size);
            return (piece){file.data + at + 8, size};
        }
        at += memcmp(file.data + at, "LIST", 4) == 0 ? 12 : 8 + size + size % 2;
    }
    fail_msg("no chunk %s", id);
    return (piece){NULL, 0};
}

static int frame_at(piece smpl, size_t index)
{
    return (int16_t)u16(smpl.data + 2 * index);
}

static size_t n_samples(void)
{
    return find_chunk(committed, "shdr").size / 46 - 1;
}

static sample_header read_header(size_t index)
{
    const uint8_t *at = find_chunk(committed, "shdr").data + 46 * index;
    sample_header h = {.start = u32(at + 20),
                       .end = u32(at + 24),
                       .loop_start = u32(at + 28),
                       .loop_end = u32(at + 32),
                       .rate_hz = u32(at + 36),
                       .key = at[40],
                       .correction_cents = (int8_t)at[41]};
    memcpy(h.name, at, 20);
    return h;
}

static int is_looped(const sample_header *h)
{
    return h->loop_end < h->end;
}

/* made again */

static void test_structure_is_made_again(void **state)
{
    (void)state;
    piece old_smpl = find_chunk(committed, "smpl");
    piece new_smpl = find_chunk(fresh, "smpl");
    assert_int_equal(committed.size, fresh.size);
    assert_int_equal(old_smpl.size, new_smpl.size);
    size_t before = (size_t)(old_smpl.data - committed.data);
    size_t after = before + old_smpl.size;
    assert_memory_equal(committed.data, fresh.data, before);
    assert_memory_equal(committed.data + after, fresh.data + after, committed.size - after);
}

/* One step apart is what libm's last bit may do. */
static void test_samples_are_made_again(void **state)
{
    (void)state;
    piece old_smpl = find_chunk(committed, "smpl");
    piece new_smpl = find_chunk(fresh, "smpl");
    for (size_t i = 0; i < old_smpl.size / 2; i++) {
        int difference = frame_at(old_smpl, i) - frame_at(new_smpl, i);
        if (difference < -1 || difference > 1) {
            fail_msg("frame %zu differs by %d", i, difference);
        }
    }
}

/* the file */

static void test_file_is_small_and_free(void **state)
{
    (void)state;
    assert_in_range(committed.size, 1, MAX_BYTES);
    assert_int_equal(u32(committed.data + 4), committed.size - 8);
    assert_string_equal((const char *)find_chunk(committed, "INAM").data, "awe-player GM");
    assert_memory_equal(find_chunk(committed, "ICOP").data, "CC0-1.0", 7);
    assert_int_equal(u32(find_chunk(committed, "ifil").data), 1u << 16 | 2u);
}

/* Generators `id` of the zones of preset or instrument `index` (tables by their chunk names);
   returns their number. */
static int list_generator(const char *const *tables, size_t index, uint32_t id, uint32_t *amounts)
{
    size_t record = strcmp(tables[0], "phdr") == 0 ? 38 : 22;
    size_t field = record == 38 ? 24 : 20;
    const uint8_t *headers = find_chunk(committed, tables[0]).data;
    const uint8_t *bags = find_chunk(committed, tables[1]).data;
    const uint8_t *generators = find_chunk(committed, tables[2]).data;
    uint32_t first = u16(bags + 4 * u16(headers + record * index + field));
    uint32_t last = u16(bags + 4 * u16(headers + record * (index + 1) + field));
    int n = 0;
    for (uint32_t g = first; g < last; g++) {
        if (u16(generators + 4 * g) == id) {
            assert_true(n < 128);
            amounts[n++] = u16(generators + 4 * g + 2);
        }
    }
    return n;
}

static const char *const preset_tables[3] = {"phdr", "pbag", "pgen"};
static const char *const instrument_tables[3] = {"inst", "ibag", "igen"};

static void check_key_ranges(uint32_t instrument, int first_key, int last_key)
{
    uint32_t ranges[128];
    int zones_per_key[128] = {0};
    int n = list_generator(instrument_tables, instrument, 43, ranges);
    for (int i = 0; i < n; i++) {
        for (uint32_t key = ranges[i] & 255; key <= ranges[i] >> 8; key++) {
            zones_per_key[key]++;
        }
    }
    for (int key = first_key; key <= last_key; key++) {
        assert_int_equal(zones_per_key[key], 1);
    }
}

static void test_general_midi_is_complete(void **state)
{
    (void)state;
    piece phdr = find_chunk(committed, "phdr");
    assert_int_equal(phdr.size / 38, 128 + 1 + 1);
    for (size_t p = 0; p < 129; p++) {
        const uint8_t *header = phdr.data + 38 * p;
        uint32_t instruments[128];
        int n = list_generator(preset_tables, p, 41, instruments);
        int drums = p == 128;
        assert_int_equal(u16(header + 20), drums ? 0 : p);
        assert_int_equal(u16(header + 22), drums ? 128 : 0);
        assert_true(n >= 1);
        for (int i = 0; i < n; i++) {
            check_key_ranges(instruments[i], drums ? 27 : 0, drums ? 87 : 127);
        }
    }
}

static void test_samples_are_well_formed(void **state)
{
    (void)state;
    piece smpl = find_chunk(committed, "smpl");
    for (size_t s = 0; s < n_samples(); s++) {
        sample_header h = read_header(s);
        size_t next = s + 1 < n_samples() ? read_header(s + 1).start : smpl.size / 2;
        assert_true(h.start < h.end && h.end + N_GUARD_FRAMES <= next);
        for (size_t i = h.end; i < next; i++) {
            assert_int_equal(frame_at(smpl, i), 0);
        }
        assert_in_range(h.rate_hz, 8000, 44100);
        assert_true(abs(frame_at(smpl, h.start)) < 330);
        if (is_looped(&h)) {
            assert_true(h.start < h.loop_start && h.loop_start < h.loop_end);
            assert_int_equal(h.end - h.loop_end, 8);
            for (uint32_t i = 0; i < 8; i++) {
                assert_int_equal(frame_at(smpl, h.loop_end + i), frame_at(smpl, h.loop_start + i));
            }
        } else {
            assert_true(abs(frame_at(smpl, h.end - 1)) < 330);
        }
    }
}

static void test_samples_use_the_range_without_clipping(void **state)
{
    (void)state;
    piece smpl = find_chunk(committed, "smpl");
    for (size_t s = 0; s < n_samples(); s++) {
        sample_header h = read_header(s);
        int peak = 0;
        for (size_t i = h.start; i < h.end; i++) {
            int size = abs(frame_at(smpl, i));
            peak = size > peak ? size : peak;
        }
        assert_in_range(peak, 4000, 32000);
    }
}

/* tuning */

/* Power of line `line` of the loop. */
static double line_power(piece smpl, const sample_header *h, int line)
{
    int n = (int)(h->loop_end - h->loop_start);
    double c = 0.0;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        double x = frame_at(smpl, h->loop_start + (size_t)i);
        double angle = TURN * (int)((int64_t)line * i % n) / n;
        c += x * cos(angle);
        s += x * sin(angle);
    }
    return c * c + s * s;
}

/* Mean deviation in cents, by power, of the lines within half a semitone of harmonic `multiple`. */
static double deviation(piece smpl, const sample_header *h, int multiple, double *power)
{
    double hz = 440.0 * pow(2.0, (h->key - 69 - h->correction_cents / 100.0) / 12.0) * multiple;
    double line_hz = (double)h->rate_hz / (h->loop_end - h->loop_start);
    int low = (int)ceil(hz * pow(2.0, -0.5 / 12.0) / line_hz);
    int high = (int)floor(hz * pow(2.0, 0.5 / 12.0) / line_hz);
    double sum = 0.0;
    *power = 0.0;
    for (int line = low; line <= high; line++) {
        double p = line_power(smpl, h, line);
        sum += p * line * line_hz;
        *power += p;
    }
    return *power > 0.0 ? 1200.0 * log2(sum / *power / hz) : 0.0;
}

static int is_pitched(size_t sample)
{
    for (size_t p = 0; p <= LAST_PITCHED_PROGRAM; p++) {
        uint32_t instruments[128];
        uint32_t samples[128];
        int n = list_generator(preset_tables, p, 41, instruments);
        for (int i = 0; i < n; i++) {
            int m = list_generator(instrument_tables, instruments[i], 53, samples);
            for (int j = 0; j < m; j++) {
                if (samples[j] == sample) {
                    return 1;
                }
            }
        }
    }
    return 0;
}

static void test_loops_are_in_tune(void **state)
{
    (void)state;
    piece smpl = find_chunk(committed, "smpl");
    double worst = 0.0;
    for (size_t s = 0; s < n_samples(); s++) {
        sample_header h = read_header(s);
        if (!is_looped(&h) || !is_pitched(s)) {
            continue;
        }
        double strongest = 0.0;
        double cents = 1200.0;
        for (int multiple = 1; multiple <= 4; multiple++) {
            double power;
            double found = deviation(smpl, &h, multiple, &power);
            if (power > strongest) {
                strongest = power;
                cents = found;
            }
        }
        if (fabs(cents) > 3.0) {
            fail_msg("%s is %.1f cents off", h.name, cents);
        }
        worst = fmax(worst, fabs(cents));
    }
    print_message("worst tuning %.2f cents\n", worst);
}

/* clicks */

static double bend_at(piece smpl, const sample_header *h, uint32_t i)
{
    uint32_t n = h->loop_end - h->loop_start;
    double before = frame_at(smpl, h->loop_start + (i + n - 1) % n);
    double here = frame_at(smpl, h->loop_start + i);
    double after = frame_at(smpl, h->loop_start + (i + 1) % n);
    return fabs(before - 2.0 * here + after);
}

/* A click at the seam would be a bend sharper than any inside. */
static void test_loops_do_not_click(void **state)
{
    (void)state;
    piece smpl = find_chunk(committed, "smpl");
    for (size_t s = 0; s < n_samples(); s++) {
        sample_header h = read_header(s);
        if (!is_looped(&h)) {
            continue;
        }
        uint32_t n = h.loop_end - h.loop_start;
        double inside = 0.0;
        for (uint32_t i = 1; i + 1 < n; i++) {
            inside = fmax(inside, bend_at(smpl, &h, i));
        }
        double seam = fmax(bend_at(smpl, &h, 0), bend_at(smpl, &h, n - 1));
        if (seam > 1.05 * inside + 4.0) {
            fail_msg("%s: bend %.0f at the seam, %.0f inside", h.name, seam, inside);
        }
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_structure_is_made_again),
        cmocka_unit_test(test_samples_are_made_again),
        cmocka_unit_test(test_file_is_small_and_free),
        cmocka_unit_test(test_general_midi_is_complete),
        cmocka_unit_test(test_samples_are_well_formed),
        cmocka_unit_test(test_samples_use_the_range_without_clipping),
        cmocka_unit_test(test_loops_are_in_tune),
        cmocka_unit_test(test_loops_do_not_click),
    };
    if (argc != 3) {
        fprintf(stderr, "usage: test_mkbank COMMITTED FRESH\n");
        return 1;
    }
    committed.data = read_file(argv[1], &committed.size);
    fresh.data = read_file(argv[2], &fresh.size);
    int n_failed = cmocka_run_group_tests(tests, NULL, NULL);
    free((void *)(uintptr_t)committed.data);
    free((void *)(uintptr_t)fresh.data);
    return n_failed;
}
