/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/one_rig.h"

synth_rig rig;

int rig_set_up(void **state)
{
    (void)state;
    rig = (synth_rig){0};
    return 0;
}

int rig_tear_down(void **state)
{
    (void)state;
    rig_close(&rig);
    return 0;
}
