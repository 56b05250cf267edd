/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_CMD_H
#define APP_CMD_H

/* The sub-commands. Each says what goes wrong itself. [main] */

#include "app/exit_code.h"
#include "app/settings.h"

exit_code cmd_play(const settings *s);
exit_code cmd_live(const settings *s);
exit_code cmd_render(const settings *s);
exit_code cmd_devices(const settings *s);
exit_code cmd_bench(const settings *s);
exit_code cmd_compare(const settings *s);
exit_code cmd_info(const settings *s);
exit_code cmd_bank(const settings *s);
exit_code cmd_doctor(const settings *s);
exit_code cmd_latency(const settings *s);
exit_code cmd_monitor(const settings *s);
exit_code cmd_profile(const settings *s);
exit_code cmd_budget(const settings *s);

#endif
