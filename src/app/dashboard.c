/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* ncurses keeps what is on the screen and sends what differs. It never reads, catches no signal,
   and does not choose the size: the loop that draws also looks after those. */

#define NCURSES_WIDECHAR 1

#include "app/dashboard.h"

#include "app/signals.h"

#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#define DEFAULT_COLUMNS 80
#define DEFAULT_ROWS 24
#define LEAVE_BYTES 200

struct dashboard {
    SCREEN *screen;
    view_size size;          /* that ncurses knows */
    unsigned turns;          /* of the terminal, when all was drawn */
    char leave[LEAVE_BYTES]; /* what leaves the screen when there is no time for ncurses */
    bool has_colors;
};

static bool can_be_drawn(void)
{
    const char *name = getenv("TERM");
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && name && strcmp(name, "dumb") != 0;
}

static view_size find_size(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
        return (view_size){DEFAULT_COLUMNS, DEFAULT_ROWS};
    }
    return (view_size){size.ws_col, size.ws_row};
}

/* A capability without its padding, which no terminal of today needs. */
static void add_capability(char out[LEAVE_BYTES], const char *name)
{
    char *text = tigetstr(name);
    size_t n = strlen(out);
    if (!text || text == (char *)-1) {
        return;
    }
    while (*text && n < LEAVE_BYTES - 1) {
        if (text[0] == '$' && text[1] == '<') {
            text += strcspn(text, ">");
            text += *text != '\0';
        } else {
            out[n++] = *text++;
        }
    }
    out[n] = '\0';
}

static void find_leave(dashboard *d)
{
    d->leave[0] = '\0';
    add_capability(d->leave, "sgr0");
    add_capability(d->leave, "cnorm");
    add_capability(d->leave, "rmcup");
    if (!d->leave[0]) {
        snprintf(d->leave, sizeof d->leave, "\r\n");
    }
}

/* Words carry the state: colour is for those who like it (no-color.org). */
static bool open_colors(void)
{
    const char *no = getenv("NO_COLOR");
    if ((no && no[0]) || !has_colors() || start_color() == ERR || use_default_colors() == ERR) {
        return false;
    }
    init_pair(VIEW_GOOD, COLOR_GREEN, -1);
    init_pair(VIEW_WARNING, COLOR_YELLOW, -1);
    init_pair(VIEW_BAD, COLOR_RED, -1);
    return true;
}

/* Reads of keys never wait, whatever ncurses would like. */
static void keep_modes(void)
{
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) == 0) {
        modes.c_cc[VMIN] = 0;
        modes.c_cc[VTIME] = 0;
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    }
    def_prog_mode();
}

static void fit(dashboard *d)
{
    view_size size = find_size();
    if (size.n_columns != d->size.n_columns || size.n_rows != d->size.n_rows) {
        resizeterm((int)size.n_rows, (int)size.n_columns);
        clearok(curscr, TRUE);
        d->size = size;
    }
}

dashboard *dashboard_open(void)
{
    dashboard *d = can_be_drawn() ? calloc(1, sizeof *d) : NULL;
    if (!d) {
        return NULL;
    }
    if (!setlocale(LC_CTYPE, "C.UTF-8")) {
        setlocale(LC_CTYPE, "");
    }
    use_env(FALSE); /* LINES and COLUMNS are of the shell's start */
    d->screen = newterm(NULL, stdout, stdin);
    if (!d->screen) {
        free(d);
        return NULL;
    }
    signal(SIGWINCH, SIG_DFL);
    keep_modes();
    curs_set(0);
    d->has_colors = open_colors();
    d->turns = signals_terminal_turns();
    find_leave(d);
    fit(d);
    signals_set_screen(d->leave);
    return d;
}

void dashboard_close(dashboard *d)
{
    if (d) {
        signals_set_screen(NULL);
        if (!isendwin()) {
            endwin();
        }
        delscreen(d->screen);
        free(d);
    }
}

static void stop(dashboard *d)
{
    if (!isendwin()) {
        endwin();
    }
    signals_set_screen(NULL);
    signals_stop();
    signals_set_screen(d->leave);
}

/* The terminal has been another program's: its modes are set anew, and the next frame draws all, as
   the first one after endwin() does. */
static void come_back(dashboard *d)
{
    if (!isendwin()) {
        endwin();
    }
    reset_prog_mode();
    keep_modes();
    d->turns = signals_terminal_turns();
}

bool dashboard_is_stale(const dashboard *d)
{
    view_size size = find_size();
    bool is_other = isendwin() || d->turns != signals_terminal_turns() ||
                    size.n_columns != d->size.n_columns || size.n_rows != d->size.n_rows;
    return signals_shall_stop() || (signals_has_terminal() && is_other);
}

bool dashboard_is_seen(dashboard *d)
{
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    if (signals_shall_stop()) {
        stop(d);
    }
    if (!signals_has_terminal() || poll(&output, 1, 0) != 1) {
        return false;
    }
    if (isendwin() || d->turns != signals_terminal_turns()) {
        come_back(d);
    }
    fit(d);
    return true;
}

view_size dashboard_size(const dashboard *d)
{
    return d->size;
}

static void draw_row(const dashboard *d, int y, const view_row *row)
{
    mvaddnstr(y, 0, row->text, (int)row->n_bytes);
    for (size_t i = 0; i < row->n_marks && d->has_colors; i++) {
        const view_mark *mark = &row->marks[i];
        mvchgat(y, (int)mark->column, (int)mark->n_columns,
                mark->meaning == VIEW_BAD ? A_BOLD : A_NORMAL, (short)mark->meaning, NULL);
    }
}

void dashboard_draw(dashboard *d, const view_page *page)
{
    erase();
    for (size_t i = 0; i < page->n_rows && i < d->size.n_rows; i++) {
        draw_row(d, (int)i, &page->rows[i]);
    }
    refresh();
}
