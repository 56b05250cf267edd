/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "sf2.h"

#include <stdlib.h>
#include <string.h>

#define N_GUARD_FRAMES 48 /* zeros after each sample; the format asks for at least 46 */
#define N_AFTER_LOOP 8    /* frames after a loop that repeat its beginning */

static void put(buffer *b, const void *bytes, size_t n)
{
    if (b->size + n > b->room) {
        size_t room = (b->size + n) * 2;
        uint8_t *grown = realloc(b->bytes, room);
        if (!grown) {
            fputs("mkbank: out of memory\n", stderr);
            exit(1);
        }
        b->bytes = grown;
        b->room = room;
    }
    memcpy(b->bytes + b->size, bytes, n);
    b->size += n;
}

static void put_u8(buffer *b, unsigned value)
{
    uint8_t byte = (uint8_t)value;
    put(b, &byte, 1);
}

static void put_u16(buffer *b, unsigned value)
{
    put_u8(b, value & 255);
    put_u8(b, value >> 8 & 255);
}

static void put_u32(buffer *b, size_t value)
{
    put_u16(b, (unsigned)(value & 0xFFFF));
    put_u16(b, (unsigned)(value >> 16 & 0xFFFF));
}

static void put_name(buffer *b, const char *name)
{
    char field[20] = {0};
    for (size_t i = 0; i + 1 < sizeof field && name[i]; i++) {
        field[i] = name[i];
    }
    put(b, field, sizeof field);
}

static void put_frames(buffer *b, const int16_t *frames, int n)
{
    for (int i = 0; i < n; i++) {
        put_u16(b, (uint16_t)frames[i]);
    }
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
    put_name(&bank->shdr, s->name);
    put_u32(&bank->shdr, start);
    put_u32(&bank->shdr, end);
    put_u32(&bank->shdr, looped ? start + (size_t)s->loop_start : start);
    put_u32(&bank->shdr, looped ? start + (size_t)s->loop_end : end);
    put_u32(&bank->shdr, (size_t)s->rate_hz);
    put_u8(&bank->shdr, (unsigned)s->key);
    put_u8(&bank->shdr, 0);
    put_u16(&bank->shdr, 0);
    put_u16(&bank->shdr, 1);
    return bank->n_samples++;
}

static unsigned n_zones(const level *l)
{
    return (unsigned)(l->bag.size / 4);
}

int sf2_add_instrument(sf2 *bank, const char *name)
{
    level *l = &bank->instruments;
    put_name(&l->header, name);
    put_u16(&l->header, n_zones(l));
    return l->n++;
}

int sf2_add_preset(sf2 *bank, const char *name, int bank_number, int program)
{
    level *l = &bank->presets;
    put_name(&l->header, name);
    put_u16(&l->header, (unsigned)program);
    put_u16(&l->header, (unsigned)bank_number);
    put_u16(&l->header, n_zones(l));
    put_u32(&l->header, 0);
    put_u32(&l->header, 0);
    put_u32(&l->header, 0);
    return l->n++;
}

void sf2_add_zone(level *l)
{
    put_u16(&l->bag, (unsigned)(l->gen.size / 4));
    put_u16(&l->bag, (unsigned)(l->mod.size / 10));
}

void sf2_add_generator(level *l, int id, int amount)
{
    put_u16(&l->gen, (unsigned)id);
    put_u16(&l->gen, (uint16_t)(int16_t)amount);
}

void sf2_add_range(level *l, int id, int low, int high)
{
    put_u16(&l->gen, (unsigned)id);
    put_u8(&l->gen, (unsigned)low);
    put_u8(&l->gen, (unsigned)high);
}

void sf2_add_modulator(level *l, int source, int destination, int amount)
{
    put_u16(&l->mod, (unsigned)source);
    put_u16(&l->mod, (unsigned)destination);
    put_u16(&l->mod, (uint16_t)(int16_t)amount);
    put_u16(&l->mod, 0);
    put_u16(&l->mod, 0);
}

/* The terminal records that end each table. */
static void close_tables(sf2 *bank)
{
    static const uint8_t zeros[46] = {0};
    sf2_add_preset(bank, "EOP", 0, 0);
    sf2_add_instrument(bank, "EOI");
    sf2_add_zone(&bank->presets);
    sf2_add_zone(&bank->instruments);
    put(&bank->presets.gen, zeros, 4);
    put(&bank->presets.mod, zeros, 10);
    put(&bank->instruments.gen, zeros, 4);
    put(&bank->instruments.mod, zeros, 10);
    put_name(&bank->shdr, "EOS");
    put(&bank->shdr, zeros, 26);
}

static void put_chunk(buffer *out, const char *id, const void *bytes, size_t size)
{
    put(out, id, 4);
    put_u32(out, size);
    put(out, bytes, size);
    if (size % 2) {
        put_u8(out, 0);
    }
}

/* A text of the INFO list: ends with one or two zeros, so that its size is even. */
static void put_text(buffer *out, const char *id, const char *text)
{
    buffer padded = {0};
    put(&padded, text, strlen(text) + 1);
    if (padded.size % 2) {
        put_u8(&padded, 0);
    }
    put_chunk(out, id, padded.bytes, padded.size);
    free(padded.bytes);
}

static void put_list(buffer *out, const char *form, const buffer *content)
{
    put(out, "LIST", 4);
    put_u32(out, content->size + 4);
    put(out, form, 4);
    put(out, content->bytes, content->size);
}

static void put_info(buffer *out)
{
    static const uint8_t version[4] = {2, 0, 1, 0};
    buffer info = {0};
    put_chunk(&info, "ifil", version, sizeof version);
    put_text(&info, "isng", "EMU8000");
    put_text(&info, "INAM", "awe-player GM");
    put_text(&info, "IENG", "The awe-player authors");
    put_text(&info, "IPRD", "awe-player");
    put_text(&info, "ICOP", "CC0-1.0: dedicated to the public domain");
    put_text(&info, "ICMT", "General MIDI bank made by synthesis alone; see tools/mkbank.");
    put_text(&info, "ISFT", "mkbank");
    put_list(out, "INFO", &info);
    free(info.bytes);
}

static void put_tables(buffer *out, const sf2 *bank)
{
    static const char *const ids[9] = {"phdr", "pbag", "pmod", "pgen", "inst",
                                       "ibag", "imod", "igen", "shdr"};
    const level *p = &bank->presets;
    const level *i = &bank->instruments;
    const buffer *const tables[9] = {&p->header, &p->bag, &p->mod, &p->gen,    &i->header,
                                     &i->bag,    &i->mod, &i->gen, &bank->shdr};
    buffer list = {0};
    for (int t = 0; t < 9; t++) {
        put_chunk(&list, ids[t], tables[t]->bytes, tables[t]->size);
    }
    put_list(out, "pdta", &list);
    free(list.bytes);
}

int sf2_write(sf2 *bank, FILE *file)
{
    buffer body = {0};
    buffer list = {0};
    buffer head = {0};
    close_tables(bank);
    put(&body, "sfbk", 4);
    put_info(&body);
    put_chunk(&list, "smpl", bank->smpl.bytes, bank->smpl.size);
    put_list(&body, "sdta", &list);
    put_tables(&body, bank);
    put(&head, "RIFF", 4);
    put_u32(&head, body.size);
    int failed = fwrite(head.bytes, 1, head.size, file) != head.size ||
                 fwrite(body.bytes, 1, body.size, file) != body.size;
    free(body.bytes);
    free(list.bytes);
    free(head.bytes);
    return failed ? -1 : 0;
}

static void free_level(level *l)
{
    free(l->header.bytes);
    free(l->bag.bytes);
    free(l->gen.bytes);
    free(l->mod.bytes);
}

void sf2_free(sf2 *bank)
{
    free(bank->smpl.bytes);
    free(bank->shdr.bytes);
    free_level(&bank->presets);
    free_level(&bank->instruments);
    *bank = (sf2){0};
}
