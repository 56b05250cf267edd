/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/options.h"

#include <stdio.h>
#include <string.h>

static void print_option(const option_row *row)
{
    char names[64];
    char letter[4] = {'-', (char)row->letter, ',', '\0'};
    snprintf(names, sizeof names, "%-3s --%s%s%s", row->letter ? letter : "", row->name,
             row->argument && strncmp(row->argument, "[=", 2) != 0 ? " " : "",
             row->argument ? row->argument : "");
    printf("  %-28s %s\n", names, row->help);
}

static void print_options(unsigned mask, bool exactly)
{
    for (size_t i = 0; i < n_option_rows; i++) {
        const option_row *row = &option_rows[i];
        if (row->help && (exactly ? row->commands == mask : (row->commands & mask) != 0)) {
            print_option(row);
        }
    }
}

static void print_all(void)
{
    printf("Plays MIDI files with SoundFonts, after the EMU8000 of the Sound Blaster AWE32.\n\n");
    for (int i = 0; i < N_COMMANDS; i++) {
        printf("  awe-player %-33s %s\n", command_rows[i].use, command_rows[i].purpose);
    }
    printf("\nOptions (awe-player COMMAND --help shows a command's own):\n");
    print_options(FOR_ALL, false);
    printf("\nWithout -f the bank is AWE_SOUNDFONT, the system's default, or the bundled one.\n"
           "Exit codes: 0 all played, 1 wrong use, 2 nothing playable, 3 some files failed,\n"
           "4 ended by a signal, 5 no audio device, 6 a gate has failed, 7 not real-time\n"
           "(--rt-strict).\n");
}

void options_print_help(int only)
{
    if (only < 0) {
        print_all();
        return;
    }
    printf("awe-player %s: %s\n\n", command_rows[only].use, command_rows[only].purpose);
    print_options(FOR(only), false);
}
