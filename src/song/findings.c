/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/findings.h"

#include "base/report.h"

#define MAX_PER_KIND 3
#define MAX_REPORTS 100

typedef struct kind {
    awe_severity severity;
    const char *text;
} kind;

static const kind kinds[AWE_N_SONG_FINDINGS] = {
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
    [AWE_FOUND_OPEN_SYSEX] = {AWE_WARNING, "system exclusive without an end; used as it is"},
    [AWE_FOUND_HUGE_SYSEX] = {AWE_WARNING, "system exclusive of packets above 64 KiB; ignored"},
    [AWE_FOUND_PATTERN_GAP] = {AWE_WARNING, "pattern ends long after its last event; the next one "
                                            "starts 10 seconds after that event"},
};

static bool belongs_to_track(awe_song_finding finding)
{
    return finding >= AWE_FOUND_LENGTH_PAST_FILE;
}

static awe_report describe(const awe_song_findings *findings, awe_song_finding finding,
                           size_t offset)
{
    bool in_track = belongs_to_track(finding);
    return (awe_report){
        .severity = kinds[finding].severity,
        .part = in_track ? "track" : NULL,
        .index = in_track ? findings->track : 0,
        .offset = offset,
        .text = kinds[finding].text,
    };
}

static void report(const awe_song_findings *findings, awe_report about)
{
    if (findings->report) {
        findings->report(findings->context, &about);
    }
}

/* Reports "<number><words><text>" for what was counted but not reported one by one. */
static void report_number(const awe_song_findings *findings, awe_report about, uint32_t number,
                          const char *words)
{
    if (findings->report) {
        awe_report_number(findings->report, findings->context, about, number, words);
    }
}

static void sum_up(awe_song_findings *findings, awe_song_finding first, awe_song_finding end)
{
    for (awe_song_finding finding = first; finding < end; finding++) {
        if (findings->counts[finding] > MAX_PER_KIND && findings->n_reports < MAX_REPORTS) {
            report_number(findings, describe(findings, finding, 0), findings->counts[finding],
                          " times in all: ");
            findings->n_reports++;
        }
        findings->counts[finding] = 0;
    }
}

void awe_song_findings_init(awe_song_findings *findings, const awe_song_config *config)
{
    *findings = (awe_song_findings){
        .report = config ? config->report : NULL,
        .context = config ? config->context : NULL,
    };
}

void awe_song_findings_start_track(awe_song_findings *findings, uint32_t track)
{
    findings->track = track;
}

void awe_song_findings_add(awe_song_findings *findings, awe_song_finding finding, size_t offset)
{
    findings->counts[finding]++;
    if (findings->counts[finding] > MAX_PER_KIND) {
        return;
    }
    if (findings->n_reports >= MAX_REPORTS && kinds[finding].severity != AWE_ERROR) {
        findings->n_left_out++;
        return;
    }
    findings->n_reports++;
    report(findings, describe(findings, finding, offset));
}

void awe_song_findings_end_track(awe_song_findings *findings)
{
    sum_up(findings, AWE_FOUND_LENGTH_PAST_FILE, AWE_N_SONG_FINDINGS);
}

void awe_song_findings_end_file(awe_song_findings *findings)
{
    sum_up(findings, AWE_FOUND_JUNK_BEFORE, AWE_FOUND_LENGTH_PAST_FILE);
    if (findings->n_left_out > 0) {
        awe_report about = {.severity = AWE_NOTE, .text = " are not listed"};
        report_number(findings, about, findings->n_left_out, " more findings");
    }
}

void awe_song_findings_refuse(awe_song_findings *findings, const char *text)
{
    report(findings, (awe_report){.severity = AWE_ERROR, .text = text});
}
