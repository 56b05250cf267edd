/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_SMF_BUILDER_H
#define TESTS_SUPPORT_SMF_BUILDER_H

/* Builds Standard MIDI Files in memory, sound ones and damaged ones. Out of memory ends the test
   program.

       smf_builder smf;
       smf_begin(&smf, 1, 480);
       smf_track(&smf);
       smf_note_on(&smf, 0, 0, 60, 100);
       smf_note_off(&smf, 480, 0, 60);
       smf_end_track(&smf, 0);
       ... smf.data, smf.size ...
       smf_free(&smf);

   Every `delta` is in ticks, every `channel` 0..15. */

#include <stddef.h>
#include <stdint.h>

typedef struct smf_builder {
    uint8_t *data; /* [size] the file so far; may be edited */
    size_t size;
    size_t capacity;
    size_t track_at; /* where the last track's content begins; its length field is just before */
} smf_builder;

/* Writes the header; its number of tracks follows as tracks are added. */
void smf_begin(smf_builder *smf, uint16_t format, uint16_t division);

/* Division for SMPTE time: 24, 25, 29 or 30 frames per second. */
uint16_t smf_smpte(unsigned frames_per_second, unsigned ticks_per_frame);

void smf_track(smf_builder *smf);

/* Writes the end-of-track and the track's length. */
void smf_end_track(smf_builder *smf, uint32_t delta);

/* Writes the track's length without an end-of-track. */
void smf_close_track(smf_builder *smf);

void smf_raw(smf_builder *smf, const void *bytes, size_t n_bytes);

/* Any bytes: SMF_RAW(&smf, 0x00, 0xF8). */
#define SMF_RAW(smf, ...)                                                                          \
    smf_raw(smf, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

/* A variable-length number in as few bytes as it needs. */
void smf_number(smf_builder *smf, uint32_t number);

/* A channel message of any status; `second` is left out where the status has one data byte. */
void smf_message(smf_builder *smf, uint32_t delta, uint8_t status, uint8_t first, uint8_t second);

void smf_note_on(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t key, uint8_t velocity);
void smf_note_off(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t key);
void smf_control(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t control,
                 uint8_t value);
void smf_program(smf_builder *smf, uint32_t delta, unsigned channel, uint8_t program);
void smf_bend(smf_builder *smf, uint32_t delta, unsigned channel, uint16_t value);

void smf_meta(smf_builder *smf, uint32_t delta, uint8_t type, const void *bytes, size_t n_bytes);
void smf_tempo(smf_builder *smf, uint32_t delta, uint32_t us_per_quarter);
void smf_port(smf_builder *smf, uint32_t delta, uint8_t port);

/* F0, the length, and the bytes as they are: give the F7 with them. */
void smf_sysex(smf_builder *smf, uint32_t delta, const void *bytes, size_t n_bytes);

/* The same with F7: a further packet. */
void smf_packet(smf_builder *smf, uint32_t delta, const void *bytes, size_t n_bytes);

void smf_free(smf_builder *smf);

#endif
