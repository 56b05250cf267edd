/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_SIZE 4096
#define MAX_SIZE (64u << 20)

/* 0, or why not. */
static int start(const char *const *argv, int output, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int reason = posix_spawn_file_actions_init(&actions);
    if (reason) {
        return reason;
    }
    reason = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!reason) {
        reason = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    }
    if (!reason) { /* posix_spawnp() does not change the words, though it takes them as variable */
        reason = posix_spawnp(pid, argv[0], &actions, NULL, (char *const *)argv, environ);
    }
    posix_spawn_file_actions_destroy(&actions);
    return reason;
}

static bool make_room(child_output *out, size_t *room)
{
    if (*room - out->size > 1) {
        return true;
    }
    size_t more = *room > 0 ? 2 * *room : FIRST_SIZE;
    char *text = more <= MAX_SIZE ? realloc(out->text, more) : NULL;
    if (text) {
        out->text = text;
        *room = more;
    }
    return text;
}

/* Reads until the child has closed its end. */
static bool read_all(int input, pid_t pid, int (*shall_stop)(void), child_output *out)
{
    size_t room = 0;
    for (;;) {
        if (!make_room(out, &room)) {
            errno = E2BIG;
            return false;
        }
        ssize_t n = read(input, out->text + out->size, room - out->size - 1);
        if (n > 0) {
            out->size += (size_t)n;
        } else if (n == 0) {
            out->text[out->size] = '\0';
            return true;
        } else if (errno != EINTR) {
            return false;
        }
        if (n < 0 && shall_stop()) {
            kill(pid, SIGTERM);
        }
    }
}

static int await_end(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool child_run(const char *const *argv, int (*shall_stop)(void), child_output *out, io_error *error)
{
    int ends[2];
    pid_t pid;
    *out = (child_output){0};
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return io_error_from_errno(error);
    }
    int reason = start(argv, ends[1], &pid);
    close(ends[1]);
    if (reason) {
        close(ends[0]);
        return io_error_set(error, "%s", strerror(reason));
    }
    bool is_read = read_all(ends[0], pid, shall_stop, out);
    if (!is_read) {
        io_error_from_errno(error);
        kill(pid, SIGTERM);
    }
    close(ends[0]);
    out->exit_code = await_end(pid);
    if (!is_read) {
        free(out->text);
    }
    return is_read;
}

bool child_find_self(char *path, size_t size)
{
    ssize_t n = readlink("/proc/self/exe", path, size);
    if (n <= 0 || (size_t)n >= size) {
        return false;
    }
    path[n] = '\0';
    return true;
}
