/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/findings.h"

#include <assert.h>

static_assert(AWE_N_BANK_FINDINGS <= AWE_MAX_FINDING_KINDS, "too many kinds of findings");

static const awe_finding_kind kinds[AWE_N_BANK_FINDINGS] = {
    [AWE_FINDING_NOT_RIFF] = {AWE_ERROR, "not a SoundFont: no RIFF header"},
    [AWE_FINDING_NOT_SOUNDFONT] = {AWE_ERROR, "a RIFF file, but not a SoundFont"},
    [AWE_FINDING_CHUNK_MISSING] = {AWE_ERROR, "missing or empty; nothing can be played"},
    [AWE_FINDING_NO_SOUND] = {AWE_ERROR, "no preset leads to a sample that can be played"},
    [AWE_FINDING_FORM] = {AWE_WARNING, "RIFF form is not sfbk; read as a SoundFont"},
    [AWE_FINDING_NO_VERSION] = {AWE_WARNING, "no version; read as 2.01"},
    [AWE_FINDING_NEW_VERSION] = {AWE_WARNING, "unknown version; read as 2.04"},
    [AWE_FINDING_CHUNK_UNPADDED] = {AWE_NOTE, "odd size without a pad byte"},
    [AWE_FINDING_CHUNK_RESIZED] = {AWE_WARNING, "wrong size; read up to the next list"},
    [AWE_FINDING_CHUNK_CUT] = {AWE_WARNING, "longer than the file; read up to the file's end"},
    [AWE_FINDING_NO_MODULATORS] = {AWE_WARNING, "missing; read as empty"},
    [AWE_FINDING_NO_FRAMES] = {AWE_WARNING, "missing or empty; only ROM samples can sound"},
    [AWE_FINDING_OLD_MODULATORS] = {AWE_NOTE, "SoundFont 1.0 defines no modulators; ignored"},
    [AWE_FINDING_OLD_TOO_BIG] = {AWE_WARNING,
                                 "too big for SoundFont 2; the preset's values ignored"},
    [AWE_FINDING_PART_OF_RECORD] = {AWE_WARNING, "ends within a record; that record is ignored"},
    [AWE_FINDING_MANY_RECORDS] = {AWE_WARNING, "more records than can be addressed; rest ignored"},
    [AWE_FINDING_NO_TERMINAL] = {AWE_WARNING, "no terminal record; the last record is used"},
    [AWE_FINDING_SM24_VERSION] = {AWE_WARNING, "24-bit data in a bank before 2.04; ignored"},
    [AWE_FINDING_SM24_SIZE] = {AWE_WARNING, "size does not match smpl; 24-bit data ignored"},
    [AWE_FINDING_SAMPLE_ROM] = {AWE_WARNING, "in the ROM of a sound card; silent"},
    [AWE_FINDING_SAMPLE_ROM_ANSWERED] = {AWE_NOTE, "in the ROM of a sound card; taken from another "
                                                   "bank's sample of this name"},
    [AWE_FINDING_SAMPLE_OUTSIDE] = {AWE_WARNING, "no frames in the file; silent"},
    [AWE_FINDING_SAMPLE_END] = {AWE_WARNING, "ends outside the sample data; cut there"},
    [AWE_FINDING_SAMPLE_RATE] = {AWE_WARNING, "sample rate makes no sense; 44100 Hz assumed"},
    [AWE_FINDING_SAMPLE_ROOT_KEY] = {AWE_WARNING, "root key above 127; 60 assumed"},
    [AWE_FINDING_SAMPLE_NO_DECODER] = {AWE_WARNING, "compressed, and no decoder given; silent"},
    [AWE_FINDING_SAMPLE_NOT_DECODED] = {AWE_WARNING, "cannot be decoded; silent"},
    [AWE_FINDING_SAMPLE_LOOP_CLAMPED] = {AWE_WARNING, "loop reaches outside the sample; cut"},
    [AWE_FINDING_SAMPLE_LOOP_DROPPED] = {AWE_WARNING, "loop makes no sense; played without it"},
    [AWE_FINDING_SAMPLE_OFFSETS] = {AWE_WARNING, "start or end offset leaves the sample; clamped"},
    [AWE_FINDING_ZONE_INDEX] = {AWE_WARNING, "zone index out of order; repaired"},
    [AWE_FINDING_GENERATOR_INDEX] = {AWE_WARNING, "generator index out of order; repaired"},
    [AWE_FINDING_MODULATOR_INDEX] = {AWE_WARNING, "modulator index out of order; repaired"},
    [AWE_FINDING_ZONE_LINK] = {AWE_WARNING, "link out of range; zone left out"},
    [AWE_FINDING_ZONE_NO_LINK] = {AWE_WARNING, "no link, and not the first zone; left out"},
    [AWE_FINDING_ZONE_RANGE] = {AWE_WARNING, "empty key or velocity range; zone left out"},
    [AWE_FINDING_GENERATOR_UNKNOWN] = {AWE_NOTE, "unknown generator; ignored"},
    [AWE_FINDING_GENERATOR_LEVEL] = {AWE_NOTE, "generator not allowed at this level; ignored"},
    [AWE_FINDING_RANGE_LATE] = {AWE_NOTE, "range after other generators; used"},
    [AWE_FINDING_GENERATOR_AFTER_LINK] = {AWE_NOTE, "generators after the link; ignored"},
    [AWE_FINDING_MANY_MODULATORS] = {AWE_WARNING, "too many modulators in a zone; rest ignored"},
    [AWE_FINDING_PRESET_ADDRESS] = {AWE_WARNING, "bank above 128 or program above 127; left out"},
    [AWE_FINDING_PRESET_TWICE] = {AWE_WARNING, "bank and program of a later preset; left out"},
    [AWE_FINDING_MANY_LAYERS] = {AWE_WARNING, "more than 64 zones on one key; rest left out"},
    [AWE_FINDING_MANY_PAIRS] = {AWE_WARNING, "too many zones; rest of the bank's zones left out"},
};

/* A bank made for a card's ROM has nothing but ROM samples. */
static const awe_finding_rules rules = {
    .kinds = kinds,
    .limit = 4,
    .once = UINT64_C(1) << AWE_FINDING_SAMPLE_ROM | UINT64_C(1) << AWE_FINDING_SAMPLE_ROM_ANSWERED,
};

void awe_bank_findings_init(awe_bank_findings *findings, awe_report_fn report, void *context,
                            awe_bytes file)
{
    awe_findings_init(&findings->common, &rules, report, context);
    findings->file = file;
}

void awe_bank_findings_add(awe_bank_findings *findings, awe_bank_finding finding, awe_place place)
{
    /* records made from others stand outside the file */
    uintptr_t offset = (uintptr_t)place.bytes - (uintptr_t)findings->file.data;
    offset = place.bytes && offset <= findings->file.size ? offset : 0;
    awe_report at = {
        .part = place.part, .index = place.index, .name = place.name, .offset = offset};
    awe_findings_add(&findings->common, finding, at);
}

void awe_bank_findings_finish(awe_bank_findings *findings)
{
    awe_findings_sum_up(&findings->common, 0, AWE_N_BANK_FINDINGS, (awe_report){0});
    awe_findings_finish(&findings->common);
}
