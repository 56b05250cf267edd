/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/options.h"

#include <stdio.h>

static const struct {
    const char *use;
    const char *purpose;
} commands[N_COMMANDS] = {
    [COMMAND_PLAY] = {"[play] [OPTION].. FILE..", "play MIDI files"},
    [COMMAND_LIVE] = {"live [OPTION]..", "play what MIDI inputs bring"},
    [COMMAND_RENDER] = {"render [OPTION].. FILE -o OUT", "write the sound to a file"},
    [COMMAND_DEVICES] = {"devices [audio|midi] [OPTION]..", "list audio devices, MIDI inputs"},
    [COMMAND_BENCH] = {"bench [OPTION].. [FILE]..", "measure the synthesizer's speed"},
    [COMMAND_COMPARE] = {"compare [OPTION].. A B", "how far two sound files are apart"},
    [COMMAND_INFO] = {"info [OPTION].. FILE..", "describe songs and banks"},
    [COMMAND_BANK] = {"bank list|check|convert BANK", "look into a bank; -o SF2: from 1.0"},
    [COMMAND_LATENCY] = {"latency [OPTION]..", "say how long a key takes"},
    [COMMAND_MONITOR] = {"monitor [OPTION].. [PID]", "watch a player that is running"},
    [COMMAND_DOCTOR] = {"doctor [--json]", "say what this machine lacks"},
    [COMMAND_PROFILE] = {"profile [OPTION].. [FILE]", "say where the time goes"},
    [COMMAND_BUDGET] = {"budget check|export|import [FILE]", "limits as an exit code"},
};

static void print_option(const option_row *row)
{
    char names[64];
    char letter[4] = {'-', (char)row->letter, ',', '\0'};
    snprintf(names, sizeof names, "%-3s --%s%s%s", row->letter ? letter : "", row->name,
             row->argument && row->argument[0] != '[' ? " " : "",
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
        printf("  awe-player %-32s %s\n", commands[i].use, commands[i].purpose);
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
    printf("awe-player %s: %s\n\n", commands[only].use, commands[only].purpose);
    print_options(FOR(only), false);
}
