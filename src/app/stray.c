/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/stray.h"

#include "app/say.h"
#include "app/signals.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_BYTES 1024

/* The process has one stderr. */
static FILE *file;       /* NULL: it is not turned aside */
static int own = -1;     /* where it went before */
static long read_offset; /* of the file */

void stray_open(void)
{
    if (file || !isatty(STDERR_FILENO) || !(file = tmpfile())) {
        return;
    }
    read_offset = 0;
    own = dup(STDERR_FILENO);
    if (own < 0 || dup2(fileno(file), STDERR_FILENO) < 0) {
        stray_close();
        return;
    }
    signals_set_stderr(fileno(file), own);
}

/* What is in the file beyond the last line that was said, as far as there is room. */
static size_t read_on(char bytes[LINE_BYTES])
{
    ssize_t n = pread(fileno(file), bytes, LINE_BYTES - 1, read_offset);
    bytes[n > 0 ? n : 0] = '\0';
    return n > 0 ? (size_t)n : 0;
}

static void say_lines(bool is_last)
{
    char bytes[LINE_BYTES];
    size_t n;
    while ((n = read_on(bytes)) > 0) {
        size_t n_line = strcspn(bytes, "\n");
        bool is_whole = n_line < n || n == LINE_BYTES - 1;
        if (!is_whole && !is_last) {
            return;
        }
        bytes[n_line] = '\0';
        read_offset += (long)(n_line < n ? n_line + 1 : n);
        if (n_line > 0) {
            say_info("%s", bytes);
        }
    }
}

void stray_look(void)
{
    if (file) {
        fflush(stderr);
        say_lines(false);
    }
}

void stray_close(void)
{
    if (!file) {
        return;
    }
    signals_set_stderr(-1, -1);
    fflush(stderr);
    say_lines(true);
    if (own >= 0) {
        dup2(own, STDERR_FILENO);
        close(own);
        own = -1;
    }
    fclose(file);
    file = NULL;
}
