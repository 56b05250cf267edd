/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/explain.h"

#include "app/explain_parts.h"
#include "app/explain_words.h"
#include "app/say.h"

#include <stdio.h>

/* Bank and program, or the kit's number. */
static void name_address(char text[24], uint32_t bank, uint32_t program)
{
    if (bank == 128) {
        snprintf(text, 24, "kit %u", program);
    } else {
        snprintf(text, 24, "%u:%u", bank, program);
    }
}

/* Why it is not what was asked for; "" if it is. */
static void name_reason(char text[160], const song_use *use)
{
    static const struct {
        const char *before, *after;
    } words[] = {
        [AWE_FOUND_EXACTLY] = {"", ""},
        [AWE_FOUND_IN_BANK_0] = {"; stands in for ", ""},
        [AWE_FOUND_IN_OTHER_BANK] = {"; stands in for ", ", as bank 0 lacks the program, too"},
        [AWE_FOUND_FIRST_PRESET] = {"; the first there is, as no bank has ", " or its program"},
        [AWE_FOUND_STANDARD_KIT] = {"; the standard kit stands in for ", ""},
        [AWE_FOUND_KEY_IN_STANDARD_KIT] = {"; the standard kit's key, as ", " lacks it"},
        [AWE_FOUND_NOTHING] = {"; no bank has ", " or a stand-in"},
    };
    char wanted[24] = "";
    awe_found_by by = use->use.found_by;
    if (by != AWE_FOUND_EXACTLY) {
        name_address(wanted, use->use.bank, use->use.program);
    }
    bool lacks_key = use->use.is_silent && by != AWE_FOUND_NOTHING;
    snprintf(text, 160, "%s%s%s%s%s", words[by].before, wanted, words[by].after,
             use->use.is_lost ? ", whose samples are in the ROM of a sound card" : "",
             lacks_key ? "; it leaves the key out" : "");
}

void explain_use(char *text, size_t size, const song_use *use, const banks *b)
{
    char reason[160];
    char address[24];
    char key[16] = "";
    awe_preset_info info = {0};
    name_reason(reason, use);
    if (use->key != ANY_KEY) {
        snprintf(key, sizeof key, "key %u: ", use->key);
    }
    if (use->use.found_by == AWE_FOUND_NOTHING) {
        snprintf(text, size, "%snothing%s", key, reason);
        return;
    }
    uint32_t i = use->use.stack_index;
    awe_bank_get_preset(b->items[i], use->use.preset, &info);
    uint32_t number = info.bank < 128 ? info.bank + (uint32_t)b->stack[i].offset : info.bank;
    name_address(address, number, info.program);
    snprintf(text, size, "%s%s \"%s\" of %s%s", key, address, info.name, b->paths[i], reason);
}

static bool is_missing(const song_use *use)
{
    return use->use.found_by != AWE_FOUND_EXACTLY;
}

static void say_use(const char *path, const awe_song *song, const song_use *use, const banks *b)
{
    char when[64];
    char channel[32];
    char words[1024];
    explain_when(when, sizeof when, song, use->frame);
    explain_channel(channel, sizeof channel, use->port, use->channel);
    explain_use(words, sizeof words, use, b);
    if (b->wanted->strict && is_missing(use)) {
        say_error("%s: %s, %s: %s", path, when, channel, words);
    } else {
        say_info("%s: %s, %s: %s", path, when, channel, words);
    }
}

static bool explain_programs(const char *path, const awe_song *song, const banks *b)
{
    song_uses uses;
    uint32_t n_missing = 0;
    bool says_all = b->wanted->explains & EXPLAIN_PROGRAMS;
    if (!says_all && !b->wanted->strict) {
        return true;
    }
    if (!uses_find(&uses, song, &b->wanted->synth, b->stack, b->n)) {
        return say_no_memory();
    }
    for (size_t i = 0; i < uses.n; i++) {
        n_missing += is_missing(&uses.items[i]);
        if (says_all || is_missing(&uses.items[i])) {
            say_use(path, song, &uses.items[i], b);
        }
    }
    uses_free(&uses);
    if (b->wanted->strict && n_missing > 0) {
        say_error("%s: %u times another preset would stand in, which --strict does not allow", path,
                  n_missing);
        return false;
    }
    return true;
}

bool explain_song(const char *path, const awe_song *song, const banks *b,
                  const transport_settings *heard)
{
    uint32_t wanted = b->wanted->explains;
    if (wanted & EXPLAIN_SYSEX) {
        explain_exclusives(path, song);
    }
    if (wanted & EXPLAIN_NRPN) {
        explain_parameters(path, song);
    }
    bool ok = explain_programs(path, song, b);
    if (ok && wanted & EXPLAIN_STEAL) {
        explain_thefts(path, song, b, heard);
    }
    return ok;
}
