/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "awe/status.h"

#ifndef AWE_VERSION
#error "AWE_VERSION is the project's version in CMakeLists.txt: pass -DAWE_VERSION='\"0.0.0\"'"
#endif

const char *awe_status_text(awe_status status)
{
    switch (status) {
    case AWE_OK:
        return "no error";
    case AWE_BAD_ARG:
        return "an argument is outside its range";
    case AWE_NO_MEM:
        return "out of memory";
    case AWE_NOT_A_BANK:
        return "this is not a SoundFont";
    case AWE_NOT_A_SONG:
        return "this is not a MIDI file";
    case AWE_DAMAGED:
        return "the file is damaged, nothing in it can be used";
    case AWE_UNSUPPORTED:
        return "this kind of file is not supported";
    case AWE_NOT_WRITTEN:
        return "the result could not be written";
    }
    return "unknown status";
}

const char *awe_version(void)
{
    return AWE_VERSION;
}
