/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/findings.h"

#include <assert.h>

#define FIRST_OF_TRACK AWE_FOUND_LENGTH_PAST_FILE

static_assert(AWE_N_SONG_FINDINGS <= AWE_MAX_FINDING_KINDS, "too many kinds of findings");

static const awe_finding_kind kinds[AWE_N_SONG_FINDINGS] = {
    [AWE_FOUND_JUNK_BEFORE] = {AWE_WARNING, "bytes before the MIDI header; skipped"},
    [AWE_FOUND_HEADER_LENGTH] = {AWE_WARNING, "header length is not 6; the first 6 bytes are used"},
    [AWE_FOUND_FORMAT] = {AWE_WARNING, "format is not 0, 1 or 2; read as format 1"},
    [AWE_FOUND_FORMAT_0_TRACKS] = {AWE_WARNING,
                                   "format 0 with more than one track; all are played together"},
    [AWE_FOUND_DIVISION] = {AWE_WARNING, "time division is 0; 96 ticks per quarter note assumed"},
    [AWE_FOUND_FRAME_RATE] = {AWE_WARNING, "unusual SMPTE frame rate; used as it is"},
    [AWE_FOUND_TRACK_COUNT] = {AWE_WARNING,
                               "header tells another number of tracks; those in the file are read"},
    [AWE_FOUND_TRACK_LIMIT] = {AWE_WARNING, "more than 65535 tracks; the rest is left out"},
    [AWE_FOUND_CHUNK] = {AWE_NOTE, "chunk of an unknown kind; skipped"},
    [AWE_FOUND_JUNK] = {AWE_WARNING, "bytes that belong to no chunk; skipped"},
    [AWE_FOUND_SECOND_HEADER] = {AWE_WARNING, "another MIDI header; the file is read up to here"},
    [AWE_FOUND_NO_TRACK] = {AWE_ERROR, "a MIDI header, but no track that can be read"},
    [AWE_FOUND_NO_NOTE] = {AWE_NOTE, "no note in the song; it is silent"},
    [AWE_FOUND_LATE_EVENTS] = {AWE_NOTE, "events after the last sound; left out"},
    [AWE_FOUND_HELD] = {AWE_NOTE, "keys or pedals never come up; released at the end"},
    [AWE_FOUND_LENGTH_PAST_FILE] = {AWE_WARNING,
                                    "track length reaches past the end of the file; cut there"},
    [AWE_FOUND_LENGTH_SHORT] = {AWE_WARNING, "track goes on after its length; read on to its end"},
    [AWE_FOUND_LENGTH_LONG] = {AWE_WARNING,
                               "track length covers what follows the end-of-track; not believed"},
    [AWE_FOUND_NO_END] = {AWE_WARNING, "no end-of-track; ended after the last event"},
    [AWE_FOUND_AFTER_END] = {AWE_WARNING, "bytes after the end-of-track; ignored"},
    [AWE_FOUND_CUT_EVENT] = {AWE_WARNING, "track ends within an event; event skipped"},
    [AWE_FOUND_CUT_DATA] = {AWE_WARNING,
                            "event length reaches past the end of the track; cut there"},
    [AWE_FOUND_NO_STATUS] = {AWE_WARNING, "no running status; skipped to the next status byte"},
    [AWE_FOUND_OLD_STATUS] = {AWE_WARNING,
                              "running status after a meta event or system exclusive; kept"},
    [AWE_FOUND_DATA_BYTE] = {AWE_WARNING, "data byte above 127; its top bit is ignored"},
    [AWE_FOUND_ILLEGAL_STATUS] = {AWE_WARNING, "status byte that has no place in a file; skipped"},
    [AWE_FOUND_LONG_NUMBER] = {AWE_NOTE, "variable-length number of more than 4 bytes; read"},
    [AWE_FOUND_HUGE_NUMBER] = {AWE_WARNING,
                               "number above 28 bits; read as time 0 or as the longest length"},
    [AWE_FOUND_TEMPO] = {AWE_WARNING, "tempo that makes no sense; ignored"},
    [AWE_FOUND_METER] = {AWE_NOTE, "time signature that makes no sense; ignored"},
    [AWE_FOUND_OPEN_SYSEX] = {AWE_WARNING, "system exclusive without an end; used as it is"},
    [AWE_FOUND_HUGE_SYSEX] = {AWE_WARNING, "system exclusive of packets above 64 KiB; ignored"},
    [AWE_FOUND_PATTERN_GAP] = {AWE_WARNING, "pattern ends long after its last event; the next one "
                                            "starts 10 seconds after that event"},
};

static const awe_finding_rules rules = {
    .kinds = kinds,
    .limit = 3,
    .max_reports = 100,
    .sums_all = true,
};

void awe_song_findings_init(awe_song_findings *findings, const awe_song_config *config)
{
    awe_findings_init(&findings->common, &rules, config ? config->report : NULL,
                      config ? config->context : NULL);
    findings->track = 0;
}

void awe_song_findings_start_track(awe_song_findings *findings, uint32_t track)
{
    findings->track = track;
}

void awe_song_findings_add(awe_song_findings *findings, awe_song_finding finding, size_t offset)
{
    awe_report at = {.offset = offset};
    if (finding >= FIRST_OF_TRACK) {
        at.part = "track";
        at.index = findings->track;
    }
    awe_findings_add(&findings->common, finding, at);
}

void awe_song_findings_end_track(awe_song_findings *findings)
{
    awe_report at = {.part = "track", .index = findings->track};
    awe_findings_sum_up(&findings->common, FIRST_OF_TRACK, AWE_N_SONG_FINDINGS, at);
}

void awe_song_findings_end_file(awe_song_findings *findings)
{
    awe_findings_sum_up(&findings->common, 0, FIRST_OF_TRACK, (awe_report){0});
    awe_findings_finish(&findings->common);
}

void awe_song_findings_refuse(awe_song_findings *findings, const char *text)
{
    if (findings->common.report) {
        awe_report about = {.severity = AWE_ERROR, .text = text};
        findings->common.report(findings->common.context, &about);
    }
}
