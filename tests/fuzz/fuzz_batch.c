/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a list of songs and as the log of a batch: what a line names is a file below the
   folder of outputs, in the one spelling that tells files apart; what proves an output are three
   hashes. */

#include "app/batch_list.h"
#include "app/batch_log.h"
#include "app/batch_output.h"
#include "app/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "out"

static void require(int condition)
{
    if (!condition) {
        abort();
    }
}

static void require_below(const char *output, const settings *s)
{
    char *again;
    const char *name = output + sizeof FOLDER; /* and the slash */
    require(strncmp(output, FOLDER "/", sizeof FOLDER) == 0);
    require(sound_container_of_path(name) != SOUND_AUTO);
    for (const char *at = output; *at; at += *at == '/') {
        size_t n = strcspn(at, "/");
        require(n > 0 && !(n == 1 && at[0] == '.') && !(n == 2 && strncmp(at, "..", 2) == 0));
        at += n;
    }
    require(batch_output_make(s, name, &again) == NULL && strcmp(again, output) == 0);
    free(again);
}

static void require_item(const batch_item *item, const settings *s)
{
    int transpose = item->transport.parts.transpose, tempo = item->transport.tempo_percent;
    require(item->song && item->song[0]);
    require(transpose >= -PARTS_MOST_SEMITONES && transpose <= PARTS_MOST_SEMITONES);
    require(tempo == 0 || (tempo >= TRANSPORT_LEAST_PERCENT && tempo <= TRANSPORT_MOST_PERCENT));
    require_below(item->output, s);
}

/* `text` ends with a 0. */
static void list_line(const char *text, const settings *s)
{
    batch_list list = {0};
    char *line = strdup(text);
    require(line != NULL);
    const char *wrong = batch_line_read(line, s, &list);
    require(list.n <= (wrong ? 0 : 1) && (!wrong || wrong[0]));
    if (list.n > 0) {
        require_item(&list.items[0], s);
    }
    batch_list_free(&list);
    free(line);
}

static void log_line(const char *line, size_t size)
{
    batch_proof proof, again;
    if (!batch_log_read_line(line, size, &proof)) {
        return;
    }
    struct json_t *object = json_begin();
    json_put_text(object, "song_hash", proof.song);
    json_put_text(object, "setup_hash", proof.setup);
    json_put_text(object, "file_hash", proof.file);
    char *text = json_end(object);
    require(text && batch_log_read_line(text, strlen(text), &again));
    require(memcmp(&proof, &again, sizeof proof) == 0);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const settings by_name = {.render.output = FOLDER};
    const settings flac = {.render = {.output = FOLDER "/", .container = SOUND_FLAC}};
    const char *at = (const char *)data, *end = at + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t n = (size_t)((stop ? stop : end) - at);
        char *line = strndup(at, n);
        require(line != NULL);
        list_line(line, &by_name);
        list_line(line, &flac);
        free(line);
        log_line(at, n);
        at += n + (stop != NULL);
    }
    return 0;
}
