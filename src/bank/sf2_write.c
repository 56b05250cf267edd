/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/sf2_write.h"

#include <string.h>

#define N_TABLES 9

typedef struct file_writer {
    awe_write_fn write;
    void *context;
    int failed;
} file_writer;

static void put(file_writer *w, const void *bytes, size_t size)
{
    w->failed = w->failed || (size > 0 && !w->write(w->context, bytes, size));
}

/* A chunk's name and size. */
static void put_head(file_writer *w, const char *name, size_t size)
{
    uint8_t head[8];
    memcpy(head, name, 4);
    for (int i = 0; i < 4; i++) {
        head[4 + i] = (uint8_t)(size >> 8 * i);
    }
    put(w, head, sizeof head);
}

/* All records have even sizes, and so have frames. */
static void put_chunk(file_writer *w, const char *name, awe_bytes content)
{
    put_head(w, name, content.size);
    put(w, content.data, content.size);
}

static void put_list(file_writer *w, const char *type, size_t size)
{
    put_head(w, "LIST", size);
    put(w, type, 4);
}

int awe_sf2_write(const awe_tables *tables, awe_bytes smpl, awe_write_fn write, void *context)
{
    static const char *const names[N_TABLES] = {"phdr", "pbag", "pmod", "pgen", "inst",
                                                "ibag", "imod", "igen", "shdr"};
    const awe_tables_level *p = &tables->presets;
    const awe_tables_level *i = &tables->instruments;
    const awe_list *const lists[N_TABLES] = {&p->headers,    &p->bags,       &p->modulators,
                                             &p->generators, &i->headers,    &i->bags,
                                             &i->modulators, &i->generators, &tables->samples};
    file_writer w = {.write = write, .context = context};
    size_t info_size = 4 + tables->info.n;
    size_t data_size = 4 + 8 + smpl.size;
    size_t tables_size = 4;
    for (int t = 0; t < N_TABLES; t++) {
        tables_size += 8 + (size_t)lists[t]->n;
    }
    put_head(&w, "RIFF", 4 + 3 * 8 + info_size + data_size + tables_size);
    put(&w, "sfbk", 4);
    put_list(&w, "INFO", info_size);
    put(&w, tables->info.items, tables->info.n);
    put_list(&w, "sdta", data_size);
    put_chunk(&w, "smpl", smpl);
    put_list(&w, "pdta", tables_size);
    for (int t = 0; t < N_TABLES; t++) {
        put_chunk(&w, names[t], awe_tables_bytes(lists[t]));
    }
    return !w.failed;
}
