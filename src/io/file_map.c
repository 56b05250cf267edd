/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/file_map.h"

#include "io/rt_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the signal handler has to know of a map. Signal handlers can be given nothing, hence the
   global list. */
typedef struct slot {
    _Atomic uintptr_t start; /* 0: free; CLAIMED: about to be used */
    _Atomic uintptr_t end;
    atomic_bool is_cut;
} slot;

#define CLAIMED UINTPTR_MAX /* no address lies there */

static slot slots[FILE_MAP_MAX];
static struct sigaction old_action;
static uintptr_t page_size;

static slot *find_slot(uintptr_t address)
{
    for (size_t i = 0; i < FILE_MAP_MAX; i++) {
        uintptr_t start = atomic_load(&slots[i].start);
        if (start && address >= start && address < atomic_load(&slots[i].end)) {
            return &slots[i];
        }
    }
    return NULL;
}

/* Puts zero pages over the rest of the map, so that the read that failed is repeated and
   succeeds. */
static bool cover_rest(slot *hit, uintptr_t address)
{
    uintptr_t page = address & ~(page_size - 1);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
    atomic_store(&hit->is_cut, true);
    return mmap((void *)page, atomic_load(&hit->end) - page, PROT_READ, flags, -1, 0) != MAP_FAILED;
}

static void handle_bus_error(int number, siginfo_t *info, void *context)
{
    (void)context;
    int saved_errno = errno;
    bool is_fault = info->si_code > 0;
    slot *hit = is_fault ? find_slot((uintptr_t)info->si_addr) : NULL;
    if (!hit || !cover_rest(hit, (uintptr_t)info->si_addr)) {
        /* Not ours: the access is repeated, or the signal sent again, under the rule that stood
           before. */
        sigaction(SIGBUS, &old_action, NULL);
        if (!is_fault) {
            raise(number);
        }
    }
    errno = saved_errno;
}

/* Again for each map: another library may have taken the signal since. */
static void install_handler(void)
{
    struct sigaction action = {.sa_sigaction = handle_bus_error, .sa_flags = SA_SIGINFO};
    struct sigaction now;
    page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, NULL, &now);
    if (!(now.sa_flags & SA_SIGINFO) || now.sa_sigaction != handle_bus_error) {
        old_action = now;
        sigaction(SIGBUS, &action, NULL);
    }
}

static bool register_map(file_map *map)
{
    for (int i = 0; i < FILE_MAP_MAX; i++) {
        uintptr_t is_free = 0;
        if (atomic_compare_exchange_strong(&slots[i].start, &is_free, CLAIMED)) {
            uintptr_t start = (uintptr_t)map->data;
            uintptr_t size = (map->size + page_size - 1) & ~(page_size - 1);
            atomic_store(&slots[i].is_cut, false);
            atomic_store(&slots[i].end, start + size);
            atomic_store(&slots[i].start, start);
            map->slot = i;
            return true;
        }
    }
    return false;
}

static bool map_descriptor(file_map *map, int fd, io_error *error)
{
    struct stat status;
    if (fstat(fd, &status) != 0) {
        return io_error_from_errno(error);
    }
    if (S_ISDIR(status.st_mode)) {
        return io_error_set(error, "is a directory");
    }
    if (!S_ISREG(status.st_mode)) {
        return io_error_set(error, "is not a regular file");
    }
    if (status.st_size == 0) {
        return io_error_set(error, "the file is empty");
    }
    if ((uintmax_t)status.st_size > SIZE_MAX / 2) {
        return io_error_set(error, "the file is too big");
    }
    map->size = (size_t)status.st_size;
    void *data = mmap(NULL, map->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED) {
        return io_error_from_errno(error);
    }
    map->data = data;
    if (!register_map(map)) {
        munmap(data, map->size);
        map->data = NULL;
        return io_error_set(error, "too many files are open");
    }
    return true;
}

bool file_map_open(file_map *map, const char *path, io_error *error)
{
    *map = (file_map){0};
    install_handler();
    /* O_NONBLOCK: a named pipe without a writer is refused instead of waited for. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return io_error_from_errno(error);
    }
    bool ok = map_descriptor(map, fd, error);
    close(fd);
    return ok;
}

void file_map_close(file_map *map)
{
    if (map->data) {
        atomic_store(&slots[map->slot].start, 0);
        munmap((void *)(uintptr_t)map->data, map->size);
        *map = (file_map){0};
    }
}

void file_map_preload(const file_map *map)
{
    rt_memory_prefault(map->data, map->size);
}

bool file_map_is_cut(const file_map *map)
{
    return map->data && atomic_load(&slots[map->slot].is_cut);
}
