/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/explain.h"
#include "support/synth_rig.h"

/* Words for a use of the rig's only preset, in a stack with this offset. */
static void check_words(song_use use, int32_t offset, const char *expected)
{
    static char path[] = "a.sf2";
    char words[256];
    synth_rig rig;
    rig_open(&rig, rig_sine_bank(100), NULL);
    banks b = {.stack = {{rig.bank, offset}}, .items = {rig.bank}, .paths = {path}, .n = 1};
    explain_use(words, sizeof words, &use, &b);
    rig_close(&rig);
    assert_string_equal(words, expected);
}

static void reasons(void **state)
{
    (void)state;
    song_use use = {.key = ANY_KEY, .use = {.bank = 8, .program = 5}};
    check_words(use, 0, "0:0 \"sine\" of a.sf2");
    check_words(use, 3, "3:0 \"sine\" of a.sf2");
    use.use.found_by = AWE_FOUND_IN_BANK_0;
    check_words(use, 0, "0:0 \"sine\" of a.sf2; stands in for 8:5");
    use.use.is_lost = 1;
    check_words(use, 0,
                "0:0 \"sine\" of a.sf2; stands in for 8:5, whose samples are in the ROM of a "
                "sound card");
    use.use.is_lost = 0;
    use.use.found_by = AWE_FOUND_IN_OTHER_BANK;
    check_words(use, 0,
                "0:0 \"sine\" of a.sf2; stands in for 8:5, as bank 0 lacks the program, too");
    use.use.found_by = AWE_FOUND_FIRST_PRESET;
    check_words(use, 0,
                "0:0 \"sine\" of a.sf2; the first there is, as no bank has 8:5 or its program");
    use.use = (awe_preset_use){.bank = 128, .program = 24, .found_by = AWE_FOUND_STANDARD_KIT};
    check_words(use, 0, "0:0 \"sine\" of a.sf2; the standard kit stands in for kit 24");
    use.use.found_by = AWE_FOUND_NOTHING;
    check_words(use, 0, "nothing; no bank has kit 24 or a stand-in");
    use.key = 38;
    use.use.found_by = AWE_FOUND_KEY_IN_STANDARD_KIT;
    check_words(use, 0,
                "key 38: 0:0 \"sine\" of a.sf2; the standard kit's key, as kit 24 lacks it");
    use.use.found_by = AWE_FOUND_EXACTLY;
    use.use.is_silent = 1;
    check_words(use, 0, "key 38: 0:0 \"sine\" of a.sf2; it leaves the key out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
