/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_EXPLAIN_WORDS_H
#define APP_EXPLAIN_WORDS_H

/* Words for what a song sends. Each function writes to `text` [size]. [any] */

#include "awe/event.h"
#include "awe/song.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "channel 10", or "channel B3" for port 1. */
void explain_channel(char *text, size_t size, uint8_t port, uint8_t channel);

/* "1:02.5 (17:3)": minutes, seconds and tenths; bar and beat. */
void explain_when(char *text, size_t size, const awe_song *song, uint64_t frame);

/* What a message that a system exclusive gives does: "channel 11 plays drums". */
void explain_message(char *text, size_t size, const awe_message *message);

/* Who made the system exclusive `bytes` [n_bytes], without its F0: "Roland". */
void explain_maker(char *text, size_t size, const uint8_t *bytes, size_t n_bytes);

/* A parameter that RPN or NRPN select. */
typedef struct explain_parameter {
    bool is_nrpn;
    uint8_t msb, lsb;
    uint16_t generator; /* that NRPNs of SoundFont 2.04 name, MSB 120 */
} explain_parameter;

/* "NRPN 127/21, filter cutoff"; false: it means nothing here. */
bool explain_parameter_name(char *text, size_t size, const explain_parameter *parameter);

/* A value as explain_entries() counts it: "894 Hz". */
void explain_parameter_value(char *text, size_t size, const explain_parameter *parameter,
                             int value);

#endif
