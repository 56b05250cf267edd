/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SMF_FILE_H
#define APP_SMF_FILE_H

/* A MIDI file that grows: one track, 960 ticks per quarter note, 120 beats a minute. Until it is
   finished it stands beside its place as FILE.part and is a whole MIDI file after every flush:
   where the program dies, it can be played from there. [main] */

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#define SMF_FILE_TICKS_PER_SECOND 1920
#define SMF_FILE_MAX_NUMBER 0x0FFFFFFFu
#define SMF_FILE_ROOM 64 /* bytes that may follow smf_file_make_room() */

typedef struct smf_file {
    const char *name;    /* as people know it */
    char path[PATH_MAX]; /* where the whole file goes, links followed */
    char part[PATH_MAX]; /* where it is until then */
    int fd;
    bool has_failed;    /* nothing is written any more */
    uint32_t n_written; /* bytes of the track in the file, its end not counted */
    uint32_t n_buffered;
    uint8_t buffer[4096];
} smf_file;

/* Starts a file that will be `path`, which is borrowed. False: what is wrong has been said, and
   nothing is left to be finished. */
bool smf_file_open(smf_file *f, const char *path, bool overwrite);

/* Makes room for the next event; false if the file has failed, which has been said. */
bool smf_file_make_room(smf_file *f);

void smf_file_put(smf_file *f, uint8_t byte);

/* A variable-length number up to SMF_FILE_MAX_NUMBER. */
void smf_file_put_number(smf_file *f, uint32_t number);

/* Brings everything into the file. */
void smf_file_flush(smf_file *f);

/* Puts the file in its place, or takes it away where it is not wanted. False: it is not there, or
   not whole, which has been said. */
bool smf_file_finish(smf_file *f, bool is_wanted);

#endif
