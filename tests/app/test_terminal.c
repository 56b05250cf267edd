/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The program's side of a terminal, on a pseudo terminal: a shell starts a worker that reads keys,
   lets it end in every way there is, stops it and goes on. The test types, and looks at the modes
   that the terminal is left with. */

#define _GNU_SOURCE /* pseudo terminals */

#include "app/signals.h"
#include "app/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define WAIT_MS 5000
#define MAX_SECONDS 30 /* a process that hangs is not left behind */

/* What worker and shell tell the test; below 'A': a key's action. */
enum { READY = 'R', STOPPED = 'Z', ENDED = 'E', KILLED = 'K' };

static int master;
static int news[2];   /* from worker and shell to the test */
static int orders[2]; /* from the test to the shell */

static void tell(int what)
{
    uint8_t byte = (uint8_t)what;
    if (write(news[1], &byte, 1) != 1) {
        _exit(9);
    }
}

/* Keys are told, but for a few that end the worker in their own way. */
static void run_worker(void)
{
    struct rlimit no_core = {0, 0};
    terminal t;
    key_press press;
    setrlimit(RLIMIT_CORE, &no_core);
    alarm(MAX_SECONDS);
    pid_t shell = getppid();
    signals_install();
    terminal_open(&t);
    tell(READY);
    for (;;) {
        while (!terminal_read(&t, &press)) {
            poll(NULL, 0, 10);
            if (getppid() != shell) {
                _exit(1);
            }
        }
        switch (press.action) {
        case KEY_QUIT:
            exit(0);
        case KEY_PANIC:
            signal(SIGSEGV, SIG_DFL); /* a sanitizer's own handler would speak */
            signals_install();
            raise(SIGSEGV);
            break;
        case KEY_INFO:
            raise(SIGINT);
            raise(SIGINT);
            break;
        case KEY_HELP:
            terminal_close(&t);
            _exit(0);
        default:
            tell((int)press.action);
        }
    }
}

static void give_terminal(pid_t group)
{
    tcsetpgrp(STDIN_FILENO, group);
}

/* What a shell does with its job; ends with it. 'f': to the foreground, 'b': to the background. */
static void run_shell(const char *tty)
{
    close(master);
    setsid();
    alarm(MAX_SECONDS);
    int fd = open(tty, O_RDWR);
    ioctl(fd, TIOCSCTTY, 0);
    dup2(fd, STDIN_FILENO);
    signal(SIGTTOU, SIG_IGN);
    pid_t worker = fork();
    if (worker == 0) {
        setpgid(0, 0);
        give_terminal(getpid());
        signal(SIGTTOU, SIG_DFL);
        run_worker();
    }
    setpgid(worker, worker);
    for (;;) {
        int status;
        char order;
        waitpid(worker, &status, WUNTRACED);
        give_terminal(getpid());
        if (!WIFSTOPPED(status)) {
            tell(WIFSIGNALED(status) ? KILLED : ENDED);
            _exit(0);
        }
        tell(STOPPED);
        if (read(orders[0], &order, 1) == 1 && order == 'f') {
            give_terminal(worker);
        }
        kill(-worker, SIGCONT);
    }
}

static int next_news(void)
{
    struct pollfd wait = {.fd = news[0], .events = POLLIN};
    uint8_t byte = 0;
    if (poll(&wait, 1, WAIT_MS) != 1 || read(news[0], &byte, 1) != 1) {
        return 0;
    }
    return byte;
}

static void type(const char *keys)
{
    assert_int_equal(write(master, keys, strlen(keys)), strlen(keys));
}

static void order(char what)
{
    assert_int_equal(write(orders[1], &what, 1), 1);
}

static bool is_raw(void)
{
    struct termios modes;
    assert_int_equal(tcgetattr(master, &modes), 0);
    assert_true(modes.c_lflag & ISIG);
    return !(modes.c_lflag & (ICANON | ECHO));
}

static void wait_until_raw(void)
{
    for (int i = 0; i < WAIT_MS / 10 && !is_raw(); i++) {
        poll(NULL, 0, 10);
    }
    assert_true(is_raw());
}

static int open_terminal(void **state)
{
    (void)state;
    master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || pipe(news) != 0 ||
        pipe(orders) != 0) {
        return -1;
    }
    const char *tty = ptsname(master);
    if (fork() == 0) {
        run_shell(tty);
    }
    return next_news() == READY ? 0 : -1;
}

static int close_terminal(void **state)
{
    (void)state;
    int fds[] = {master, news[0], news[1], orders[0], orders[1]};
    for (size_t i = 0; i < 5; i++) {
        close(fds[i]);
    }
    wait(NULL);
    return 0;
}

static void test_keys_arrive_at_once(void **state)
{
    (void)state;
    assert_true(is_raw());
    type("x\x1B[5~");
    assert_int_equal(next_news(), KEY_MUTE);
    assert_int_equal(next_news(), KEY_SEEK_BARS);
    type("\x1B");
    poll(NULL, 0, 300); /* ESC alone; what follows is no Alt-s */
    type("s");
    assert_int_equal(next_news(), KEY_SOLO);
    type("\x1B[1");
    type(";2C");
    assert_int_equal(next_news(), KEY_SEEK);
    type("q");
    assert_int_equal(next_news(), ENDED);
    assert_false(is_raw());
}

static void test_every_end(void **state)
{
    static const struct {
        const char *keys;
        int news;
    } ends[] = {
        {"q", ENDED},        {"?", ENDED},     {"i", ENDED},
        {"!", KILLED},       {"\x1C", KILLED}, /* Ctrl-\ */
        {"\x03\x03", ENDED},                   /* Ctrl-C */
    };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (i > 0) {
            close_terminal(state);
            assert_int_equal(open_terminal(state), 0);
        }
        assert_true(is_raw());
        type(ends[i].keys);
        if (i == 5) {
            poll(NULL, 0, 200); /* two signals at the same time may be one */
            type("\x03");
        }
        assert_int_equal(next_news(), ends[i].news);
        assert_false(is_raw());
    }
}

static void test_stop_and_go_on(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        type("\x1A"); /* Ctrl-Z */
        assert_int_equal(next_news(), STOPPED);
        assert_false(is_raw());
        order('f');
        wait_until_raw();
        type("s");
        assert_int_equal(next_news(), KEY_SOLO);
    }
    type("q");
    assert_int_equal(next_news(), ENDED);
    assert_false(is_raw());
}

/* In the background nothing is read, nothing is changed, and nothing stops the worker. */
static void test_background(void **state)
{
    (void)state;
    type("\x1A");
    assert_int_equal(next_news(), STOPPED);
    order('b');
    poll(NULL, 0, 300);
    assert_false(is_raw());
    struct pollfd quiet = {.fd = news[0], .events = POLLIN};
    assert_int_equal(poll(&quiet, 1, 0), 0);
}

static void test_no_terminal(void **state)
{
    (void)state;
    terminal t;
    key_press press;
    int fds[2];
    int saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(write(fds[1], "qqq", 3), 3);
    dup2(fds[0], STDIN_FILENO);
    terminal_open(&t);
    assert_false(t.is_open);
    assert_false(terminal_read(&t, &press));
    terminal_close(&t);
    char byte;
    assert_int_equal(read(fds[0], &byte, 1), 1); /* what is piped in is not ours */
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(fds[0]);
    close(fds[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_terminal),
        cmocka_unit_test_setup_teardown(test_keys_arrive_at_once, open_terminal, close_terminal),
        cmocka_unit_test_setup_teardown(test_every_end, open_terminal, close_terminal),
        cmocka_unit_test_setup_teardown(test_stop_and_go_on, open_terminal, close_terminal),
        cmocka_unit_test_setup_teardown(test_background, open_terminal, close_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
