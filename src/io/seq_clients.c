/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The file in short:

       Client 128 : "Keystation" [User Legacy]
         Port   0 : "Keystation MIDI 1" (RWeX)
           Connecting To: 129:1[t:0], 130:0
         Input pool :
           Cells in use       : 3
           Alloc success      : 4711
           Alloc failures     : 12
*/

#include "io/seq_clients.h"

#include <stdlib.h>
#include <string.h>

#define SYSTEM_CLIENT 0 /* its ports are a timer and announcements */

typedef struct reader {
    int ours;
    int client;      /* that the lines belong to */
    seq_port *port;  /* the same; NULL: it cannot be read from */
    bool is_in_pool; /* lines belong to the input pool of `ours` */
    seq_clients *out;
} reader;

/* What stands behind the last quote of `line`; its name, which may hold quotes, goes to `name`. */
static const char *take_name(const char *line, char name[MIDI_IN_NAME_SIZE])
{
    const char *first = strchr(line, '"');
    const char *last = strrchr(line, '"');
    if (!first || first == last) {
        return "";
    }
    snprintf(name, MIDI_IN_NAME_SIZE, "%.*s", (int)(last - first - 1), first + 1);
    return last + 1;
}

/* The number that `line` gives for `head`, which may be padded: "Alloc failures     : 12". */
static bool find_number(const char *line, const char *head, uint32_t *number)
{
    size_t n = strlen(head);
    if (strncmp(line, head, n) != 0) {
        return false;
    }
    const char *digits = line + n + strspn(line + n, " :");
    *number = (uint32_t)strtoul(digits, NULL, 10);
    return *digits >= '0' && *digits <= '9';
}

static void read_client(reader *r, uint32_t client, const char *line)
{
    char name[MIDI_IN_NAME_SIZE];
    const char *rest = take_name(line, name);
    r->client = client < SEQ_MAX_CLIENTS ? (int)client : SEQ_NOBODY - 1;
    r->port = NULL;
    r->is_in_pool = false;
    if (client < SEQ_MAX_CLIENTS) {
        r->out->is_user[client] = strstr(rest, "[User") != NULL;
    }
}

static void read_port(reader *r, uint32_t port, const char *line)
{
    seq_clients *out = r->out;
    r->port = NULL;
    if (r->client == SYSTEM_CLIENT || out->n_ports == MIDI_IN_MAX_DEVICES) {
        return;
    }
    seq_port *candidate = &out->ports[out->n_ports];
    const char *rest = take_name(line, candidate->name);
    if (strncmp(rest, " (R", 3) != 0) { /* a small r: not for others */
        memset(candidate, 0, sizeof *candidate);
        return;
    }
    candidate->client = r->client;
    candidate->port = (int)port;
    r->port = candidate;
    out->n_ports++;
}

static void read_connections(reader *r, const char *list)
{
    for (const char *at = list; at && r->port; at = strchr(at, ',')) {
        uint32_t client;
        at += *at == ',';
        if (find_number(at, "", &client) && (int)client == r->ours) {
            r->out->is_ours[r->port - r->out->ports] = true;
        }
    }
}

static void read_line(reader *r, const char *line)
{
    static const char to[] = "    Connecting To:";
    uint32_t number;
    if (find_number(line, "Client ", &number)) {
        read_client(r, number, line);
    } else if (find_number(line, "  Port ", &number)) {
        read_port(r, number, line);
    } else if (strncmp(line, to, sizeof to - 1) == 0) {
        read_connections(r, line + sizeof to - 1);
    } else if (strncmp(line, "  Input pool", 12) == 0) {
        r->is_in_pool = r->client == r->ours;
    } else if (r->is_in_pool && find_number(line, "    Cells in use", &number)) {
        r->out->n_waiting = number;
    } else if (r->is_in_pool && find_number(line, "    Alloc success", &number)) {
        r->out->n_stored = number;
    } else if (r->is_in_pool && find_number(line, "    Alloc failures", &number)) {
        r->out->n_refused = number;
    }
}

void seq_clients_read(FILE *file, int ours, seq_clients *out)
{
    char line[4096];
    reader r = {.ours = ours, .client = SEQ_NOBODY - 1, .out = out};
    memset(out, 0, sizeof *out);
    while (fgets(line, sizeof line, file)) {
        read_line(&r, line);
    }
}
