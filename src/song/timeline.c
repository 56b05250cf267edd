/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/timeline.h"

#include "song/tempo.h"

/* A pattern whose end-of-track lies further behind its last event does not make the next one wait
   for it. */
#define MAX_PATTERN_GAP_SECONDS 10

typedef struct timeline {
    awe_event_list *list;
    awe_song_info *info;
    awe_bars *bars;
    awe_exclusives *exclusives;
    awe_tempo tempo;
    uint32_t n_placed;        /* events kept so far, moved together at the front of the list */
    uint64_t last_event_time; /* in the tempo's units */
} timeline;

static void place_event(timeline *line, awe_song_event event)
{
    awe_tempo *tempo = &line->tempo;
    awe_tempo_advance(tempo, event.at);
    if (event.message.type == AWE_SONG_TEMPO) {
        awe_tempo_change(tempo, (uint32_t)event.message.value);
        awe_bars_change_tempo(line->bars, tempo);
        line->info->n_tempo_changes++;
    } else if (event.message.type == AWE_SONG_METER) {
        awe_bars_change_meter(line->bars, tempo, (uint8_t)event.message.value, event.message.key);
    } else if (event.message.type == AWE_SONG_END_OF_TRACK) {
        line->info->end_of_track_frame = awe_tempo_frame(tempo);
    } else if (event.message.type == AWE_SONG_EXCLUSIVE) {
        awe_exclusives_place(line->exclusives, (uint32_t)event.message.value,
                             awe_tempo_frame(tempo));
    } else {
        event.at = awe_tempo_frame(tempo);
        line->list->events[line->n_placed++] = event;
        line->last_event_time = tempo->time;
    }
}

static void place_run(timeline *line, uint32_t run)
{
    uint32_t end = awe_event_list_run_end(line->list, run);
    awe_tempo_start_pattern(&line->tempo);
    awe_bars_start_pattern(line->bars, &line->tempo);
    line->last_event_time = line->tempo.time;
    for (uint32_t i = line->list->starts[run]; i < end; i++) {
        place_event(line, line->list->events[i]);
    }
}

static uint32_t count_marks(const awe_event_list *list)
{
    uint32_t n = list->n_runs;
    for (uint32_t i = 0; i < list->n; i++) {
        uint8_t type = list->events[i].message.type;
        n += type == AWE_SONG_TEMPO || type == AWE_SONG_METER;
    }
    return n;
}

void awe_timeline_place(awe_event_list *list, const awe_smf_header *header,
                        awe_song_findings *findings, awe_song *song)
{
    timeline line = {
        .list = list, .info = &song->info, .bars = &song->bars, .exclusives = &song->exclusives};
    awe_tempo_init(&line.tempo, header->division);
    if (header->format != 2) {
        awe_event_list_merge(list);
    }
    list->failed |= !awe_bars_init(line.bars, song->allocator, header->division, count_marks(list));
    if (list->failed) {
        return;
    }
    for (uint32_t run = 0; run < list->n_runs; run++) {
        bool waits =
            run > 0 && awe_tempo_limit(&line.tempo, line.last_event_time, MAX_PATTERN_GAP_SECONDS);
        if (waits) {
            awe_song_findings_start_track(findings, run - 1);
            awe_song_findings_add(findings, AWE_FOUND_PATTERN_GAP, 0);
        }
        place_run(&line, run);
    }
    awe_song_findings_end_track(findings);
    list->n = line.n_placed;
    list->n_runs = 0;
}
