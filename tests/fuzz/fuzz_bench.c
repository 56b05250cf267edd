/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as results of the bench: either a line is named that is there, or what was read is read
   again from what is written of it, and is the same as itself. */

#include "app/bench_json.h"
#include "app/bench_verdict.h"
#include "fuzz/target.h"

#include <stdlib.h>
#include <string.h>

static void require_round_trip(const bench_case *item, const bench_origin *origin)
{
    bench_list again = {0};
    bench_origin where;
    bench_error error;
    char *line = bench_json_write(item, origin);
    require(line && bench_json_read(line, strlen(line), &again, &where, &error));
    require(again.n == 1 && again.items[0].n_runs == item->n_runs);
    require(again.items[0].hash == item->hash && again.items[0].n_frames == item->n_frames);
    require(strcmp(again.items[0].workload, item->workload) == 0);
    require(memcmp(again.items[0].busy.buckets, item->busy.buckets, sizeof item->busy.buckets) ==
            0);
    bench_list_free(&again);
    free(line);
}

static void require_verdicts(const bench_list *list)
{
    bench_verdict *verdicts = calloc(list->n, sizeof *verdicts);
    require(verdicts && bench_verdict_judge(list, list, list, verdicts));
    for (size_t i = 0; i < list->n; i++) {
        const bench_verdict *v = &verdicts[i];
        require(v->void_reason || v->verdict == AWE_VERDICT_SAME ||
                v->verdict == AWE_VERDICT_UNCLEAR);
        char *line = bench_json_write_verdict(v);
        require(line != NULL);
        free(line);
    }
    free(verdicts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bench_list list = {0};
    bench_origin origin;
    bench_error error;
    const char *text = (const char *)data;
    if (bench_json_read(text, size, &list, &origin, &error)) {
        for (size_t i = 0; i < list.n; i++) {
            require_round_trip(&list.items[i], &origin);
        }
        if (list.n > 0 && list.n <= AWE_COMPARE_MAX) {
            require_verdicts(&list);
        }
    } else {
        require(error.text && error.line >= 1 && error.line <= count_lines(text, size));
    }
    bench_list_free(&list);
    return 0;
}
