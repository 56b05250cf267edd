/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/midi_pieces.h"

enum {
    SYSEX = 0xF0,
    END_OF_SYSEX = 0xF7,
    FIRST_REAL_TIME = 0xF8,
};

/* Bytes of the short message that begins with `status`. */
static uint32_t message_size(uint8_t status)
{
    static const uint8_t sizes[] = {3, 3, 3, 3, 2, 2, 3};
    static const uint8_t system_sizes[16] = {1, 2, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    return status < SYSEX ? sizes[(status >> 4) - 8] : system_sizes[status - SYSEX];
}

static uint32_t take_piece(midi_pieces *pieces, const uint8_t bytes[4])
{
    for (uint32_t i = 0; i < 4; i++) {
        if (bytes[i] == END_OF_SYSEX) {
            pieces->is_in_sysex = false;
            return i + 1;
        }
    }
    return 4;
}

/* portmidi.h promises that a real-time byte stands alone, but its ALSA side puts it into the piece
   that is being filled, maybe as its first byte. */
static bool is_real_time_alone(uint32_t message)
{
    return message >= FIRST_REAL_TIME && message <= 0xFF;
}

uint32_t midi_pieces_take(midi_pieces *pieces, uint32_t message, uint8_t out[4])
{
    for (uint32_t i = 0; i < 4; i++) {
        out[i] = (uint8_t)(message >> 8 * i);
    }
    if (is_real_time_alone(message)) {
        return 1;
    }
    bool continues = pieces->is_in_sysex && (out[0] < 0x80 || out[0] >= END_OF_SYSEX);
    if (out[0] == SYSEX || continues) {
        pieces->is_in_sysex = true;
        return take_piece(pieces, out);
    }
    pieces->is_in_sysex = false;
    return out[0] < 0x80 ? 0 : message_size(out[0]);
}
