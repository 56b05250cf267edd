/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/sf2_builder.h"

#include "support/byte_buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GUARD_FRAMES 46
#define GEN_INSTRUMENT 41
#define GEN_SAMPLE 53
#define GEN_SAMPLE_MODES 54

enum { PHDR, PBAG, PMOD, PGEN, INST, IBAG, IMOD, IGEN, SHDR, SMPL, SM24, N_CHUNKS };

typedef struct chunk_kind {
    const char *name;
    size_t terminal_size;
    const char *terminal_name; /* NULL: none */
} chunk_kind;

static const chunk_kind kinds[N_CHUNKS] = {
    {"phdr", 38, "EOP"}, {"pbag", 4, NULL}, {"pmod", 10, NULL}, {"pgen", 4, NULL},
    {"inst", 22, "EOI"}, {"ibag", 4, NULL}, {"imod", 10, NULL}, {"igen", 4, NULL},
    {"shdr", 46, "EOS"}, {"smpl", 0, NULL}, {"sm24", 0, NULL},
};

/* Where a chunk's content stands in the file built last. */
typedef struct chunk_place {
    const char *name;
    size_t at, size;
} chunk_place;

struct sf2_builder {
    sf2_options options;
    byte_buffer chunks[N_CHUNKS];
    uint32_t n_samples, n_instruments, n_presets;
    int at_instrument; /* the header added last is an instrument */
    int has_low;
    byte_buffer file;
    chunk_place places[N_CHUNKS + 4];
    uint32_t n_places;
};

void sf2_put16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

void sf2_put32(uint8_t *at, uint32_t value)
{
    sf2_put16(at, value);
    sf2_put16(at + 2, value >> 16);
}

sf2_builder *sf2_new(void)
{
    sf2_builder *builder = calloc(1, sizeof *builder);
    if (!builder) {
        abort();
    }
    return builder;
}

void sf2_free(sf2_builder *builder)
{
    for (int i = 0; i < N_CHUNKS; i++) {
        free(builder->chunks[i].bytes);
    }
    free(builder->file.bytes);
    free(builder);
}

sf2_options *sf2_get_options(sf2_builder *builder)
{
    return &builder->options;
}

static void append_header(sf2_builder *builder, const sf2_sample *sample, const uint32_t *addresses)
{
    byte_buffer *shdr = &builder->chunks[SHDR];
    byte_buffer_append_name(shdr, sample->name ? sample->name : "sample");
    for (int i = 0; i < 4; i++) {
        byte_buffer_append32(shdr, addresses[i]);
    }
    byte_buffer_append32(shdr, sample->rate_hz ? sample->rate_hz : 44100);
    uint8_t root_key = sample->root_key ? sample->root_key : 60;
    byte_buffer_append16(shdr, (uint32_t)(root_key | (uint8_t)sample->correction_cents << 8));
    byte_buffer_append16(shdr, sample->link);
    byte_buffer_append16(shdr, sample->type ? sample->type : 1);
}

uint32_t sf2_add_sample(sf2_builder *builder, const sf2_sample *sample)
{
    byte_buffer *smpl = &builder->chunks[SMPL];
    byte_buffer *low = &builder->chunks[SM24];
    uint32_t start = (uint32_t)(smpl->size / 2);
    uint32_t addresses[4] = {start, start + sample->n_frames, start + sample->loop_start,
                             start + sample->loop_end};
    append_header(builder, sample, addresses);
    for (uint32_t i = 0; i < sample->n_frames; i++) {
        byte_buffer_append16(smpl, (uint16_t)sample->frames[i]);
    }
    byte_buffer_append(smpl, NULL, 2 * GUARD_FRAMES);
    byte_buffer_append(low, sample->low, sample->n_frames);
    byte_buffer_append(low, NULL, GUARD_FRAMES);
    builder->has_low |= sample->low != NULL;
    return builder->n_samples++;
}

uint32_t sf2_add_tone(sf2_builder *builder, uint32_t period, uint32_t n_frames)
{
    int16_t *frames = malloc(n_frames * sizeof *frames);
    if (!frames) {
        abort();
    }
    for (uint32_t i = 0; i < n_frames; i++) {
        frames[i] = (int16_t)(16000.0 * (2.0 * (i % period) / period - 1.0));
    }
    uint32_t n_loop = (n_frames - 1) / period * period;
    uint32_t index = sf2_add_sample(builder, &(sf2_sample){.name = "tone",
                                                           .frames = frames,
                                                           .n_frames = n_frames,
                                                           .loop_start = n_frames - n_loop,
                                                           .loop_end = n_frames});
    free(frames);
    return index;
}

uint32_t sf2_add_compressed(sf2_builder *builder, const void *bytes, uint32_t n_bytes,
                            uint32_t loop_start, uint32_t loop_end)
{
    byte_buffer *smpl = &builder->chunks[SMPL];
    uint32_t start = (uint32_t)smpl->size;
    uint32_t addresses[4] = {start, start + n_bytes, loop_start, loop_end};
    append_header(builder, &(sf2_sample){.name = "compressed", .type = 0x11}, addresses);
    byte_buffer_append(smpl, bytes, n_bytes);
    return builder->n_samples++;
}

uint32_t sf2_add_sample_header(sf2_builder *builder, const char *name, const uint32_t addresses[4],
                               uint16_t type)
{
    append_header(builder, &(sf2_sample){.name = name, .type = type}, addresses);
    return builder->n_samples++;
}

uint32_t sf2_add_instrument(sf2_builder *builder, const char *name)
{
    byte_buffer_append_name(&builder->chunks[INST], name);
    byte_buffer_append16(&builder->chunks[INST], (uint32_t)(builder->chunks[IBAG].size / 4));
    builder->at_instrument = 1;
    return builder->n_instruments++;
}

uint32_t sf2_add_preset(sf2_builder *builder, const char *name, uint16_t bank, uint16_t program)
{
    byte_buffer *phdr = &builder->chunks[PHDR];
    byte_buffer_append_name(phdr, name);
    byte_buffer_append16(phdr, program);
    byte_buffer_append16(phdr, bank);
    byte_buffer_append16(phdr, (uint32_t)(builder->chunks[PBAG].size / 4));
    byte_buffer_append(phdr, NULL, 12);
    builder->at_instrument = 0;
    return builder->n_presets++;
}

static void append_bag(sf2_builder *builder, int at_instrument)
{
    byte_buffer *bags = &builder->chunks[at_instrument ? IBAG : PBAG];
    byte_buffer_append16(bags, (uint32_t)(builder->chunks[at_instrument ? IGEN : PGEN].size / 4));
    byte_buffer_append16(bags, (uint32_t)(builder->chunks[at_instrument ? IMOD : PMOD].size / 10));
}

void sf2_add_zone(sf2_builder *builder)
{
    append_bag(builder, builder->at_instrument);
}

void sf2_add_generator(sf2_builder *builder, uint16_t id, int amount)
{
    byte_buffer *generators = &builder->chunks[builder->at_instrument ? IGEN : PGEN];
    byte_buffer_append16(generators, id);
    byte_buffer_append16(generators, (uint32_t)amount);
}

void sf2_add_range(sf2_builder *builder, uint16_t id, uint8_t low, uint8_t high)
{
    sf2_add_generator(builder, id, high << 8 | low);
}

void sf2_add_modulator(sf2_builder *builder, uint16_t source, uint16_t destination, int amount,
                       uint16_t amount_source, uint16_t transform)
{
    byte_buffer *modulators = &builder->chunks[builder->at_instrument ? IMOD : PMOD];
    byte_buffer_append16(modulators, source);
    byte_buffer_append16(modulators, destination);
    byte_buffer_append16(modulators, (uint32_t)amount);
    byte_buffer_append16(modulators, amount_source);
    byte_buffer_append16(modulators, transform);
}

uint32_t sf2_add_voice(sf2_builder *builder, uint16_t bank, uint16_t program, uint32_t sample)
{
    uint32_t instrument = sf2_add_instrument(builder, "instrument");
    sf2_add_zone(builder);
    sf2_add_generator(builder, GEN_SAMPLE_MODES, 1);
    sf2_add_generator(builder, GEN_SAMPLE, (int)sample);
    sf2_add_preset(builder, "preset", bank, program);
    sf2_add_zone(builder);
    sf2_add_generator(builder, GEN_INSTRUMENT, (int)instrument);
    return instrument;
}

/* True if `names` mentions `name`, or all. */
static int mentions(const char *names, const char *name)
{
    return names && (strstr(names, name) || strcmp(names, "all") == 0);
}

/* Appends a whole chunk with its name, its size, right or wrong, and its pad byte, there or not. */
static void append_chunk(sf2_builder *builder, const char *name, const void *bytes, size_t size)
{
    const sf2_options *options = &builder->options;
    byte_buffer *file = &builder->file;
    if (mentions(options->omit, name)) {
        return;
    }
    int64_t error = mentions(options->resized, name) ? options->size_error : 0;
    byte_buffer_append(file, name, 4);
    byte_buffer_append32(file, (uint32_t)((int64_t)size + error));
    builder->places[builder->n_places++] = (chunk_place){name, file->size, size};
    byte_buffer_append(file, bytes, size);
    if ((size & 1) && !mentions(options->unpadded, name)) {
        byte_buffer_append(file, NULL, 1);
    }
}

/* Begins a list and returns where its size belongs. */
static size_t begin_list(byte_buffer *file, const char *type)
{
    byte_buffer_append(file, "LIST", 4);
    byte_buffer_append32(file, 0);
    byte_buffer_append(file, type, 4);
    return file->size - 8;
}

static void end_list(sf2_builder *builder, size_t size_at)
{
    byte_buffer *file = &builder->file;
    int64_t size = (int64_t)(file->size - size_at - 4) + builder->options.list_size_error;
    sf2_put32(file->bytes + size_at, (uint32_t)size);
}

static void append_info(sf2_builder *builder)
{
    const sf2_options *options = &builder->options;
    const char *name = options->name ? options->name : "test bank";
    uint16_t major = options->version_major ? options->version_major : 2;
    uint16_t minor = options->version_minor ? options->version_minor : builder->has_low ? 4 : 1;
    uint8_t version[4];
    sf2_put16(version, major);
    sf2_put16(version + 2, minor);
    size_t list = begin_list(&builder->file, "INFO");
    append_chunk(builder, "ifil", version, sizeof version);
    append_chunk(builder, "isng", "EMU8000", 8);
    append_chunk(builder, "INAM", name, strlen(name) + 1);
    end_list(builder, list);
}

/* Appends a chunk of the bytes [at, at + width) of each row. */
static void append_columns(sf2_builder *builder, const char *name, const byte_buffer *rows,
                           const size_t size_at_width[3])
{
    byte_buffer columns = {0};
    for (size_t i = 0; i < rows->size; i += size_at_width[0]) {
        byte_buffer_append(&columns, rows->bytes + i + size_at_width[1], size_at_width[2]);
    }
    append_chunk(builder, name, columns.bytes, columns.size);
    free(columns.bytes);
}

/* The sample names of SoundFont 1.0, with a terminal. */
static void append_names(sf2_builder *builder)
{
    byte_buffer *shdr = &builder->chunks[SHDR];
    size_t size = shdr->size;
    byte_buffer_append(shdr, "EOS", 3);
    byte_buffer_append(shdr, NULL, 43);
    append_columns(builder, "snam", shdr, (size_t[]){46, 0, 20});
    shdr->size = size;
}

static void append_samples(sf2_builder *builder)
{
    byte_buffer *smpl = &builder->chunks[SMPL];
    byte_buffer *low = &builder->chunks[SM24];
    size_t list = begin_list(&builder->file, "sdta");
    if (builder->options.old_form) {
        append_names(builder);
    }
    size_t smpl_size = smpl->size;
    if (builder->options.odd_smpl) {
        byte_buffer_append(smpl, NULL, 1);
    }
    append_chunk(builder, "smpl", smpl->bytes, smpl->size);
    smpl->size = smpl_size;
    if (builder->has_low) {
        size_t size = low->size;
        byte_buffer_append(low, NULL, 64);
        append_chunk(builder, "sm24", low->bytes,
                     (size_t)((int64_t)(size + (size & 1)) + builder->options.sm24_size_error));
        low->size = size;
    }
    end_list(builder, list);
}

/* Appends the terminal of chunk `kind` for the time of one build. */
static void append_terminal(sf2_builder *builder, int kind)
{
    byte_buffer *chunk = &builder->chunks[kind];
    size_t at = chunk->size;
    if (kind == PBAG || kind == IBAG) {
        append_bag(builder, kind == IBAG);
        return;
    }
    byte_buffer_append(chunk, NULL, kinds[kind].terminal_size);
    if (kinds[kind].terminal_name) {
        memcpy(chunk->bytes + at, kinds[kind].terminal_name, 3);
    }
    if (kind == PHDR || kind == INST) {
        size_t n_bags = builder->chunks[kind == PHDR ? PBAG : IBAG].size / 4;
        sf2_put16(chunk->bytes + at + (kind == PHDR ? 24 : 20), (uint32_t)n_bags);
    }
}

static void append_tables(sf2_builder *builder)
{
    size_t list = begin_list(&builder->file, "pdta");
    for (int i = PHDR; i <= SHDR; i++) {
        byte_buffer *chunk = &builder->chunks[i];
        size_t size = chunk->size;
        if (!mentions(builder->options.without_terminal, kinds[i].name)) {
            append_terminal(builder, i);
        }
        if (builder->options.old_form && (i == PMOD || i == IMOD)) {
            append_columns(builder, kinds[i].name, chunk, (size_t[]){10, 0, 6});
        } else if (builder->options.old_form && i == SHDR) {
            append_columns(builder, kinds[i].name, chunk, (size_t[]){46, 20, 16});
        } else {
            append_chunk(builder, kinds[i].name, chunk->bytes, chunk->size);
        }
        chunk->size = size;
    }
    end_list(builder, list);
}

void *sf2_build(sf2_builder *builder, size_t *size)
{
    byte_buffer *file = &builder->file;
    const sf2_options *options = &builder->options;
    file->size = 0;
    builder->n_places = 0;
    byte_buffer_append(file, NULL, options->shift);
    byte_buffer_append(file, "RIFF\0\0\0", 8);
    byte_buffer_append(file, options->form ? options->form : "sfbk", 4);
    append_info(builder);
    append_samples(builder);
    append_tables(builder);
    *size = file->size - options->shift;
    sf2_put32(file->bytes + options->shift + 4,
              (uint32_t)((int64_t)*size - 8 + options->riff_size_error));
    return file->bytes + options->shift;
}

uint8_t *sf2_chunk(sf2_builder *builder, const char *name, size_t *size)
{
    for (uint32_t i = 0; i < builder->n_places; i++) {
        const chunk_place *place = &builder->places[i];
        if (strcmp(place->name, name) == 0) {
            if (size) {
                *size = place->size;
            }
            return builder->file.bytes + place->at;
        }
    }
    return NULL;
}
