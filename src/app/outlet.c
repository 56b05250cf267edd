/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/outlet.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES 256 /* what poll(2) promises room for, in pipes and terminals */
#define LAST_MS 200     /* for the end of the last line */

void outlet_open(outlet *o, int fd)
{
    *o = (outlet){.fd = fd};
}

static void forget_line(outlet *o)
{
    free(o->text);
    o->text = NULL;
}

static bool has_room(const outlet *o, int ms)
{
    struct pollfd output = {.fd = o->fd, .events = POLLOUT};
    return poll(&output, 1, ms) == 1;
}

static void write_piece(outlet *o)
{
    size_t left = o->n - o->n_written;
    ssize_t n =
        write(o->fd, o->text + o->n_written, left < PIECE_BYTES ? left : (size_t)PIECE_BYTES);
    if (n >= 0) {
        o->n_written += (size_t)n;
    } else if (errno != EINTR && errno != EAGAIN) {
        o->error = errno;
    }
    if (o->error || o->n_written == o->n) {
        forget_line(o);
    }
}

void outlet_look(outlet *o)
{
    while (o->text && has_room(o, 0)) {
        write_piece(o);
    }
}

void outlet_put(outlet *o, char *text)
{
    outlet_look(o);
    if (o->text || o->error || !text) {
        o->n_skipped++;
        free(text);
        return;
    }
    o->text = text;
    o->n = strlen(text) + 1;
    o->n_written = 0;
    text[o->n - 1] = '\n'; /* in place of the zero */
    outlet_look(o);
}

void outlet_close(outlet *o)
{
    while (o->text && has_room(o, LAST_MS)) {
        write_piece(o);
    }
    o->n_skipped += o->text != NULL;
    forget_line(o);
}
