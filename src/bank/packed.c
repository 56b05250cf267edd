/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Compressed samples to frames: all of a bank at load, or those of some presets later. Source:
   docs/sound.md "Banks". */

#include "bank/bank.h"
#include "base/memory.h"

/* A claim of more decoded frames is damage: Vorbis packs at most 8192 frames into two bytes, and a
   bank that needs more than a gigabyte does not fit the machines this is for. */
#define MAX_FRAMES_PER_BYTE 4096
#define MAX_DECODED_FRAMES (UINT64_C(1) << 29)

/* A sample on its way. */
typedef struct packed_item {
    uint32_t sample;
    int64_t n_frames; /* by its length, then really decoded */
    int16_t *out;     /* NULL: only its length is asked for */
} packed_item;

typedef struct packed_work {
    const awe_unpacking *unpacking;
    packed_item *items; /* [n] */
    size_t n;
} packed_work;

/* An awe_task_fn: writes to its own item only. */
static void decode_item(void *context, size_t i)
{
    const packed_work *work = context;
    const awe_bank_config *config = work->unpacking->config;
    packed_item *item = &work->items[i];
    const awe_sample *sample = &work->unpacking->bank->samples[item->sample];
    size_t room = item->out ? (size_t)item->n_frames : 0;
    int64_t n =
        config->decode(config->context, sample->packed, sample->packed_size, item->out, room);
    item->n_frames = item->out && n > item->n_frames ? item->n_frames : n;
}

static void decode_items(packed_work *work)
{
    const awe_bank_config *config = work->unpacking->config;
    if (config->spread) {
        config->spread(config->context, work->n, decode_item, work);
        return;
    }
    for (size_t i = 0; i < work->n; i++) {
        decode_item(work, i);
    }
}

/* Lists what is wanted in `work`, which has room. */
static void list_items(packed_work *work)
{
    const awe_bank *bank = work->unpacking->bank;
    for (uint32_t i = 0; i < bank->info.n_samples; i++) {
        if (work->unpacking->wanted[i] && bank->samples[i].packed) {
            work->items[work->n++] = (packed_item){.sample = i};
        }
    }
}

/* Sets senseless lengths to 0 and returns the sum. */
static size_t sum_lengths(const packed_work *work)
{
    const awe_bank *bank = work->unpacking->bank;
    uint64_t sum = 0;
    for (size_t i = 0; i < work->n; i++) {
        packed_item *item = &work->items[i];
        uint64_t n = item->n_frames > 0 ? (uint64_t)item->n_frames : 0;
        if (n / MAX_FRAMES_PER_BYTE > bank->samples[item->sample].packed_size ||
            n > MAX_DECODED_FRAMES - bank->n_decoded - sum) {
            n = 0;
        }
        item->n_frames = (int64_t)n;
        sum += n;
    }
    return (size_t)sum;
}

/* Makes the bank's block of `n` frames and shares it out. */
static awe_status make_block(const packed_work *work, size_t n)
{
    awe_bank *bank = work->unpacking->bank;
    if (n == 0) {
        return AWE_OK;
    }
    if (!awe_list_reserve(&bank->decoded, bank->allocator, 1, sizeof(int16_t *))) {
        return AWE_NO_MEM;
    }
    int16_t *block = awe_memory_new(bank->allocator, n, sizeof *block);
    if (!block) {
        return AWE_NO_MEM;
    }
    ((int16_t **)bank->decoded.items)[bank->decoded.n++] = block;
    bank->n_decoded += n;
    for (size_t i = 0; i < work->n; i++) {
        work->items[i].out = block;
        block += work->items[i].n_frames;
    }
    return AWE_OK;
}

/* The sample has its frames, or is silent. */
static void finish_item(const awe_unpacking *unpacking, const packed_item *item)
{
    awe_bank *bank = unpacking->bank;
    awe_sample *sample = &bank->samples[item->sample];
    sample->packed = NULL;
    bank->info.n_packed_samples--;
    if (item->n_frames > 0 && item->out) {
        sample->frames = item->out;
        sample->n_frames = (uint32_t)item->n_frames;
        bank->info.n_sample_frames += sample->n_frames;
    } else {
        bank->info.n_silent_samples++;
        awe_bank_findings_add(unpacking->findings, AWE_FINDING_SAMPLE_NOT_DECODED,
                              awe_sample_place(bank, item->sample));
    }
}

awe_status awe_packed_decode(const awe_unpacking *unpacking)
{
    const awe_bank *bank = unpacking->bank;
    packed_work work = {.unpacking = unpacking};
    if (bank->info.n_packed_samples == 0) {
        return AWE_OK;
    }
    work.items = awe_memory_new(bank->allocator, bank->info.n_packed_samples, sizeof *work.items);
    if (!work.items) {
        return AWE_NO_MEM;
    }
    list_items(&work);
    decode_items(&work);
    awe_status status = make_block(&work, sum_lengths(&work));
    if (status == AWE_OK) {
        decode_items(&work);
        for (size_t i = 0; i < work.n; i++) {
            finish_item(unpacking, &work.items[i]);
        }
    }
    awe_memory_free(bank->allocator, work.items);
    return status;
}

/* ---- some presets */

static const awe_layer *get_segment(const awe_bank *bank, const awe_segment *segment)
{
    return (const awe_layer *)bank->layers.items + segment->first_layer;
}

static uint32_t sample_of(const awe_bank *bank, const awe_layer *layer)
{
    return ((const awe_zone *)bank->instrument_level.zones.items)[layer->instrument_zone].target;
}

static uint32_t count_segments(const awe_preset *preset)
{
    return preset->key_segment[AWE_N_KEYS - 1] + 1u;
}

static void want_preset(const awe_bank *bank, const awe_preset *preset, uint8_t *wanted)
{
    const awe_segment *segments = (const awe_segment *)bank->segments.items + preset->first_segment;
    for (uint32_t i = 0; i < count_segments(preset); i++) {
        const awe_layer *layers = get_segment(bank, &segments[i]);
        for (uint32_t j = 0; j < segments[i].n_layers; j++) {
            wanted[sample_of(bank, &layers[j])] = AWE_WANTED;
        }
    }
}

/* Takes out the layers whose samples turned out to be silent. */
static void drop_silence(awe_bank *bank, awe_preset *preset)
{
    awe_segment *segments = (awe_segment *)bank->segments.items + preset->first_segment;
    uint32_t n_before = 0, n_after = 0;
    for (uint32_t i = 0; i < count_segments(preset); i++) {
        awe_layer *layers = (awe_layer *)bank->layers.items + segments[i].first_layer;
        uint32_t n = 0;
        for (uint32_t j = 0; j < segments[i].n_layers; j++) {
            if (bank->samples[sample_of(bank, &layers[j])].frames) {
                layers[n++] = layers[j];
            }
        }
        n_before += segments[i].n_layers;
        n_after += n;
        segments[i].n_layers = n;
    }
    preset->is_lost = preset->is_lost || (n_before > 0 && n_after == 0);
    preset->is_ready = 1;
}

static awe_status prepare(const awe_unpacking *unpacking, const uint32_t *presets, size_t n_presets)
{
    awe_bank *bank = unpacking->bank;
    for (size_t i = 0; i < n_presets; i++) {
        if (presets[i] < bank->info.n_presets && !bank->presets[presets[i]].is_ready) {
            want_preset(bank, &bank->presets[presets[i]], unpacking->wanted);
        }
    }
    for (uint32_t i = 0; i < bank->info.n_samples; i++) {
        if (!bank->samples[i].packed) {
            unpacking->wanted[i] = 0;
        }
    }
    awe_status status = awe_packed_decode(unpacking);
    if (status != AWE_OK) {
        return status;
    }
    for (size_t i = 0; i < n_presets; i++) {
        if (presets[i] < bank->info.n_presets) {
            drop_silence(bank, &bank->presets[presets[i]]);
        }
    }
    awe_bank_report_placements(bank, unpacking->findings, unpacking->wanted);
    return AWE_OK;
}

awe_status awe_bank_prepare(awe_bank *bank, const uint32_t *presets, size_t n_presets,
                            const awe_bank_config *config)
{
    if (!bank || !config || (n_presets > 0 && !presets)) {
        return AWE_BAD_ARG;
    }
    if (!config->decode && bank->info.n_packed_samples > 0) {
        return AWE_BAD_ARG;
    }
    uint8_t *wanted = awe_memory_new(bank->allocator, bank->info.n_samples, 1);
    if (!wanted) {
        return AWE_NO_MEM;
    }
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, config->report, config->context, bank->file);
    awe_status status =
        prepare(&(awe_unpacking){bank, config, &findings, wanted}, presets, n_presets);
    awe_bank_findings_finish(&findings);
    awe_memory_free(bank->allocator, wanted);
    return status;
}
