/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_STATUS_H
#define AWE_STATUS_H

#include "awe/api.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a call that can fail returns.
typedef enum awe_status {
    AWE_OK = 0,
    AWE_BAD_ARG,     ///< an argument is outside its documented range
    AWE_NO_MEM,      ///< the allocator returned NULL
    AWE_NOT_A_BANK,  ///< the bytes are not a SoundFont
    AWE_NOT_A_SONG,  ///< the bytes are not a MIDI file
    AWE_DAMAGED,     ///< recognised, but nothing in it can be used
    AWE_UNSUPPORTED, ///< recognised, but of a kind that the call is not for
    AWE_NOT_WRITTEN, ///< the caller's function could not write
} awe_status;

/// One sentence for `status`, without a final period. Static storage.
/// Errors: none; an unknown value gives "unknown status".
/// [any]
AWE_API const char *awe_status_text(awe_status status);

/// The library's version as "major.minor.patch". Static storage.
/// Errors: none.
/// [any]
AWE_API const char *awe_version(void);

/// How serious a report is.
typedef enum awe_severity {
    AWE_NOTE,    ///< worth knowing, nothing was changed
    AWE_WARNING, ///< the input was repaired or a part of it left out
    AWE_ERROR,   ///< the call fails because of this
} awe_severity;

/// One finding of a reader: where, what, what follows.
typedef struct awe_report {
    awe_severity severity;
    const char *part; ///< kind of place, such as "track" or "sample"; NULL: the file as a whole
    uint32_t index;   ///< which of them, counted from 0
    const char *name; ///< its name in the file, cleaned to printable ASCII; NULL: none
    uint64_t offset;  ///< byte offset in the data
    const char *text; ///< what is wrong and what follows: "no running status; event skipped"
} awe_report;

/// Receives findings while a bank or a song is read. The report is valid during the call only.
typedef void (*awe_report_fn)(void *context, const awe_report *report);

#ifdef __cplusplus
}
#endif

#endif
