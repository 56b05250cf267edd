/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "sf2.h"

#include "bank/sf2_write.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define N_GUARD_FRAMES 48 /* zeros after each sample; the format asks for at least 46 */
#define N_AFTER_LOOP 8    /* frames after a loop that repeat its beginning */

static void run_out(void)
{
    fputs("mkbank: out of memory\n", stderr);
    exit(1);
}

static void put(buffer *b, const void *bytes, size_t n)
{
    if (b->size + n > b->room) {
        size_t room = (b->size + n) * 2;
        uint8_t *grown = realloc(b->bytes, room);
        if (!grown) {
            run_out();
        }
        b->bytes = grown;
        b->room = room;
    }
    memcpy(b->bytes + b->size, bytes, n);
    b->size += n;
}

static void put_frames(buffer *b, const int16_t *frames, int n)
{
    for (int i = 0; i < n; i++) {
        uint8_t bytes[2] = {(uint8_t)frames[i], (uint8_t)((uint16_t)frames[i] >> 8)};
        put(b, bytes, sizeof bytes);
    }
}

static awe_bytes bytes_of(const char *text)
{
    return (awe_bytes){(const uint8_t *)text, strlen(text)};
}

void sf2_init(sf2 *bank)
{
    *bank = (sf2){.tables.allocator = awe_memory_resolve(NULL)};
    bank->presets = (level){&bank->tables, &bank->tables.presets};
    bank->instruments = (level){&bank->tables, &bank->tables.instruments};
}

int sf2_add_sample(sf2 *bank, const sample *s)
{
    static const int16_t silence[N_GUARD_FRAMES] = {0};
    size_t start = bank->smpl.size / 2;
    int looped = s->loop_end > s->loop_start;
    put_frames(&bank->smpl, s->frames, s->n_frames);
    for (int i = 0; looped && i < N_AFTER_LOOP; i++) {
        int from = s->loop_start + i % (s->loop_end - s->loop_start);
        put_frames(&bank->smpl, s->frames + from, 1);
    }
    size_t end = bank->smpl.size / 2;
    put_frames(&bank->smpl, silence, N_GUARD_FRAMES);
    awe_tables_sample record = {
        .name = bytes_of(s->name),
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .loop_start = (uint32_t)(looped ? start + (size_t)s->loop_start : start),
        .loop_end = (uint32_t)(looped ? start + (size_t)s->loop_end : end),
        .rate_hz = (uint32_t)s->rate_hz,
        .root_key = (uint8_t)s->key,
        .type = 1,
    };
    awe_tables_add_sample(&bank->tables, &record);
    return bank->n_samples++;
}

int sf2_add_instrument(sf2 *bank, const char *name)
{
    awe_tables_add_instrument(&bank->tables, bytes_of(name));
    return (int)bank->tables.instruments.n_headers - 1;
}

int sf2_add_preset(sf2 *bank, const char *name, int bank_number, int program)
{
    awe_tables_add_preset(&bank->tables, bytes_of(name), (uint16_t)bank_number, (uint16_t)program);
    return (int)bank->tables.presets.n_headers - 1;
}

void sf2_add_zone(level *l)
{
    awe_tables_add_zone(l->tables, l->records);
}

void sf2_add_generator(level *l, int id, int amount)
{
    awe_tables_add_generator(l->tables, l->records, (uint16_t)id, amount);
}

void sf2_add_range(level *l, int id, int low, int high)
{
    sf2_add_generator(l, id, high << 8 | low);
}

void sf2_add_modulator(level *l, int source, int destination, int amount)
{
    awe_tables_add_modulator(l->tables, l->records, (uint16_t)source, (uint16_t)destination,
                             amount);
}

/* A text ends with one or two zeros, so that its size is even. */
static void add_text(sf2 *bank, const char *id, const char *text)
{
    buffer padded = {0};
    size_t length = strlen(text);
    put(&padded, text, length + 1);
    put(&padded, "", (length + 1) % 2);
    awe_tables_add_info(&bank->tables, id, (awe_bytes){padded.bytes, padded.size});
    free(padded.bytes);
}

static void add_info(sf2 *bank)
{
    static const uint8_t version[4] = {2, 0, 1, 0};
    awe_tables_add_info(&bank->tables, "ifil", (awe_bytes){version, sizeof version});
    add_text(bank, "isng", "EMU8000");
    add_text(bank, "INAM", "awe-player GM");
    add_text(bank, "IENG", "The awe-player authors");
    add_text(bank, "IPRD", "awe-player");
    add_text(bank, "ICOP", "CC0-1.0: dedicated to the public domain");
    add_text(bank, "ICMT", "General MIDI bank made by synthesis alone; see tools/mkbank.");
    add_text(bank, "ISFT", "mkbank");
}

static int write_part(void *context, const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, context) == size;
}

int sf2_write(sf2 *bank, FILE *file)
{
    awe_bytes smpl = {bank->smpl.bytes, bank->smpl.size};
    awe_tables_close(&bank->tables);
    add_info(bank);
    if (bank->tables.failed) {
        run_out();
    }
    return awe_sf2_write(&bank->tables, smpl, write_part, file) ? 0 : -1;
}

void sf2_free(sf2 *bank)
{
    awe_tables_clear(&bank->tables);
    free(bank->smpl.bytes);
    *bank = (sf2){0};
}
