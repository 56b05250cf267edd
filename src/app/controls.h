/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_CONTROLS_H
#define APP_CONTROLS_H

/* What the listener's keys do to the player. [main] */

#include "app/keys.h"
#include "app/player.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct controls {
    player *player;
    uint32_t selected; /* channel: port x 16 + channel */
    bool has_selected;
    uint32_t reverb; /* types that the next press steps from; 8: off */
    uint32_t chorus;
    int skip; /* files to go ahead; negative: back; taken and set to 0 by who plays them */
    bool loops_file;
    bool shall_quit;
} controls;

/* Nothing is pressed yet. The player is open. */
void controls_init(controls *c, player *p);

void controls_press(controls *c, const key_press *press);

#endif
