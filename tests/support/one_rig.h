/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_ONE_RIG_H
#define TESTS_SUPPORT_ONE_RIG_H

/* The rig of a test program whose tests open one each, and cmocka's fixtures for it. */

#include "support/synth_rig.h"

extern synth_rig rig;

/* It is closed. A test may open it. */
int rig_set_up(void **state);

/* Closes what a test has opened, however that ended. */
int rig_tear_down(void **state);

#endif
