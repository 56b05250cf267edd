/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/victims.h"

static int is_before(const awe_victim *a, const awe_victim *b)
{
    if (a->worth != b->worth) {
        return a->worth < b->worth;
    }
    return a->note != b->note ? a->note < b->note : a->lane < b->lane;
}

void awe_victims_add(awe_victims *victims, const awe_victim *added)
{
    awe_victim *items = victims->items;
    uint32_t at = victims->n++;
    for (; at > 0 && is_before(added, &items[(at - 1) / 2]); at = (at - 1) / 2) {
        items[at] = items[(at - 1) / 2];
    }
    items[at] = *added;
}

void awe_victims_drop(awe_victims *victims)
{
    awe_victim *items = victims->items;
    const awe_victim last = items[--victims->n];
    uint32_t at = 0;
    for (uint32_t child = 1; child < victims->n; child = 2 * at + 1) {
        child += child + 1 < victims->n && is_before(&items[child + 1], &items[child]);
        if (is_before(&last, &items[child])) {
            break;
        }
        items[at] = items[child];
        at = child;
    }
    items[at] = last;
}
