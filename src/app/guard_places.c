/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/guard_places.h"

#include "base/trust.h"

#include <stdio.h>
#include <string.h>

#ifdef __GLIBC__

#include <dlfcn.h>
#include <execinfo.h>

#define MAX_INNER 8 /* frames of the guard itself and of the signal */

void guard_places_prepare(void)
{
    void *frame;
    backtrace(&frame, 1);
}

AWE_TRUST_BEGIN
void guard_places_take(guard_places *places, void *innermost)
{
    void *frames[MAX_INNER + GUARD_MAX_PLACES];
    int n = backtrace(frames, MAX_INNER + GUARD_MAX_PLACES);
    *places = (guard_places){.n = 1, .at = {innermost}};
    int i = 0;
    while (i < n && frames[i] != innermost) {
        i++;
    }
    for (i++; i < n && places->n < GUARD_MAX_PLACES; i++) {
        places->at[places->n++] = frames[i];
    }
}
AWE_TRUST_END

static int format_place(const char *address, char *out, size_t size)
{
    Dl_info info;
    if (!dladdr(address, &info) || !info.dli_fname) {
        return snprintf(out, size, "%p", (const void *)address);
    }
    const char *slash = strrchr(info.dli_fname, '/');
    const char *file = slash ? slash + 1 : info.dli_fname;
    size_t offset = (size_t)(address - (const char *)info.dli_fbase);
    if (!info.dli_sname) {
        return snprintf(out, size, "%s+0x%zx", file, offset);
    }
    return snprintf(out, size, "%s+0x%zx (%s)", file, offset, info.dli_sname);
}

#else

void guard_places_prepare(void)
{
}

void guard_places_take(guard_places *places, void *innermost)
{
    *places = (guard_places){.n = 1, .at = {innermost}};
}

static int format_place(const char *address, char *out, size_t size)
{
    return snprintf(out, size, "%p", (const void *)address);
}

#endif

void guard_places_format(const guard_places *places, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < places->n && used < size; i++) {
        /* The byte before belongs to the call itself, the address to what follows it. */
        const char *call = (const char *)places->at[i] - 1;
        used += (size_t)snprintf(out + used, size - used, "%s", i > 0 ? ", " : "");
        if (used < size) {
            used += (size_t)format_place(call, out + used, size - used);
        }
    }
}
