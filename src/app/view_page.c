/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/view_page.h"

#include "app/columns.h"
#include "app/keys.h"
#include "app/view_line.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define WIDE_COLUMNS 72 /* below: the short templates */
#define MAX_ALERT_ROWS 4
#define MAX_GAP_ROWS 3
#define KEY_COLUMNS 40 /* of one key and its help */
#define KEY_NAME 11
#define MAX_KEYS 64

typedef enum block_kind {
    BLOCK_FIELDS,
    BLOCK_XRUN, /* fields that there are once sound was lost */
    BLOCK_ALERTS,
    BLOCK_GAPS,
    BLOCK_MESSAGES,
} block_kind;

/* One row of fields, or a few rows of something else, from top to bottom. */
typedef struct block {
    int rank; /* those with the greatest number go first */
    const char *wide;
    const char *narrow; /* NULL: not shown there */
    block_kind kind;
} block;

static const block blocks[] = {
    {1,
     "{^health:-9}{song:-22}[ {position_s} / {end_s}][  bar {bar}]  {state}  {set}{>}  q quit  ? "
     "help",
     "{^health}[ {position_s}/{end_s}] {state} {song} {set}"},
    {13, "device   {buffer_frames} @ {rate_hz} = {period_ms}  {rt}, {locked}  {device}",
     "buffer {buffer_frames} @ {rate_hz} {rt} {device}"},
    {8,
     "quality  {^level} of {quality.asked}, {interpolation}, cap {capacity}"
     "  changes {quality.changes} reverts {quality.reverts} restrained {quality.restrained}",
     "{^level} of {quality.asked} capacity {capacity}"},
    {14, "             p50    p99  p99.9    max     budget         {~seconds}", NULL},
    {2,
     "busy     {share.p50:7}{share.p99:7}{share.p99.9:7}{share.max:7}     {=budget.share:-14}"
     " {~share}",
     "busy {share.p50} {share.p99} {share.max} {=budget.share}"},
    {5,
     "slack    {slack_ms.p50:7}{slack_ms.p1:7}{slack_ms.p0.1:7}{slack_ms.min:7} ms"
     "  {=budget.slack_ms:-14} {~slack_ms}",
     "slack {slack_ms.p50} {slack_ms.min} ms {=budget.slack_ms}"},
    {12,
     "late     {late_ms.p50:7}{late_ms.p99:7}{late_ms.p99.9:7}{late_ms.max:7} ms"
     "  {=budget.late_ms:-14} forecast x{predicted_ratio}",
     "late {late_ms.p50} {late_ms.p99} {late_ms.max} ms"},
    {6,
     "key>snd  {key_to_sound_ms.p50:7}{key_to_sound_ms.p99:7}{key_to_sound_ms.p99.9:7}"
     "{key_to_sound_ms.max:7} ms  {=budget.key_to_sound_ms:-14}"
     " ours {key_to_sound_ms.our_part} jitter {key_to_sound_ms.jitter}",
     "key>snd {key_to_sound_ms.p50} {key_to_sound_ms.p99} ms {=budget.key_to_sound_ms}"},
    {18,
     "stage    control {stage.control} voices {stage.voices} effects {stage.effects}"
     " rest {stage.rest}  {ns_per_voice_frame}/voice-frame, {kernel}",
     NULL},
    {3,
     "voices   {voices}/{voices_limit} {#voices} peak {voices_peak}  stolen {stolen}"
     " (released {stolen_released})  shed {shed}",
     "voices {voices}/{voices_limit}  cpu {cpu.process}"},
    {19,
     "notes    lost {lost_notes}  start {alloc_ns.p50} ns, p99.9 {alloc_ns.p99.9} ns"
     "   output peak {peak_percent}  clipped {clipped}",
     NULL},
    {4,
     "xruns    {xruns.total}{*xruns}   lost {lost_frames} frames   headroom {headroom}"
     "   early {early}",
     "xruns {xruns.total}{*xruns}"},
    {11, "         {last_xrun.cause}, {last_xrun.ago_s} ago: {last_xrun.sentence}",
     "  {last_xrun.ago_s} ago: {last_xrun.sentence}", BLOCK_XRUN},
    {20, "         advice: {last_xrun.advice}", NULL, BLOCK_XRUN},
    {7,
     "memory   {memory.rss}  bank {memory.bank}, mapped {memory.bank_mapped}:"
     " {memory.bank_resident} in use, {memory.bank_locked} locked",
     "memory {memory.rss} bank {memory.bank}"},
    {21,
     "         synth {memory.synth}  swap {memory.swap}  growth {memory.growth_per_min}/min"
     "   t {t}   broken budgets {broken}",
     NULL},
    {15,
     "guard    alloc {guard.alloc}  lock {guard.lock}  syscall {guard.syscall}"
     "  faults {faults.minor}/{faults.major}  denormal {numbers.denormal}"
     "  nan {numbers.nan}/{numbers.infinite}  dropped {records_dropped}",
     "guard {guard.alloc}/{guard.lock}/{guard.syscall} faults {faults.minor}/{faults.major}"},
    {16,
     "cpu      {cpu.process} of a core: audio {cpu.audio} midi {cpu.midi} main {cpu.main}"
     "   monitor {monitor_percent}",
     NULL},
    {22,
     "machine  {mhz}  {temp_c}  steal {steal_percent}"
     "  pressure cpu {pressure.cpu} memory {pressure.memory} io {pressure.io}",
     NULL},
    {17,
     "midi     {midi.input:-20} {midi.events_per_s} ev/s  ring {midi.ring_percent}"
     "  refused {midi.refused}  errors {midi.parse_errors}",
     NULL},
    {23,
     "         misplaced {midi.misplaced}, by {midi.placement_frames} frames"
     "  stamps +-{key_to_sound_ms.uncertainty}  {time}",
     NULL},
    {9, "alerts   ", "alerts ", BLOCK_ALERTS},
    {24, "", NULL, BLOCK_GAPS},
    {10, "", "", BLOCK_MESSAGES},
};
#define N_BLOCKS (sizeof blocks / sizeof blocks[0])

/* How a screen is shared out. */
typedef struct plan {
    const view_data *data;
    const view_said *said;
    view_size size;
    bool is_wide;
    char gaps[VIEW_LINE_BYTES]; /* what is not known */
    size_t n_rows[N_BLOCKS];
    size_t n_left; /* rows that nobody has */
} plan;

static void add_row(view_page *page, const char *text, view_size size)
{
    if (page->n_rows < size.n_rows && page->n_rows < VIEW_PAGE_ROWS) {
        view_text_plain(text, size.n_columns, &page->rows[page->n_rows++]);
    }
}

/* The bytes of `text` for a row, up to a blank where that is possible. */
static size_t find_break(const char *text, size_t n_columns)
{
    size_t n = columns_fit(text, n_columns > 0 ? n_columns : 1, NULL);
    size_t at = n;
    if (text[n]) {
        while (at > n / 2 && text[at] != ' ') {
            at--;
        }
        at = at > n / 2 ? at : n;
    }
    return at > 0 || !text[0] ? at : 1;
}

/* How many rows `text` takes. With `page` it is also written there, at most `most` rows of it. */
static size_t wrap(const char *text, view_size size, size_t most, view_page *page)
{
    char part[VIEW_ROW_BYTES];
    size_t n = 0;
    while (*text && n < most) {
        size_t n_bytes = find_break(text, size.n_columns);
        snprintf(part, sizeof part, "%.*s", (int)n_bytes, text);
        if (page) {
            add_row(page, part, size);
        }
        text += n_bytes;
        text += strspn(text, " ");
        n++;
    }
    return n;
}

/* Rows that a block would fill. */
static size_t count_wanted(const plan *p, const block *b)
{
    size_t n_alerts = p->data->n_alerts;
    switch (b->kind) {
    case BLOCK_XRUN:
        return !view_data_get(p->data, "last_xrun.cause")->why;
    case BLOCK_ALERTS:
        return n_alerts < 1 ? 1 : n_alerts > MAX_ALERT_ROWS ? MAX_ALERT_ROWS : n_alerts;
    case BLOCK_GAPS:
        return wrap(p->gaps, p->size, MAX_GAP_ROWS, NULL);
    case BLOCK_MESSAGES:
        return p->size.n_rows;
    default:
        return 1;
    }
}

/* Gives each block, by rank, a row; those that want more get what is left. */
static void share_out(plan *p)
{
    size_t wanted[N_BLOCKS] = {0};
    p->n_left = p->size.n_rows;
    for (int rank = 1; rank <= (int)N_BLOCKS; rank++) {
        for (size_t i = 0; i < N_BLOCKS; i++) {
            bool is_its = blocks[i].rank == rank && (p->is_wide || blocks[i].narrow);
            wanted[i] = is_its ? count_wanted(p, &blocks[i]) : wanted[i];
            p->n_rows[i] = is_its && p->n_left > 0 && wanted[i] > 0 ? 1 : p->n_rows[i];
            p->n_left -= is_its && p->n_rows[i] > 0;
        }
    }
    for (size_t i = 0; i < N_BLOCKS; i++) {
        size_t n_more = p->n_rows[i] > 0 ? wanted[i] - 1 : 0;
        n_more = n_more < p->n_left ? n_more : p->n_left;
        p->n_rows[i] += n_more;
        p->n_left -= n_more;
    }
}

static void write_alerts(const plan *p, const block *b, size_t n_rows, view_page *page)
{
    char text[512];
    char words[400];
    const char *label = p->is_wide ? b->wide : b->narrow;
    if (p->data->n_alerts == 0) {
        snprintf(text, sizeof text, "%snone", label);
        add_row(page, text, p->size);
    }
    for (size_t i = 0; i < n_rows && i < p->data->n_alerts; i++) {
        size_t n_unseen = i + 1 == n_rows ? p->data->n_alerts - n_rows : 0;
        view_line_write_alert(p->data, i, words, sizeof words);
        int n = snprintf(text, sizeof text, "%*s", (int)strlen(label), i == 0 ? label : "");
        if (n_unseen > 0) {
            n += snprintf(text + n, sizeof text - (size_t)n, "(%zu more) ", n_unseen);
        }
        snprintf(text + n, sizeof text - (size_t)n, "%s", words);
        add_row(page, text, p->size);
    }
}

static void write_messages(const plan *p, size_t n_rows, view_page *page)
{
    size_t n = p->said->n < n_rows ? p->said->n : n_rows;
    for (size_t i = p->said->n - n; i < p->said->n; i++) {
        add_row(page, p->said->texts[i], p->size);
    }
}

static void write_block(const plan *p, size_t i, view_page *page)
{
    const block *b = &blocks[i];
    switch (b->kind) {
    case BLOCK_ALERTS:
        write_alerts(p, b, p->n_rows[i], page);
        break;
    case BLOCK_GAPS:
        wrap(p->gaps, p->size, p->n_rows[i], page);
        break;
    case BLOCK_MESSAGES:
        write_messages(p, p->n_rows[i], page);
        break;
    default:
        view_text_row(p->data, p->is_wide ? b->wide : b->narrow, p->size.n_columns,
                      &page->rows[page->n_rows++]);
        break;
    }
}

static view_size limit(view_size size)
{
    return (view_size){size.n_columns, size.n_rows < VIEW_PAGE_ROWS ? size.n_rows : VIEW_PAGE_ROWS};
}

void view_page_fields(const view_data *data, const view_said *said, view_size size, view_page *page)
{
    plan p = {
        .data = data,
        .said = said,
        .size = limit(size),
        .is_wide = size.n_columns >= WIDE_COLUMNS,
    };
    page->n_rows = 0;
    view_line_write_gaps(data, p.gaps, sizeof p.gaps);
    share_out(&p);
    for (size_t i = 0; i < N_BLOCKS; i++) {
        if (p.n_rows[i] > 0) {
            write_block(&p, i, page);
        }
    }
}

void view_page_words(const view_data *data, const view_said *said, view_size size, view_page *page)
{
    char gaps[VIEW_LINE_BYTES];
    size_t n = 0;
    size_t first = said->n;
    size = limit(size);
    page->n_rows = 0;
    view_line_write_gaps(data, gaps, sizeof gaps);
    wrap(gaps, size, size.n_rows / 2, page);
    size_t room = size.n_rows - page->n_rows;
    while (first > 0 && n < room) {
        n += wrap(said->texts[--first], size, room, NULL);
    }
    if (n > room && first + 1 < said->n) {
        first++; /* it has no room as a whole */
    }
    for (size_t i = first; i < said->n; i++) {
        wrap(said->texts[i], size, room, page);
    }
}

/* The names of the keys with one help, "Shift-LEFT RIGHT"; returns where the next ones are. */
static size_t write_keys(size_t i, char *out, size_t size)
{
    out[0] = '\0';
    do {
        size_t n = strlen(out);
        bool is_again = n > 0 && strncmp(key_rows[i].name, out, 6) == 0;
        snprintf(out + n, size - n, "%s%s", n > 0 ? " " : "",
                 key_rows[i].name + (is_again ? strlen("Shift-") : 0));
        i++;
    } while (i < n_key_rows && !key_rows[i].help);
    return i;
}

/* A list of keys, each one row or two of KEY_COLUMNS. */
typedef struct key_list {
    char rows[2 * MAX_KEYS][KEY_COLUMNS + 8];
    size_t n;
} key_list;

static void list_keys(key_list *list)
{
    char names[KEY_COLUMNS];
    size_t i = 0;
    list->n = 0;
    while (i < n_key_rows && list->n + 2 <= 2 * MAX_KEYS) {
        const char *help = key_rows[i].help;
        i = write_keys(i, names, sizeof names);
        size_t room = KEY_COLUMNS - 2 - (strlen(names) > KEY_NAME ? strlen(names) : KEY_NAME);
        size_t n = find_break(help, room);
        snprintf(list->rows[list->n++], sizeof list->rows[0], "%-*s %.*s", KEY_NAME, names, (int)n,
                 help);
        if (help[n]) {
            snprintf(list->rows[list->n++], sizeof list->rows[0], "%*s%.*s", KEY_NAME, "",
                     KEY_COLUMNS - KEY_NAME, help + n);
        }
    }
}

/* In as many columns as there is room for, from top to bottom. */
void view_page_keys(view_size size, view_page *page)
{
    key_list list;
    char text[VIEW_ROW_BYTES];
    size = limit(size);
    page->n_rows = 0;
    list_keys(&list);
    size_t n_wide = size.n_columns / KEY_COLUMNS > 0 ? size.n_columns / KEY_COLUMNS : 1;
    size_t n_high = (list.n + n_wide - 1) / n_wide;
    for (size_t row = 0; row < n_high; row++) {
        size_t n = 0;
        for (size_t i = row; i < list.n && n < sizeof text - 2 * KEY_COLUMNS; i += n_high) {
            n += (size_t)snprintf(text + n, sizeof text - n, "%-*s", KEY_COLUMNS, list.rows[i]);
        }
        add_row(page, text, size);
    }
}
