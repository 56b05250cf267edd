/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/local_socket.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 64 /* that call while the listener does something else */

static bool set_address(struct sockaddr_un *address, const char *path)
{
    size_t n = strlen(path);
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (n >= sizeof address->sun_path) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(address->sun_path, path, n);
    return true;
}

static int open_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/* The error that made it fail is kept. */
static int fail(int fd)
{
    int saved = errno;
    close(fd);
    errno = saved;
    return -1;
}

int local_socket_listen(const char *path)
{
    struct sockaddr_un address;
    int fd = set_address(&address, path) ? open_socket() : -1;
    if (fd < 0) {
        return -1;
    }
    unlink(path);
    /* The folder is its owner's alone; the socket is, too, before anybody can find it there. */
    mode_t old = umask(S_IRWXG | S_IRWXO);
    bool is_bound = bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
    umask(old);
    if (!is_bound || listen(fd, BACKLOG) != 0) {
        return fail(fd);
    }
    return fd;
}

static bool is_same_user(int fd)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
}

int local_socket_accept(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0 && !is_same_user(fd)) {
        close(fd);
        errno = EPERM;
        return -1;
    }
    return fd;
}

int local_socket_connect(const char *path)
{
    struct sockaddr_un address;
    int fd = set_address(&address, path) ? open_socket() : -1;
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        return fail(fd);
    }
    return fd;
}

ssize_t local_socket_receive(int fd, void *bytes, size_t size)
{
    return recv(fd, bytes, size, 0);
}

bool local_socket_send(int fd, const void *bytes, size_t size)
{
    return send(fd, bytes, size, MSG_NOSIGNAL) == (ssize_t)size;
}

bool local_socket_wait(int fd, int ms)
{
    struct pollfd input = {.fd = fd, .events = POLLIN};
    return poll(&input, 1, ms) > 0;
}

void local_socket_close(int fd)
{
    close(fd);
}
