/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a bank; whatever loads is then asked everything, and the ends of all that a voice
   could read are read. */

#include "awe/bank.h"
#include "bank/lookup.h"
#include "fuzz/target.h"

#include <stdlib.h>

/* Two frames for each byte; fails for some bytes, and gives less than it said for others. */
static int64_t decode(void *context, const void *data, size_t size, int16_t *out, size_t n_out)
{
    const uint8_t *bytes = data;
    (void)context;
    if (size == 0 || bytes[0] == 1) {
        return -1;
    }
    for (size_t i = 0; out && i < n_out; i++) {
        out[i] = bytes[i / 2 % size];
    }
    return bytes[0] == 2 ? INT64_MAX
           : out         ? (int64_t)(bytes[0] == 3 ? n_out / 2 : n_out)
                         : 2 * (int64_t)size;
}

static void take_report(void *context, const awe_report *report)
{
    volatile char *sink = context;
    for (const char *c = report->text; *c; c++) {
        *sink = *c;
    }
    for (const char *c = report->name; c && *c; c++) {
        *sink = *c;
    }
}

static void check_region(const awe_region *region)
{
    const awe_sample *sample = region->sample;
    volatile int sink;
    int positions_hold = region->start < region->end && region->end <= sample->n_frames;
    int loop_holds = !region->loop_mode ||
                     (region->start <= region->loop_start &&
                      region->loop_start < region->loop_end && region->loop_end <= region->end);
    require(positions_hold && loop_holds && region->root_key <= 127);
    sink = sample->frames[0] + sample->frames[sample->n_frames - 1];
    sink = sample->low ? sample->low[0] + sample->low[sample->n_frames - 1] : 0;
    for (uint32_t i = 0; i < region->n_instrument_modulators; i++) {
        sink = region->instrument_modulators[i].amount;
    }
    for (uint32_t i = 0; i < region->n_preset_modulators; i++) {
        sink = region->preset_modulators[i].amount;
    }
    (void)sink;
}

static void use_bank(const awe_bank *bank)
{
    awe_bank_info info;
    awe_preset_info preset;
    awe_bank_get_info(bank, &info);
    for (uint32_t i = 0; awe_bank_get_preset(bank, i, &preset); i++) {
        int32_t index = awe_bank_find(bank, preset.bank, preset.program);
        require(index == (int32_t)i);
        for (uint32_t key = 0; key < 128; key++) {
            uint32_t n;
            const awe_layer *layers = awe_bank_layers(bank, index, key, &n);
            for (uint32_t j = 0; j < n; j++) {
                awe_region region;
                if (awe_bank_region(bank, &layers[j], key, &region)) {
                    check_region(&region);
                }
            }
        }
    }
}

static int read_bytes(void *context, const void *bytes, size_t size)
{
    volatile char *sink = context;
    *sink = ((const char *)bytes)[0];
    *sink = ((const char *)bytes)[size - 1];
    return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    volatile char sink;
    awe_bank_config config = {.decode = decode, .report = take_report, .context = (void *)&sink};
    awe_bank *bank;
    if (awe_bank_load(data, size, &config, &bank) == AWE_OK) {
        use_bank(bank);
    }
    awe_bank_free(bank);
    config.rules = (awe_sf_rules)(size % 5);
    if (size > 0 && awe_bank_load(data, size, &config, &bank) == AWE_OK) {
        use_bank(bank);
        awe_bank_free(bank);
    }
    config.postpone = 1;
    if (size > 0 && awe_bank_load(data, size, &config, &bank) == AWE_OK) {
        use_bank(bank);
        (void)awe_bank_prepare(bank, (uint32_t[]){data[size - 1], 0}, 2, &config);
        use_bank(bank);
        awe_bank_free(bank);
    }
    config.rules = AWE_SF_RULES_1_0;
    (void)awe_bank_convert(data, size, &config, read_bytes, (void *)&sink);
    return 0;
}
