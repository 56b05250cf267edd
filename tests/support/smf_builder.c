/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/smf_builder.h"

#include <stdlib.h>
#include <string.h>

#define HEADER_SIZE 14
#define N_TRACKS_AT 10

static void put_be(uint8_t *at, uint32_t number, unsigned n_bytes)
{
    for (unsigned i = 0; i < n_bytes; i++) {
        at[i] = (uint8_t)(number >> (8 * (n_bytes - 1 - i)));
    }
}

void smf_raw(smf_builder *smf, const void *bytes, size_t n_bytes)
{
    if (smf->size + n_bytes > smf->capacity) {
        smf->capacity = 2 * (smf->size + n_bytes);
        smf->data = realloc(smf->data, smf->capacity);
        if (!smf->data) {
            abort();
        }
    }
    if (n_bytes > 0) {
        memcpy(smf->data + smf->size, bytes, n_bytes);
    }
    smf->size += n_bytes;
}

void smf_begin(smf_builder *smf, uint16_t format, uint16_t division)
{
    uint8_t header[HEADER_SIZE] = {'M', 'T', 'h', 'd', 0, 0, 0, 6};
    *smf = (smf_builder){0};
    put_be(header + 8, format, 2);
    put_be(header + 12, division, 2);
    smf_raw(smf, header, sizeof header);
}

uint16_t smf_smpte(unsigned frames_per_second, unsigned ticks_per_frame)
{
    return (uint16_t)((256 - frames_per_second) << 8 | ticks_per_frame);
}

void smf_track(smf_builder *smf)
{
    SMF_RAW(smf, 'M', 'T', 'r', 'k', 0, 0, 0, 0);
    smf->track_at = smf->size;
    unsigned n_tracks = (unsigned)smf->data[N_TRACKS_AT] << 8 | smf->data[N_TRACKS_AT + 1];
    put_be(smf->data + N_TRACKS_AT, n_tracks + 1, 2);
}

void smf_close_track(smf_builder *smf)
{
    put_be(smf->data + smf->track_at - 4, (uint32_t)(smf->size - smf->track_at), 4);
}

void smf_end_track(smf_builder *smf, uint32_t delta)
{
    smf_meta(smf, delta, 0x2F, NULL, 0);
    smf_close_track(smf);
}

void smf_number(smf_builder *smf, uint32_t number)
{
    for (unsigned shift = 28; shift > 0; shift -= 7) {
        if (number >> shift) {
            SMF_RAW(smf, (uint8_t)(0x80 | (number >> shift & 0x7F)));
        }
    }
    SMF_RAW(smf, (uint8_t)(number & 0x7F));
}

void smf_message(smf_builder *smf, uint32_t delta, uint8_t status, uint8_t first, uint8_t second)
{
    unsigned kind = status >> 4;
    smf_number(smf, delta);
    SMF_RAW(smf, status, first);
    if (kind != 0xC && kind != 0xD) {
        SMF_RAW(smf, second);
    }
}

void smf_note_on(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t key, uint8_t velocity)
{
    smf_message(smf, delta, (uint8_t)(0x90 | channel), key, velocity);
}

void smf_note_off(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t key)
{
    smf_message(smf, delta, (uint8_t)(0x80 | channel), key, 64);
}

void smf_control(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t control, uint8_t value)
{
    smf_message(smf, delta, (uint8_t)(0xB0 | channel), control, value);
}

void smf_program(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t program)
{
    smf_message(smf, delta, (uint8_t)(0xC0 | channel), program, 0);
}

void smf_bend(smf_builder *smf, uint32_t delta, unsigned channel, uint16_t value)
{
    smf_message(smf, delta, (uint8_t)(0xE0 | channel), value & 0x7F, (uint8_t)(value >> 7));
}

void smf_meta(smf_builder *smf, uint32_t delta, uint8_t type, const void *bytes, size_t n_bytes)
{
    smf_number(smf, delta);
    SMF_RAW(smf, 0xFF, type);
    smf_number(smf, (uint32_t)n_bytes);
    smf_raw(smf, bytes, n_bytes);
}

void smf_tempo(smf_builder *smf, uint32_t delta, uint32_t us_per_quarter)
{
    uint8_t bytes[3];
    put_be(bytes, us_per_quarter, 3);
    smf_meta(smf, delta, 0x51, bytes, sizeof bytes);
}

void smf_port(smf_builder *smf, uint32_t delta, uint8_t port)
{
    smf_meta(smf, delta, 0x21, &port, 1);
}

static void put_sysex(smf_builder *smf, uint32_t delta, uint8_t status, const void *bytes,
                      size_t n_bytes)
{
    smf_number(smf, delta);
    SMF_RAW(smf, status);
    smf_number(smf, (uint32_t)n_bytes);
    smf_raw(smf, bytes, n_bytes);
}

void smf_sysex(smf_builder *smf, uint32_t delta, const void *bytes, size_t n_bytes)
{
    put_sysex(smf, delta, 0xF0, bytes, n_bytes);
}

void smf_packet(smf_builder *smf, uint32_t delta, const void *bytes, size_t n_bytes)
{
    put_sysex(smf, delta, 0xF7, bytes, n_bytes);
}

void smf_free(smf_builder *smf)
{
    free(smf->data);
    *smf = (smf_builder){0};
}
