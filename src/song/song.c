/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/song.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "song/ending.h"
#include "song/findings.h"
#include "song/smf.h"
#include "song/timeline.h"
#include "song/wrapper.h"

/* Drops what comes after the end and closes with the release of all keys. */
static void close_list(awe_event_list *list, uint64_t end_frame, awe_song_findings *findings)
{
    uint32_t n = list->n;
    while (n > 0 && list->events[n - 1].at > end_frame) {
        n--;
    }
    if (n < list->n) {
        awe_song_findings_add(findings, AWE_FOUND_LATE_EVENTS, 0);
    }
    list->n = n;
    awe_event_list_append(list, end_frame, (awe_message){.type = AWE_RELEASE_ALL});
}

static void report_ending(const awe_ending *ending, awe_song_findings *findings)
{
    if (ending->n_notes == 0) {
        awe_song_findings_add(findings, AWE_FOUND_NO_NOTE, 0);
    }
    if (ending->is_held) {
        awe_song_findings_add(findings, AWE_FOUND_HELD, 0);
    }
}

/* Reads the file whose header is at `at` into `list`, finished, and `song`, but for its events. */
static awe_status read_song(awe_bytes file, size_t at, awe_event_list *list,
                            awe_song_findings *findings, awe_song *song)
{
    awe_song_info *info = &song->info;
    awe_smf_header header;
    awe_exclusives *kept = song->exclusives.allocator ? &song->exclusives : NULL;
    awe_status status = awe_smf_read(file, at, &(awe_smf_into){list, findings, kept}, &header);
    if (status != AWE_OK) {
        return status;
    }
    awe_ending ending;
    awe_timeline_place(list, &header, findings, song);
    if (list->failed || !awe_ending_find(list, info->end_of_track_frame, &ending)) {
        return AWE_NO_MEM;
    }
    report_ending(&ending, findings);
    close_list(list, ending.frame, findings);
    info->format = header.format;
    info->n_tracks = header.n_tracks;
    info->n_ports = (uint16_t)ending.n_ports;
    info->division = header.division;
    info->n_events = list->n;
    info->n_notes = ending.n_notes;
    info->end_frame = ending.frame;
    return list->failed ? AWE_NO_MEM : AWE_OK;
}

static awe_status fill_song(awe_song *song, awe_bytes file, awe_song_findings *findings)
{
    size_t at = 0;
    if (!awe_wrapper_open(&file, &at, findings)) {
        return AWE_NOT_A_SONG;
    }
    awe_event_list list;
    awe_event_list_init(&list, song->allocator);
    awe_status status = read_song(file, at, &list, findings, song);
    awe_song_findings_end_file(findings);
    song->events = list.events;
    list.events = NULL;
    awe_event_list_free(&list);
    return status;
}

awe_status awe_song_parse(const void *data, size_t size, const awe_song_config *config,
                          awe_song **out)
{
    if (out) {
        *out = NULL;
    }
    if (!data || !out) {
        return AWE_BAD_ARG;
    }
    const awe_allocator *allocator = awe_memory_resolve(config ? config->allocator : NULL);
    awe_song *song = awe_memory_new(allocator, 1, sizeof *song);
    if (!song) {
        return AWE_NO_MEM;
    }
    song->allocator = allocator;
    song->exclusives.allocator = config && config->keeps_exclusives ? allocator : NULL;
    awe_song_findings findings;
    awe_song_findings_init(&findings, config);
    awe_status status = fill_song(song, (awe_bytes){data, size}, &findings);
    if (status != AWE_OK) {
        awe_song_free(song);
        return status;
    }
    *out = song;
    return AWE_OK;
}

void awe_song_free(awe_song *song)
{
    if (song) {
        awe_bars_free(&song->bars, song->allocator);
        awe_exclusives_free(&song->exclusives);
        awe_memory_free(song->allocator, song->events);
        awe_memory_free(song->allocator, song);
    }
}

void awe_song_get_info(const awe_song *song, awe_song_info *info)
{
    *info = song->info;
}
