/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Nothing here needs Linux to compile: elsewhere the files are not there. Sources: proc(5), and the
   kernel's admin-guide/pm/cpufreq.rst, driver-api/thermal/sysfs-api.rst, hwmon/sysfs-interface.rst,
   accounting/psi.rst. */

#include "io/system.h"

#include "io/clock.h"
#include "io/proc_file.h"
#include "io/proc_text.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define MAX_PATH 512
#define MAX_TEXT 8192
#define MAX_CORES 1024
#define MEMORY_NS 10000000000u /* between two readings of what costs more */
#define KIB 1024.0
#define ABSOLUTE_ZERO -273150 /* thousandths of a degree */

#define CORES "/sys/devices/system/cpu/cpu"
#define THROTTLES "/thermal_throttle/"
#define WHY_ONCE "known from the second reading on"

/* One reading, under way. */
typedef struct reading {
    system_watch *watch;
    const system_subject *subject;
    awe_meters *meters;
    double passed_ns; /* since the reading before; 0: this is the first */
    char text[MAX_TEXT];
} reading;

void system_init(system_watch *watch, const char *root)
{
    *watch = (system_watch){.root = root, .core = SYSTEM_NO_CORE};
}

/* ---- files */

/* Into r->text; false, and "", where there is no such file. */
static bool read_path(reading *r, const char *path)
{
    return proc_file_read(r->watch->root, path, r->text, sizeof r->text);
}

/* The file of processor, thread or sensor `i`. */
static bool read_indexed(reading *r, const char *before, uint32_t i, const char *after)
{
    char path[MAX_PATH];
    snprintf(path, sizeof path, "%s%u%s", before, i, after);
    return read_path(r, path);
}

/* ---- totals */

/* Moves `total` to `now`; false: it was not known before. */
static bool grow(system_total *total, double now, double *growth)
{
    bool was_known = total->is_known;
    *growth = now > total->value ? now - total->value : 0;
    *total = (system_total){.value = now, .is_known = true};
    return was_known;
}

/* The share that `total_ns` grew by of the time that passed. */
static void set_cpu(reading *r, awe_metric metric, system_total *total, double now_ns)
{
    double growth_ns;
    if (grow(total, now_ns, &growth_ns) && r->passed_ns > 0) {
        awe_meters_set(r->meters, metric, 100 * growth_ns / r->passed_ns);
    } else {
        awe_meters_miss(r->meters, metric, WHY_ONCE);
    }
}

/* ---- the process */

/* In ns; where the kernel does not count those, in ticks. */
static bool read_thread_ns(reading *r, int32_t id, double *ns)
{
    double ticks;
    if (id <= 0) {
        return false;
    }
    if (read_indexed(r, "/proc/self/task/", (uint32_t)id, "/schedstat") &&
        proc_text_number(r->text, 0, ns)) {
        return true;
    }
    if (read_indexed(r, "/proc/self/task/", (uint32_t)id, "/stat") &&
        proc_text_task_ticks(r->text, &ticks)) {
        *ns = ticks * 1e9 / (double)sysconf(_SC_CLK_TCK);
        return true;
    }
    return false;
}

static void read_threads(reading *r)
{
    static const awe_metric metrics[SYSTEM_N_THREADS] = {
        AWE_METRIC_PROCESS_CPU_AUDIO, AWE_METRIC_PROCESS_CPU_MIDI, AWE_METRIC_PROCESS_CPU_MAIN};
    system_watch *watch = r->watch;
    for (int i = 0; i < SYSTEM_N_THREADS; i++) {
        double ns;
        int32_t id = r->subject->threads[i];
        if (id != watch->ids[i]) {
            watch->ids[i] = id;
            watch->threads_ns[i].is_known = false;
        }
        if (read_thread_ns(r, id, &ns)) {
            set_cpu(r, metrics[i], &watch->threads_ns[i], ns);
        } else {
            awe_meters_miss(r->meters, metrics[i],
                            id > 0 ? "the thread is gone" : "no such thread");
        }
    }
}

static void read_process(reading *r)
{
    set_cpu(r, AWE_METRIC_PROCESS_CPU, &r->watch->process_ns, (double)clock_cpu_ns());
    int n_files = proc_file_count(r->watch->root, "/proc/self/fd", "");
    if (n_files >= 0) {
        awe_meters_set(r->meters, AWE_METRIC_PROCESS_FILES, n_files - 1); /* the folder itself */
    } else {
        awe_meters_miss(r->meters, AWE_METRIC_PROCESS_FILES, "no /proc/self/fd");
    }
}

/* ---- memory */

/* A field in KiB of r->text. */
static void set_kib(reading *r, awe_metric metric, const char *key, const char *why)
{
    double kib;
    if (proc_text_field(r->text, key, &kib)) {
        awe_meters_set(r->meters, metric, kib * KIB);
    } else {
        awe_meters_miss(r->meters, metric, why);
    }
}

static void read_memory(reading *r)
{
    read_path(r, "/proc/self/status");
    set_kib(r, AWE_METRIC_MEMORY_RSS, "VmRSS:", "no VmRSS in /proc/self/status");
    set_kib(r, AWE_METRIC_MEMORY_PEAK, "VmHWM:", "no VmHWM in /proc/self/status");
    set_kib(r, AWE_METRIC_MEMORY_SWAP, "VmSwap:", "no VmSwap in /proc/self/status");
}

/* mincore() would not do: of files that the user may not write it says that all is resident. */
static bool read_mappings(reading *r, proc_pages *pages)
{
    const system_subject *subject = r->subject;
    FILE *file = proc_file_open(r->watch->root, "/proc/self/smaps");
    *pages = (proc_pages){0};
    while (file && fgets(r->text, MAX_TEXT, file)) {
        proc_text_take_mapping(pages, subject->banks, subject->n_banks, r->text);
    }
    if (file) {
        fclose(file);
    }
    return file != NULL;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static void read_banks(reading *r)
{
    proc_pages pages;
    const system_subject *subject = r->subject;
    double mapped_bytes = 0;
    for (size_t i = 0; i < subject->n_banks; i++) {
        mapped_bytes += (double)subject->banks[i].size;
    }
    awe_meters_set(r->meters, AWE_METRIC_MEMORY_BANK_MAPPED, mapped_bytes);
    if (read_mappings(r, &pages)) { /* whole pages, which may be more than the files */
        awe_meters_set(r->meters, AWE_METRIC_MEMORY_BANK_RESIDENT,
                       least(pages.resident_bytes, mapped_bytes));
        awe_meters_set(r->meters, AWE_METRIC_MEMORY_BANK_LOCKED,
                       least(pages.locked_bytes, mapped_bytes));
    } else {
        awe_meters_miss(r->meters, AWE_METRIC_MEMORY_BANK_RESIDENT, "no /proc/self/smaps");
        awe_meters_miss(r->meters, AWE_METRIC_MEMORY_BANK_LOCKED, "no /proc/self/smaps");
    }
}

static void read_seldom(reading *r, uint64_t now_ns)
{
    if (r->watch->read_ns && now_ns - r->watch->memory_ns < MEMORY_NS) {
        return;
    }
    r->watch->memory_ns = now_ns;
    read_path(r, "/proc/self/smaps_rollup");
    set_kib(r, AWE_METRIC_MEMORY_PSS, "Pss:", "no /proc/self/smaps_rollup");
    read_banks(r);
}

/* ---- the machine */

static uint32_t read_mhz(reading *r, uint32_t core)
{
    double khz;
    double mhz = 0;
    if (read_indexed(r, CORES, core, "/cpufreq/scaling_cur_freq") &&
        proc_text_number(r->text, 0, &khz)) {
        mhz = khz / 1e3;
    } else if (read_path(r, "/proc/cpuinfo")) {
        proc_text_field(r->text, "cpu MHz", &mhz); /* of the first processor */
    }
    return mhz > 0 && mhz < 1e6 ? (uint32_t)mhz : 0;
}

/* Two processors may differ in speed: only the same one can have been slowed down. */
static void read_frequency(reading *r, awe_machine *machine)
{
    system_watch *watch = r->watch;
    uint32_t core = r->subject->core == SYSTEM_NO_CORE ? 0 : r->subject->core;
    machine->mhz = read_mhz(r, core);
    machine->mhz_before = core == watch->core ? watch->mhz : 0;
    watch->core = core;
    watch->mhz = machine->mhz;
    if (machine->mhz > 0) {
        awe_meters_set(r->meters, AWE_METRIC_SYSTEM_MHZ, machine->mhz);
    } else {
        awe_meters_miss(r->meters, AWE_METRIC_SYSTEM_MHZ, "no cpufreq, no MHz in /proc/cpuinfo");
    }
}

/* Of all cores, and of the package, which every core of it counts. Only Intel's driver does. */
static bool sum_throttles(reading *r, double *sum)
{
    double n;
    bool is_known = false;
    *sum = 0;
    for (uint32_t i = 0;
         i < MAX_CORES && read_indexed(r, CORES, i, THROTTLES "core_throttle_count"); i++) {
        bool is_number = proc_text_number(r->text, 0, &n);
        *sum += is_number ? n : 0;
        is_known = is_known || is_number;
    }
    if (is_known && read_indexed(r, CORES, 0, THROTTLES "package_throttle_count") &&
        proc_text_number(r->text, 0, &n)) {
        *sum += n;
    }
    return is_known;
}

static void read_throttles(reading *r, awe_machine *machine)
{
    double sum;
    double growth;
    if (!sum_throttles(r, &sum)) {
        awe_meters_miss(r->meters, AWE_METRIC_SYSTEM_THROTTLES,
                        "the processor's driver does not count them");
        return;
    }
    bool is_known = grow(&r->watch->throttles, sum, &growth);
    machine->n_throttles = is_known && growth < 1e9 ? (uint32_t)growth : 0;
    awe_meters_count(r->meters, AWE_METRIC_SYSTEM_THROTTLES, machine->n_throttles);
}

static void read_steal(reading *r, awe_machine *machine)
{
    double total;
    double stolen;
    double total_growth;
    double growth;
    system_watch *watch = r->watch;
    if (!read_path(r, "/proc/stat") || !proc_text_ticks(r->text, &total, &stolen)) {
        awe_meters_miss(r->meters, AWE_METRIC_SYSTEM_STEAL, "no /proc/stat");
        return;
    }
    bool is_known = grow(&watch->ticks, total, &total_growth);
    is_known = grow(&watch->stolen_ticks, stolen, &growth) && is_known && total_growth > 0;
    if (!is_known) {
        awe_meters_miss(r->meters, AWE_METRIC_SYSTEM_STEAL, WHY_ONCE);
        return;
    }
    double share = growth < total_growth ? growth / total_growth : 1;
    machine->steal_permille = (uint32_t)(1000 * share);
    awe_meters_set(r->meters, AWE_METRIC_SYSTEM_STEAL, 100 * share);
}

static void read_pressure(reading *r)
{
    static const struct {
        const char *path;
        awe_metric metric;
    } rows[] = {
        {"/proc/pressure/cpu", AWE_METRIC_SYSTEM_PRESSURE_CPU},
        {"/proc/pressure/memory", AWE_METRIC_SYSTEM_PRESSURE_MEMORY},
        {"/proc/pressure/io", AWE_METRIC_SYSTEM_PRESSURE_IO},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double percent;
        if (read_path(r, rows[i].path) && proc_text_pressure(r->text, &percent)) {
            awe_meters_set(r->meters, rows[i].metric, percent);
        } else {
            awe_meters_miss(r->meters, rows[i].metric, "the kernel does not tell pressure (psi)");
        }
    }
}

/* Raises `hottest` to what sensor file `path` says, in thousandths of a degree. */
static void take_sensor(reading *r, const char *before, uint32_t i, const char *after,
                        double *hottest)
{
    double milli;
    if (read_indexed(r, before, i, after) && proc_text_number(r->text, 0, &milli) &&
        milli > *hottest) {
        *hottest = milli;
    }
}

/* Of thermal zones; AMD's processors have none, but a sensor. */
static void read_temperature(reading *r)
{
    double hottest = ABSOLUTE_ZERO;
    int n = proc_file_count(r->watch->root, "/sys/class/thermal", "thermal_zone");
    for (int i = 0; i < n; i++) {
        take_sensor(r, "/sys/class/thermal/thermal_zone", (uint32_t)i, "/temp", &hottest);
    }
    n = proc_file_count(r->watch->root, "/sys/class/hwmon", "hwmon");
    for (int i = 0; i < n && hottest <= ABSOLUTE_ZERO; i++) {
        if (read_indexed(r, "/sys/class/hwmon/hwmon", (uint32_t)i, "/name") &&
            (strcmp(r->text, "k10temp\n") == 0 || strcmp(r->text, "coretemp\n") == 0)) {
            take_sensor(r, "/sys/class/hwmon/hwmon", (uint32_t)i, "/temp1_input", &hottest);
        }
    }
    if (hottest > ABSOLUTE_ZERO) {
        awe_meters_set(r->meters, AWE_METRIC_SYSTEM_TEMPERATURE, hottest / 1e3);
    } else {
        awe_meters_miss(r->meters, AWE_METRIC_SYSTEM_TEMPERATURE, "no sensor");
    }
}

static void read_disk(reading *r)
{
    struct statvfs disk;
    const char *folder = r->subject->folder;
    if (!folder) {
        awe_meters_miss(r->meters, AWE_METRIC_SYSTEM_DISK_FREE, "nothing is written");
    } else if (statvfs(folder, &disk) != 0) {
        awe_meters_miss(r->meters, AWE_METRIC_SYSTEM_DISK_FREE, "the folder is not there");
    } else {
        awe_meters_set(r->meters, AWE_METRIC_SYSTEM_DISK_FREE,
                       (double)disk.f_bavail * (double)disk.f_frsize);
    }
}

awe_machine system_read(system_watch *watch, const system_subject *subject, uint64_t now_ns,
                        awe_meters *meters)
{
    reading r = {.watch = watch, .subject = subject, .meters = meters};
    awe_machine machine = {0};
    r.passed_ns = watch->read_ns ? (double)(now_ns - watch->read_ns) : 0;
    read_threads(&r);
    read_process(&r);
    read_memory(&r);
    read_seldom(&r, now_ns);
    read_frequency(&r, &machine);
    read_throttles(&r, &machine);
    read_steal(&r, &machine);
    read_pressure(&r);
    read_temperature(&r);
    read_disk(&r);
    watch->read_ns = now_ns;
    return machine;
}
