/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bank_file.h"

#include "app/memory_tags.h"
#include "app/say.h"
#include "app/spread.h"
#include "io/sound_file.h"

#include <stdio.h>
#include <string.h>

bool bank_file_is(const char *path)
{
    char head[12] = "";
    FILE *file = fopen(path, "rb");
    bool ok = file && fread(head, 1, sizeof head, file) == sizeof head;
    if (file) {
        fclose(file);
    }
    return ok && memcmp(head, "RIFF", 4) == 0 && memcmp(head + 8, "sf", 2) == 0;
}

bool bank_file_open(bank_file *f, const char *path, awe_sf_rules rules)
{
    io_error error;
    say_source source = {.path = path};
    awe_bank_config config = {
        .allocator = memory_tags_allocator(MEMORY_BANK),
        .decode = sound_file_decode,
        .spread = spread_run,
        .report = say_report,
        .context = &source,
        .rules = rules,
    };
    *f = (bank_file){.path = path};
    if (!file_map_open(&f->map, path, &error)) {
        say_error("%s: %s", path, error.text);
        return false;
    }
    awe_status status = awe_bank_load(f->map.data, f->map.size, &config, &f->bank);
    if (status && !source.has_error) {
        say_error("%s: %s", path, awe_status_text(status));
    }
    say_unsaid(&source);
    f->n_repairs = source.n_repairs;
    return !status;
}

void bank_file_close(bank_file *f)
{
    awe_bank_free(f->bank);
    file_map_close(&f->map);
    f->bank = NULL;
}
