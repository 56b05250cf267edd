/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_RATE_H
#define AWE_RATE_H

/// @file The engine's time.

#define AWE_RATE_HZ 44100 ///< frames a second: the engine's only rate, the chip's clock

/// Control rate: envelopes, LFOs and controllers act every 32 frames.
#define AWE_TICK_FRAMES 32

#endif
