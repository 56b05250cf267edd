/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BANK_NEEDS_H
#define APP_BANK_NEEDS_H

/* What a song needs of banks whose samples are still compressed. [main] */

#include "app/banks.h"
#include "awe/song.h"

#include <stdbool.h>

/* Decodes the samples of the presets that `song` plays; nothing to do where none are compressed.
   Then the song sounds as if all had been decoded. Says what is wrong; false: no memory, or damage
   that --strict does not allow. */
bool bank_needs_meet(banks *b, const awe_song *song);

#endif
