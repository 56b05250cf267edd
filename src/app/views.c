/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/views.h"

#include "app/dashboard.h"
#include "app/outlet.h"
#include "app/say.h"
#include "app/stray.h"
#include "app/view_json.h"
#include "app/view_line.h"
#include "app/view_page.h"
#include "awe/rate.h"
#include "io/clock.h"
#include "perf/snapshot.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FULL_MS 100
#define OTHER_MS 1000
#define NS_PER_MS UINT64_C(1000000)

/* Pages of the dashboard, in the order of KEY_VIEW. */
typedef enum page_kind {
    PAGE_FIELDS,
    PAGE_WORDS,
    PAGE_KEYS,
    N_PAGES,
} page_kind;

struct views {
    view_settings wish;
    view_form form;       /* that is shown */
    dashboard *dashboard; /* of the full form */
    page_kind shown;
    uint64_t due_ns;     /* when to show again */
    uint64_t log_due_ns; /* when to log again */
    uint64_t notice;     /* the next one */
    FILE *log;           /* NULL: none, or it cannot be written any more */
    bool is_log_broken;
    outlet output; /* of lines and JSON */
    awe_snapshot snapshot;
    view_data data;
    view_page page;
};

/* ---- what is shown */

static bool open_dashboard(views *v)
{
    v->dashboard = dashboard_open();
    if (v->dashboard) {
        v->form = VIEW_FULL;
        v->shown = PAGE_FIELDS;
        v->due_ns = 0;
        say_hold();
        stray_open();
    }
    return v->dashboard != NULL;
}

static void close_dashboard(views *v)
{
    if (v->dashboard) {
        dashboard_close(v->dashboard);
        v->dashboard = NULL;
        stray_close();
        say_release();
    }
}

views *views_open(const view_settings *wish)
{
    views *v = calloc(1, sizeof *v);
    if (!v) {
        say_no_memory();
        return NULL;
    }
    v->wish = *wish;
    v->form = wish->form;
    outlet_open(&v->output, STDOUT_FILENO);
    if (wish->log && !(v->log = fopen(wish->log, "ae"))) {
        say_error("%s: %s", wish->log, strerror(errno));
        free(v);
        return NULL;
    }
    if (wish->form == VIEW_FULL && !open_dashboard(v)) {
        say_detail("the dashboard needs a terminal: one line a second instead");
        v->form = VIEW_LINE;
    }
    return v;
}

bool views_has_terminal(const views *v)
{
    return v->form == VIEW_FULL || (v->form != VIEW_NONE && isatty(STDOUT_FILENO));
}

static uint64_t interval_ns(const views *v)
{
    uint32_t ms = v->wish.interval_ms;
    return NS_PER_MS * (ms > 0 ? ms : v->form == VIEW_FULL ? FULL_MS : OTHER_MS);
}

bool views_are_due(views *v)
{
    outlet_look(&v->output);
    bool is_stale = v->dashboard && dashboard_is_stale(v->dashboard);
    return v->form != VIEW_NONE && (is_stale || clock_now_ns() >= v->due_ns);
}

/* At a steady pace, but for what was missed. */
static void set_due(uint64_t *due_ns, uint64_t now_ns, uint64_t step_ns)
{
    *due_ns = *due_ns + step_ns > now_ns ? *due_ns + step_ns : now_ns + step_ns;
}

/* ---- the forms */

static void draw(views *v, const view_data *data)
{
    view_said said;
    stray_look();
    said.texts = say_held(&said.n);
    if (!dashboard_is_seen(v->dashboard)) {
        return;
    }
    view_size size = dashboard_size(v->dashboard);
    switch (v->shown) {
    case PAGE_WORDS:
        view_page_words(data, &said, size, &v->page);
        break;
    case PAGE_KEYS:
        view_page_keys(size, &v->page);
        break;
    default:
        view_page_fields(data, &said, size, &v->page);
        break;
    }
    dashboard_draw(v->dashboard, &v->page);
}

static void print_line(views *v, const view_data *data)
{
    char text[VIEW_LINE_BYTES];
    view_line_write(data, text);
    outlet_put(&v->output, strdup(text));
}

void views_show(views *v, const view_data *data)
{
    set_due(&v->due_ns, clock_now_ns(), interval_ns(v));
    switch (v->form) {
    case VIEW_FULL:
        draw(v, data);
        break;
    case VIEW_LINE:
        print_line(v, data);
        break;
    case VIEW_JSON:
        outlet_put(&v->output, view_json_make(data));
        break;
    case VIEW_NONE:
        break;
    }
}

/* ---- the log */

/* A full disk ends the log and is said once. */
static void write_log(views *v, char *text)
{
    if (v->log && text && (fprintf(v->log, "%s\n", text) < 0 || fflush(v->log) != 0)) {
        say_warning("%s: %s; the log ends here", v->wish.log, strerror(errno));
        fclose(v->log);
        v->log = NULL;
        v->is_log_broken = true;
    }
    free(text);
}

/* Where in the song, in frames of the engine, it was noticed: render --replay-levels wants
   that. */
static uint64_t find_frame(const awe_notice *notice, const awe_monitor *monitor,
                           const now_playing *playing)
{
    double ago = (double)(awe_monitor_frames(monitor) - notice->n_frames);
    double ago_s = playing->rate_hz > 0 ? ago / playing->rate_hz : 0;
    double frame = (playing->position_s - ago_s) * AWE_RATE_HZ;
    return frame > 0 ? (uint64_t)frame : 0;
}

static void take_notices(views *v, const awe_monitor *monitor, const now_playing *playing)
{
    awe_notice notice;
    while (awe_monitor_next_notice(monitor, &v->notice, &notice)) {
        uint64_t wall_ms = clock_wall_ms();
        uint64_t frame = find_frame(&notice, monitor, playing);
        if (v->form == VIEW_JSON) {
            outlet_put(&v->output, view_json_make_notice(&notice, frame, wall_ms));
        }
        if (v->log) {
            write_log(v, view_json_make_notice(&notice, frame, wall_ms));
        }
    }
}

void views_look(views *v, awe_monitor *monitor, const now_playing *playing)
{
    uint64_t now_ns = clock_now_ns();
    bool shall_show = views_are_due(v);
    bool shall_log = v->log && now_ns >= v->log_due_ns;
    take_notices(v, monitor, playing);
    if (!shall_show && !shall_log) {
        return;
    }
    awe_snapshot_take(monitor, AWE_WINDOW_10_S, &v->snapshot);
    view_data_fill(&v->data, &v->snapshot, playing, clock_wall_ms());
    if (shall_show) {
        views_show(v, &v->data);
    }
    if (shall_log) {
        set_due(&v->log_due_ns, now_ns, OTHER_MS * NS_PER_MS);
        write_log(v, view_json_make(&v->data));
    }
}

/* ---- keys */

/* A second press goes back to what was shown at first. */
static void toggle_dashboard(views *v)
{
    if (v->wish.form == VIEW_LINE || v->wish.form == VIEW_JSON) {
        return;
    }
    if (v->dashboard) {
        close_dashboard(v);
        v->form = VIEW_NONE;
    } else if (!open_dashboard(v)) {
        say_warning("this terminal cannot show the dashboard");
    }
}

bool views_press(views *v, const key_press *press)
{
    if (press->action == KEY_MONITOR) {
        toggle_dashboard(v);
        return true;
    }
    if (press->action == KEY_VIEW) {
        v->shown = (page_kind)((v->shown + 1) % N_PAGES);
    } else if (press->action == KEY_HELP && v->form == VIEW_FULL) {
        v->shown = v->shown == PAGE_KEYS ? PAGE_FIELDS : PAGE_KEYS;
    } else {
        return false;
    }
    v->due_ns = 0;
    return true;
}

/* ---- */

/* A reader that has gone early is not worth a word. */
static bool check_output(const outlet *output)
{
    if (output->error && output->error != EPIPE) {
        say_error("standard output: %s", strerror(output->error));
        return false;
    }
    if (output->n_skipped > 0 && !output->error) {
        say_warning("standard output was too slow for %llu lines of the monitor",
                    (unsigned long long)output->n_skipped);
    }
    return true;
}

bool views_close(views *v)
{
    if (!v) {
        return true;
    }
    close_dashboard(v);
    outlet_close(&v->output);
    bool is_whole = check_output(&v->output) && !v->is_log_broken;
    if (v->log && fclose(v->log) != 0) {
        say_warning("%s: %s", v->wish.log, strerror(errno));
        is_whole = false;
    }
    free(v);
    return is_whole;
}
