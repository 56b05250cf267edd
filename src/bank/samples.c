/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Sample headers to playable samples. Frames stay in the file where the host can read them there.
   Source: SoundFont 2.04, 6 and 7.10; docs/sound.md "Banks" for compressed samples. */

#include "bank/bank.h"
#include "base/memory.h"

#include <string.h>

#define TYPE_ROM 0x8000
#define TYPE_COMPRESSED 0x0010
#define MIN_RATE_HZ 400
#define MAX_RATE_HZ 192000
#define DEFAULT_RATE_HZ 44100
#define DEFAULT_ROOT_KEY 60
#define UNPITCHED 255
#define MAX_ROM_SAMPLES 4096 /* that are looked for: no ROM holds so many */

static awe_bytes get_header(const awe_load *load, uint32_t index)
{
    return awe_bytes_part(load->sf2.shdr, (size_t)index * AWE_SHDR_SIZE, AWE_SHDR_SIZE);
}

static void report(awe_load *load, awe_bank_finding finding, uint32_t index)
{
    awe_bank_findings_add(&load->findings, finding, awe_sample_place(load->bank, index));
}

/* The frames of the whole bank as the host wants them: in the file, or copied once. */
static const int16_t *get_frames(awe_load *load)
{
    awe_bytes smpl = load->sf2.smpl;
    const uint16_t one = 1;
    int is_little_endian = *(const uint8_t *)&one;
    if (is_little_endian && (uintptr_t)smpl.data % _Alignof(int16_t) == 0) {
        return (const int16_t *)(const void *)smpl.data;
    }
    awe_bank *bank = load->bank;
    if (!bank->copy) {
        size_t n = smpl.size / 2;
        bank->copy = awe_memory_new(bank->allocator, n, sizeof *bank->copy);
        for (size_t i = 0; bank->copy && i < n; i++) {
            bank->copy[i] = (int16_t)awe_bytes_le16(smpl, 2 * i);
        }
    }
    return bank->copy;
}

/* Everything but the frames. */
static void read_header(awe_load *load, uint32_t index)
{
    awe_sample *sample = &load->bank->samples[index];
    awe_bytes header = get_header(load, index);
    awe_sf2_text(sample->name, sizeof sample->name, awe_bytes_part(header, 0, 20));
    sample->rate_hz = awe_bytes_le32(header, 36);
    sample->root_key = awe_bytes_u8(header, 40);
    sample->correction_cents = (int8_t)awe_bytes_u8(header, 41);
    sample->type = awe_bytes_le16(header, 44);
    if (sample->rate_hz < MIN_RATE_HZ || sample->rate_hz > MAX_RATE_HZ) {
        report(load, AWE_FINDING_SAMPLE_RATE, index);
        sample->rate_hz = DEFAULT_RATE_HZ;
    }
    if (sample->root_key > 127) {
        if (sample->root_key != UNPITCHED) {
            report(load, AWE_FINDING_SAMPLE_ROOT_KEY, index);
        }
        sample->root_key = DEFAULT_ROOT_KEY;
    }
}

/* Points the sample at its frames. False: no memory. */
static int place_frames(awe_load *load, uint32_t index)
{
    awe_sample *sample = &load->bank->samples[index];
    awe_bytes header = get_header(load, index);
    size_t n_frames = load->sf2.smpl.size / 2;
    uint32_t start = awe_bytes_le32(header, 20);
    uint32_t end = awe_bytes_le32(header, 24);
    if (start >= end || start >= n_frames) {
        report(load, AWE_FINDING_SAMPLE_OUTSIDE, index);
        return 1;
    }
    if (end > n_frames) {
        report(load, AWE_FINDING_SAMPLE_END, index);
        end = (uint32_t)n_frames;
    }
    const int16_t *frames = get_frames(load);
    if (!frames) {
        return 0;
    }
    sample->frames = frames + start;
    sample->low = load->sf2.sm24.size ? load->sf2.sm24.data + start : NULL;
    sample->n_frames = end - start;
    sample->loop_start = awe_bytes_le32(header, 28) - start;
    sample->loop_end = awe_bytes_le32(header, 32) - start;
    return 1;
}

static char fold_case(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The name without the mark that SoundFont 1.0 puts before those of ROM samples. */
static const char *skip_rom_mark(const char *name)
{
    return name + (name[0] == '*');
}

static int is_same_name(const char *a, const char *b)
{
    a = skip_rom_mark(a);
    b = skip_rom_mark(b);
    while (*a && fold_case(*a) == fold_case(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

/* A sample of this name that sounds, of the topmost bank that has one, or NULL. */
static const awe_sample *find_in_rom(const awe_bank_config *config, const char *name)
{
    for (size_t i = config->n_rom; i-- > 0;) {
        const awe_bank *rom = config->rom[i];
        for (uint32_t j = 0; j < rom->info.n_samples; j++) {
            if (awe_sample_sounds(&rom->samples[j]) && is_same_name(rom->samples[j].name, name)) {
                return &rom->samples[j];
            }
        }
    }
    return NULL;
}

/* All but the name becomes that of the sample which answers. */
static void answer_rom(awe_load *load, uint32_t index)
{
    awe_bank *bank = load->bank;
    awe_sample *sample = &bank->samples[index];
    const awe_sample *answer = NULL;
    if (bank->info.n_rom_samples++ < MAX_ROM_SAMPLES && *skip_rom_mark(sample->name)) {
        answer = find_in_rom(&load->config, sample->name);
    }
    if (!answer) {
        report(load, AWE_FINDING_SAMPLE_ROM, index);
        return;
    }
    report(load, AWE_FINDING_SAMPLE_ROM_ANSWERED, index);
    awe_sample own = *sample;
    *sample = *answer;
    sample->type = own.type;
    memcpy(sample->name, own.name, sizeof sample->name);
}

/* Keeps a compressed sample's bytes: its addresses count bytes, and its loop counts frames from its
   own start. */
static void hold_packed(awe_load *load, uint32_t index)
{
    awe_sample *sample = &load->bank->samples[index];
    awe_bytes header = get_header(load, index);
    uint32_t start = awe_bytes_le32(header, 20);
    uint32_t end = awe_bytes_le32(header, 24);
    awe_bytes data = awe_bytes_part(load->sf2.smpl, start, start < end ? end - start : 0);
    if (!load->config.decode) {
        report(load, AWE_FINDING_SAMPLE_NO_DECODER, index);
        return;
    }
    if (data.size == 0) {
        report(load, AWE_FINDING_SAMPLE_OUTSIDE, index);
        return;
    }
    sample->packed = data.data;
    sample->packed_size = (uint32_t)data.size;
    sample->loop_start = awe_bytes_le32(header, 28);
    sample->loop_end = awe_bytes_le32(header, 32);
}

/* Reads all headers. Compressed samples keep their bytes, the others get their frames. */
static awe_status read_samples(awe_load *load)
{
    for (uint32_t i = 0; i < load->sf2.n_samples; i++) {
        read_header(load, i);
        uint16_t type = load->bank->samples[i].type;
        if (type & TYPE_ROM) {
            answer_rom(load, i);
        } else if (type & TYPE_COMPRESSED) {
            hold_packed(load, i);
        } else if (!place_frames(load, i)) {
            return AWE_NO_MEM;
        }
    }
    return AWE_OK;
}

static awe_status decode_all(awe_load *load)
{
    awe_bank *bank = load->bank;
    uint8_t *wanted = awe_memory_new(bank->allocator, bank->info.n_samples, 1);
    if (!wanted) {
        return AWE_NO_MEM;
    }
    memset(wanted, AWE_WANTED, bank->info.n_samples);
    awe_unpacking all = {bank, &load->config, &load->findings, wanted};
    awe_status status = awe_packed_decode(&all);
    awe_memory_free(bank->allocator, wanted);
    return status;
}

static void count_samples(awe_bank *bank)
{
    for (uint32_t i = 0; i < bank->info.n_samples; i++) {
        const awe_sample *sample = &bank->samples[i];
        bank->info.n_packed_samples += sample->packed != NULL;
        bank->info.n_silent_samples += !awe_sample_sounds(sample);
        bank->info.n_sample_frames += sample->n_frames;
    }
}

awe_status awe_samples_read(awe_load *load)
{
    awe_bank *bank = load->bank;
    bank->samples = awe_memory_new(bank->allocator, load->sf2.n_samples, sizeof *bank->samples);
    if (!bank->samples) {
        return AWE_NO_MEM;
    }
    bank->info.n_samples = load->sf2.n_samples;
    awe_status status = read_samples(load);
    count_samples(bank);
    if (status == AWE_OK && bank->info.n_packed_samples > 0 && !load->config.postpone) {
        status = decode_all(load);
    }
    return status;
}
