/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/say.h"

#include "app/columns.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MAX_FINDINGS 10 /* of one file, unless verbose */
#define DEFAULT_WIDTH 80
#define MAX_HELD 1000

static say_level level = SAY_NORMAL;
static size_t line_width; /* columns of the line that is on the screen */
static FILE *own_way;     /* to stderr; NULL: stderr */

static struct {
    say_listener_fn listen;
    void *context;
} listener;

/* Messages that wait for the screen. */
static struct {
    char *texts[MAX_HELD];
    size_t n;
    size_t n_dropped; /* of the oldest */
    bool is_on;
} held;

static FILE *screen(void)
{
    return own_way ? own_way : stderr;
}

void say_keep_way(void)
{
    int descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    own_way = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (own_way) {
        setvbuf(own_way, NULL, _IOLBF, BUFSIZ);
    }
}

void say_set_level(say_level wanted)
{
    level = wanted;
}

say_level say_get_level(void)
{
    return level;
}

/* Length of the UTF-8 character at `at` if a terminal may have it, otherwise 0. */
static size_t measure_character(const unsigned char *at)
{
    static const uint32_t least[] = {0, 0, 0xA0, 0x800, 0x10000};
    if (at[0] < 0x80) {
        return at[0] >= 0x20 && at[0] != 0x7F;
    }
    size_t n = at[0] >= 0xF5 ? 0 : at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : at[0] >= 0xC2 ? 2 : 0;
    uint32_t code = n ? at[0] & (0xFFu >> (n + 1)) : 0;
    for (size_t i = 1; i < n; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
        code = code << 6 | (at[i] & 0x3F);
    }
    bool is_surrogate = code >= 0xD800 && code < 0xE000;
    bool is_direction = (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
                        (code >= 0x2066 && code <= 0x2069);
    return n && code >= least[n] && code <= 0x10FFFF && !is_surrogate && !is_direction ? n : 0;
}

void say_clean(char *text)
{
    for (unsigned char *at = (unsigned char *)text; *at;) {
        size_t n = measure_character(at);
        if (n == 0) {
            *at = '?';
            n = 1;
        }
        at += n;
    }
}

bool say_has_line(void)
{
    const char *terminal = getenv("TERM");
    return !held.is_on && level > SAY_QUIET && isatty(fileno(screen())) && terminal &&
           strcmp(terminal, "dumb") != 0;
}

size_t say_width(void)
{
    struct winsize size;
    if (ioctl(fileno(screen()), TIOCGWINSZ, &size) != 0 || size.ws_col < 2) {
        return DEFAULT_WIDTH - 1;
    }
    return size.ws_col - 1u;
}

void say_line(const char *text)
{
    char line[1024];
    size_t n_columns;
    snprintf(line, sizeof line, "%s", text);
    say_clean(line);
    size_t n_bytes = columns_fit(line, say_width(), &n_columns);
    size_t n_blanks = line_width > n_columns ? line_width - n_columns : 0;
    fprintf(screen(), "\r%.*s%*s%s", (int)n_bytes, line, (int)n_blanks, "", n_columns ? "" : "\r");
    fflush(screen());
    line_width = n_columns;
}

/* ---- messages that are held */

void say_hold(void)
{
    if (line_width > 0) {
        say_line("");
    }
    held.is_on = true;
}

static void drop_oldest(void)
{
    free(held.texts[0]);
    memmove(held.texts, held.texts + 1, (MAX_HELD - 1) * sizeof held.texts[0]);
    held.n--;
    held.n_dropped++;
}

static void keep(const char *text)
{
    char *copy = strdup(text);
    if (held.n == MAX_HELD) {
        drop_oldest();
    }
    held.n_dropped += !copy;
    if (copy) {
        held.texts[held.n++] = copy;
    }
}

void say_release(void)
{
    bool is_unsaid = isatty(fileno(screen()));
    held.is_on = false;
    if (held.n_dropped > 0 && is_unsaid) {
        fprintf(screen(), "awe-player: %zu earlier messages were not kept\n", held.n_dropped);
    }
    for (size_t i = 0; i < held.n; i++) {
        if (is_unsaid) {
            fprintf(screen(), "awe-player: %s\n", held.texts[i]);
        }
        free(held.texts[i]);
    }
    held.n = held.n_dropped = 0;
}

const char *const *say_held(size_t *n)
{
    *n = held.n;
    return (const char *const *)held.texts;
}

/* ---- */

static void say(const char *format, va_list arguments)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, arguments);
    say_clean(text);
    if (held.is_on) {
        keep(text);
    }
    if (line_width > 0) {
        say_line("");
    }
    if (!held.is_on || !isatty(fileno(screen()))) {
        fprintf(screen(), "awe-player: %s\n", text);
    }
}

void say_set_listener(say_listener_fn listen, void *context)
{
    listener.listen = listen;
    listener.context = context;
}

static void tell_listener(bool is_error, const char *format, va_list arguments)
{
    char text[2048];
    va_list again;
    if (listener.listen) {
        va_copy(again, arguments);
        vsnprintf(text, sizeof text, format, again);
        va_end(again);
        say_clean(text);
        listener.listen(listener.context, is_error, text);
    }
}

void say_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell_listener(true, format, arguments);
    say(format, arguments);
    va_end(arguments);
}

bool say_no_memory(void)
{
    say_error("out of memory");
    return false;
}

void say_warning(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell_listener(false, format, arguments);
    if (level >= SAY_NORMAL) {
        say(format, arguments);
    }
    va_end(arguments);
}

void say_info(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (level >= SAY_NORMAL) {
        say(format, arguments);
    }
    va_end(arguments);
}

void say_detail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (level >= SAY_VERBOSE) {
        say(format, arguments);
    }
    va_end(arguments);
}

static void format_place(char *place, size_t size, const awe_report *report)
{
    int n = 0;
    if (report->part && report->name) {
        n = snprintf(place, size, "%s %u \"%s\", ", report->part, report->index + 1, report->name);
    } else if (report->part) {
        n = snprintf(place, size, "%s %u, ", report->part, report->index + 1);
    }
    size_t used = n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1;
    snprintf(place + used, size - used, "byte %llu", (unsigned long long)report->offset);
}

void say_report(void *context, const awe_report *report)
{
    say_source *source = context;
    char place[200];
    bool is_error = report->severity == AWE_ERROR;
    source->n_repairs += report->severity == AWE_WARNING;
    if (report->severity == AWE_NOTE && level < SAY_VERBOSE) {
        return;
    }
    if (!is_error && level < SAY_VERBOSE && source->n_said >= MAX_FINDINGS) {
        source->n_unsaid++;
        return;
    }
    source->has_error |= is_error;
    source->n_said++;
    format_place(place, sizeof place, report);
    if (is_error) {
        say_error("%s: %s: %s", source->path, place, report->text);
    } else {
        say_warning("%s: %s: %s", source->path, place, report->text);
    }
}

void say_unsaid(const say_source *source)
{
    if (source->n_unsaid > 0) {
        say_warning("%s: %u more findings; -v says them all", source->path, source->n_unsaid);
    }
}
