/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Nothing here needs Linux to compile: elsewhere the files are not there. Sources: proc(5),
   cgroups(7), and the kernel's Documentation/ABI and admin-guide. */

#include "io/machine.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_PATH 512
#define MAX_LINE 4096
#define MAX_CPUS 1024
#define CAP_IPC_LOCK 14
#define CAP_SYS_NICE 23

static FILE *open_file(const char *root, const char *path)
{
    char full[MAX_PATH];
    bool fits = snprintf(full, sizeof full, "%s%s", root, path) < (int)sizeof full;
    return fits ? fopen(full, "re") : NULL;
}

static bool exists(const char *root, const char *path, int how)
{
    char full[MAX_PATH];
    bool fits = snprintf(full, sizeof full, "%s%s", root, path) < (int)sizeof full;
    return fits && access(full, how) == 0;
}

/* Puts what follows `key`, at the start of a line, into `out`, without the blanks around it; with
   an empty key the first line. False, and "", where there is none. */
static bool read_field(const char *root, const char *path, const char *key, char out[MAX_LINE])
{
    FILE *file = open_file(root, path);
    bool found = false;
    out[0] = '\0';
    while (file && !found && fgets(out, MAX_LINE, file)) {
        found = strncmp(out, key, strlen(key)) == 0;
    }
    if (file) {
        fclose(file);
    }
    if (!found) {
        out[0] = '\0';
        return false;
    }
    char *start = out + strlen(key);
    while (isspace((unsigned char)*start)) {
        start++;
    }
    size_t n = strlen(start);
    while (n > 0 && isspace((unsigned char)start[n - 1])) {
        n--;
    }
    memmove(out, start, n);
    out[n] = '\0';
    return true;
}

static void copy(char *out, size_t size, const char *text)
{
    snprintf(out, size, "%.*s", (int)size - 1, text);
}

/* "unlimited" and "max" are MACHINE_UNLIMITED, as -1 is. */
static uint64_t parse(const char *text)
{
    char *end;
    if (strncmp(text, "unlimited", 9) == 0 || strncmp(text, "max", 3) == 0 ||
        strncmp(text, "-1", 2) == 0) {
        return MACHINE_UNLIMITED;
    }
    uint64_t number = strtoull(text, &end, 10);
    return end > text ? number : MACHINE_UNKNOWN;
}

static uint64_t read_number(const char *root, const char *path, const char *key)
{
    char text[MAX_LINE];
    return read_field(root, path, key, text) ? parse(text) : MACHINE_UNKNOWN;
}

/* In /proc/self/limits: the second column. */
static uint64_t read_hard_limit(const char *root, const char *key)
{
    char text[MAX_LINE];
    read_field(root, "/proc/self/limits", key, text);
    return parse(text + strcspn(text, " ") + strspn(text + strcspn(text, " "), " "));
}

/* True if `word` is one of those in `text`. */
static bool has_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        bool begins = at == text || isspace((unsigned char)at[-1]);
        if (begins && (at[n] == '\0' || isspace((unsigned char)at[n]))) {
            return true;
        }
    }
    return false;
}

/* How many there are in a list such as "0-3,6". */
static uint64_t count_list(const char *root, const char *path, const char *key)
{
    char text[MAX_LINE];
    uint64_t n = 0;
    if (!read_field(root, path, key, text)) {
        return MACHINE_UNKNOWN;
    }
    char *rest = text;
    for (char *part = strtok_r(text, ",", &rest); part; part = strtok_r(NULL, ",", &rest)) {
        char *end;
        uint64_t first = strtoull(part, &end, 10);
        uint64_t last = *end == '-' ? strtoull(end + 1, NULL, 10) : first;
        n += end > part && last >= first ? last - first + 1 : 0;
    }
    return n;
}

static void read_rights(const char *root, machine_rights *r)
{
    char text[MAX_LINE];
    char audio[32];
    r->rt_priority = read_hard_limit(root, "Max realtime priority");
    r->locked_bytes = read_hard_limit(root, "Max locked memory");
    r->rt_busy_us = read_hard_limit(root, "Max realtime timeout");
    if (read_field(root, "/proc/self/status", "CapEff:", text)) {
        uint64_t capabilities = strtoull(text, NULL, 16);
        r->ignores_priority = capabilities >> CAP_SYS_NICE & 1;
        r->ignores_locked = capabilities >> CAP_IPC_LOCK & 1;
    }
    read_field(root, "/etc/group", "audio:", text);
    const char *id = strchr(text, ':'); /* behind the password */
    r->has_audio_group = id != NULL;
    if (id) {
        snprintf(audio, sizeof audio, "%.*s", (int)strspn(id + 1, "0123456789"), id + 1);
        r->is_in_audio_group =
            (read_field(root, "/proc/self/status", "Groups:", text) && has_word(text, audio)) ||
            (read_field(root, "/proc/self/status", "Gid:", text) && has_word(text, audio));
    }
}

static machine_preemption find_preemption(const char *text)
{
    static const struct {
        const char *word;
        machine_preemption preemption;
    } words[] = {
        {"(full)", MACHINE_PREEMPT_FULL},
        {"(lazy)", MACHINE_PREEMPT_LAZY},
        {"(voluntary)", MACHINE_PREEMPT_VOLUNTARY},
        {"(none)", MACHINE_PREEMPT_NONE},
        {"preempt=full", MACHINE_PREEMPT_FULL},
        {"preempt=lazy", MACHINE_PREEMPT_LAZY},
        {"preempt=voluntary", MACHINE_PREEMPT_VOLUNTARY},
        {"preempt=none", MACHINE_PREEMPT_NONE},
        {"PREEMPT_RT", MACHINE_PREEMPT_RT},
        {"PREEMPT_DYNAMIC", MACHINE_PREEMPT_DYNAMIC},
        {"PREEMPT", MACHINE_PREEMPT_FULL},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (has_word(text, words[i].word)) {
            return words[i].preemption;
        }
    }
    return MACHINE_PREEMPT_UNKNOWN;
}

/* What the kernel was built for; where that leaves the choice: what it is set to now, which root
   may read, or was started with. */
static machine_preemption read_preemption(const char *root)
{
    static const char *const files[] = {"/proc/version", "/sys/kernel/debug/sched/preempt",
                                        "/proc/cmdline"};
    char text[MAX_LINE];
    machine_preemption found = MACHINE_PREEMPT_DYNAMIC;
    for (size_t i = 0; i < 3 && found == MACHINE_PREEMPT_DYNAMIC; i++) {
        read_field(root, files[i], "", text);
        machine_preemption told = find_preemption(text);
        found = i == 0 || told != MACHINE_PREEMPT_UNKNOWN ? told : found;
    }
    return found;
}

static void read_kernel(const char *root, machine_kernel *k)
{
    char text[MAX_LINE];
    k->preemption = read_preemption(root);
    k->has_command_line = read_field(root, "/proc/cmdline", "", text);
    k->has_threaded_interrupts =
        has_word(text, "threadirqs") || k->preemption == MACHINE_PREEMPT_RT;
    read_field(root, "/sys/devices/system/clocksource/clocksource0/current_clocksource", "", text);
    copy(k->clock_source, sizeof k->clock_source, text);
    k->rt_budget_us = read_number(root, "/proc/sys/kernel/sched_rt_runtime_us", "");
}

static void read_cpu(const char *root, machine_cpu *c)
{
    char path[MAX_PATH];
    char text[MAX_LINE];
    c->n_online = count_list(root, "/sys/devices/system/cpu/online", "");
    c->n_allowed = count_list(root, "/proc/self/status", "Cpus_allowed_list:");
    if (read_field(root, "/proc/cpuinfo", "model name", text)) {
        copy(c->model, sizeof c->model, text + strspn(text, ": \t"));
    }
    for (int i = 0; i < MAX_CPUS; i++) {
        snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%d/cpufreq/scaling_governor", i);
        if (!read_field(root, path, "", text)) {
            break;
        }
        if (i == 0 || strcmp(c->governor, "performance") == 0) {
            copy(c->governor, sizeof c->governor, text);
        }
    }
    c->min_khz = read_number(root, "/sys/devices/system/cpu/cpu0/cpufreq/scaling_min_freq", "");
    c->max_khz = read_number(root, "/sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq", "");
}

static void read_memory(const char *root, machine_memory *m)
{
    uint64_t total_kib = read_number(root, "/proc/meminfo", "SwapTotal:");
    uint64_t free_kib = read_number(root, "/proc/meminfo", "SwapFree:");
    bool is_known = total_kib != MACHINE_UNKNOWN && free_kib <= total_kib;
    m->swap_bytes = is_known ? total_kib * 1024 : MACHINE_UNKNOWN;
    m->swap_used_bytes = is_known ? (total_kib - free_kib) * 1024 : MACHINE_UNKNOWN;
    m->swappiness = read_number(root, "/proc/sys/vm/swappiness", "");
}

static void name_container(const char *root, machine_container *c)
{
    char text[MAX_LINE];
    if (read_field(root, "/run/systemd/container", "", text)) {
        copy(c->name, sizeof c->name, text);
    } else if (exists(root, "/.dockerenv", F_OK)) {
        copy(c->name, sizeof c->name, "docker");
    } else if (exists(root, "/run/.containerenv", F_OK)) {
        copy(c->name, sizeof c->name, "podman");
    }
}

/* The limits of one control group, where they are below those found so far. */
static void read_group(const char *root, const char *group, machine_container *c)
{
    char path[MAX_PATH];
    char text[MAX_LINE];
    snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", group);
    read_field(root, path, "", text);
    uint64_t quota_us = parse(text);
    uint64_t period_us = parse(text + strcspn(text, " "));
    if (quota_us < MACHINE_UNLIMITED && period_us > 0 &&
        quota_us * 1000 / period_us < c->cpu_permille) {
        c->cpu_permille = quota_us * 1000 / period_us;
    }
    snprintf(path, sizeof path, "/sys/fs/cgroup%s/memory.max", group);
    uint64_t most = read_number(root, path, "");
    if (most < c->memory_max_bytes) {
        c->memory_max_bytes = most;
    }
}

/* Of the second version of control groups only, from this process's up to the root. */
static void read_container(const char *root, machine_container *c)
{
    char group[MAX_LINE];
    name_container(root, c);
    c->cpu_permille = MACHINE_UNLIMITED;
    c->memory_max_bytes = MACHINE_UNLIMITED;
    if (!read_field(root, "/proc/self/cgroup", "0::", group) || strlen(group) > MAX_PATH / 2) {
        c->cpu_permille = MACHINE_UNKNOWN;
        c->memory_max_bytes = MACHINE_UNKNOWN;
        return;
    }
    read_group(root, "", c);
    for (char *slash = strrchr(group, '/'); slash && group[1]; slash = strrchr(group, '/')) {
        read_group(root, group, c);
        *slash = '\0';
    }
}

void machine_read(const char *root, machine *out)
{
    *out = (machine){0};
    read_rights(root, &out->rights);
    read_kernel(root, &out->kernel);
    read_cpu(root, &out->cpu);
    read_memory(root, &out->memory);
    read_container(root, &out->container);
    out->midi.has_sequencer = exists(root, "/dev/snd/seq", F_OK);
    out->midi.may_use_sequencer = exists(root, "/dev/snd/seq", R_OK | W_OK);
}
