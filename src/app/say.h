/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SAY_H
#define APP_SAY_H

/* Everything the program says on stderr: "awe-player: WHO: WHAT". What files contain never reaches
   a terminal raw: control bytes and broken UTF-8 become question marks. [main] */

#include "awe/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum say_level {
    SAY_QUIET,   /* errors only */
    SAY_NORMAL,  /* what is played with what, warnings */
    SAY_VERBOSE, /* all that is known */
} say_level;

/* Keeps a way of its own to what stderr is now: opening audio devices turns stderr aside while
   others of our threads speak. */
void say_keep_way(void);

void say_set_level(say_level wanted);
say_level say_get_level(void);

/* One message each, without newline. Errors are said at every level, warnings and infos from
   normal, details when verbose. */
void say_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_detail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The error that memory has run out. Returns false. */
bool say_no_memory(void);

/* Is told each error and warning too, whatever the level is. NULL: nobody. */
typedef void (*say_listener_fn)(void *context, bool is_error, const char *text);
void say_set_listener(say_listener_fn listener, void *context);

/* True if stderr is a terminal that shows a line which is written over again. */
bool say_has_line(void);

/* How many columns that line has: those of the terminal now, but for the last. */
size_t say_width(void);

/* Shows that line, cut to this width; "" clears it. Any message clears it first. */
void say_line(const char *text);

/* Keeps messages from a terminal that shows something else, until say_release() says them. Where
   stderr is no terminal they are said at once. Both may be called twice. */
void say_hold(void);
void say_release(void);

/* [n] what is kept, oldest first; valid until the next message. */
const char *const *say_held(size_t *n);

/* Replaces in place all that a terminal should not be sent. */
void say_clean(char *text);

/* A file whose reader reports what it finds. */
typedef struct say_source {
    const char *path;
    uint32_t n_said;
    uint32_t n_unsaid;
    uint32_t n_repairs; /* warnings, said or not */
    bool has_error;     /* the reason why it cannot be used has been said */
} say_source;

/* The library's awe_report_fn; `context` is a say_source. Says the first findings, and all of them
   when verbose. */
void say_report(void *context, const awe_report *report);

/* Says how many findings say_report() kept back. */
void say_unsaid(const say_source *source);

#endif
