/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/event_list.h"

#include "base/memory.h"

#include <string.h>

#define FIRST_CAPACITY 256

void awe_event_list_init(awe_event_list *list, const awe_allocator *allocator)
{
    *list = (awe_event_list){.allocator = allocator};
}

void awe_event_list_free(awe_event_list *list)
{
    awe_memory_free(list->allocator, list->events);
    awe_memory_free(list->allocator, list->starts);
    awe_event_list_init(list, list->allocator);
}

/* Makes room for one more element of `size` bytes. Returns the block, or NULL with the old one
   unchanged. */
static void *make_room(awe_event_list *list, void *block, uint32_t n, uint32_t *capacity,
                       size_t size)
{
    if (n < *capacity) {
        return block;
    }
    uint32_t wanted = n == 0 ? FIRST_CAPACITY : n > UINT32_MAX / 2 ? UINT32_MAX : n * 2;
    void *grown = wanted > n ? awe_memory_grow(list->allocator, block, n, wanted, size) : NULL;
    if (grown) {
        *capacity = wanted;
    } else {
        list->failed = true;
    }
    return grown;
}

void awe_event_list_start_run(awe_event_list *list)
{
    uint32_t *starts =
        make_room(list, list->starts, list->n_runs, &list->starts_capacity, sizeof *list->starts);
    if (starts) {
        list->starts = starts;
        list->starts[list->n_runs++] = list->n;
    }
}

void awe_event_list_append(awe_event_list *list, uint64_t at, awe_message message)
{
    if (list->failed) {
        return;
    }
    awe_song_event *events =
        make_room(list, list->events, list->n, &list->capacity, sizeof *list->events);
    if (!events) {
        return;
    }
    list->events = events;
    bool first_of_run = list->n_runs > 0 && list->starts[list->n_runs - 1] == list->n;
    if (list->n > 0 && !first_of_run && at < events[list->n - 1].at) {
        at = events[list->n - 1].at;
    }
    events[list->n++] = (awe_song_event){at, message};
}

uint32_t awe_event_list_run_end(const awe_event_list *list, uint32_t run)
{
    return run + 1 < list->n_runs ? list->starts[run + 1] : list->n;
}

static void merge_two(const awe_song_event *left, uint32_t n_left, const awe_song_event *right,
                      uint32_t n_right, awe_song_event *out)
{
    while (n_left > 0 && n_right > 0) {
        if (right->at < left->at) {
            *out++ = *right++;
            n_right--;
        } else {
            *out++ = *left++;
            n_left--;
        }
    }
    memcpy(out, left, n_left * sizeof *left);
    memcpy(out + n_left, right, n_right * sizeof *right);
}

/* Merges each pair of neighbouring runs from `events` into `out`. */
static void merge_neighbours(awe_event_list *list, awe_song_event *out)
{
    uint32_t n_merged = 0;
    for (uint32_t run = 0; run < list->n_runs; run += 2) {
        uint32_t start = list->starts[run];
        uint32_t middle = awe_event_list_run_end(list, run);
        uint32_t end = run + 1 < list->n_runs ? awe_event_list_run_end(list, run + 1) : middle;
        merge_two(list->events + start, middle - start, list->events + middle, end - middle,
                  out + start);
        list->starts[n_merged++] = start;
    }
    list->n_runs = n_merged;
}

void awe_event_list_merge(awe_event_list *list)
{
    if (list->failed || list->n == 0 || list->n_runs < 2) {
        return;
    }
    awe_song_event *other = awe_memory_new(list->allocator, list->capacity, sizeof *other);
    if (!other) {
        list->failed = true;
        return;
    }
    while (list->n_runs > 1) {
        merge_neighbours(list, other);
        awe_song_event *merged = other;
        other = list->events;
        list->events = merged;
    }
    awe_memory_free(list->allocator, other);
}
