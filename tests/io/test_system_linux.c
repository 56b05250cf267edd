/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Reads machines made of files, and this one. */

#define _GNU_SOURCE

#include "io/clock.h"
#include "io/rt_memory.h"
#include "io/system.h"
#include "support/file_tree.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define S 1000000000ull
#define PAGES "/proc/self/smaps"

static awe_meters meters;
static system_watch watch;

static awe_machine read_at(uint64_t now_ns, const system_subject *subject)
{
    return system_read(&watch, subject, now_ns, &meters);
}

static void begin(const char *root)
{
    awe_meters_init(&meters);
    system_init(&watch, root);
}

static double value_of(awe_metric metric)
{
    awe_reading reading = awe_meters_read(&meters, metric, AWE_STAT_VALUE, AWE_WINDOW_10_S);
    assert_null(reading.why);
    return reading.value;
}

static void require_missing(awe_metric metric)
{
    awe_reading reading = awe_meters_read(&meters, metric, AWE_STAT_VALUE, AWE_WINDOW_10_S);
    if (!reading.why || strcmp(reading.why, "not measured yet") == 0) {
        fail_msg("%s: %s", awe_metrics[metric].name, reading.why ? reading.why : "is known");
    }
}

/* A machine that says nothing: everything has its own reason. */
static void test_nothing_is_known(void **state)
{
    (void)state;
    begin(file_tree_root());
    const system_subject subject = {.core = SYSTEM_NO_CORE};
    read_at(S, &subject);
    awe_machine machine = read_at(2 * S, &subject);
    static const awe_metric missing[] = {
        AWE_METRIC_PROCESS_CPU_AUDIO,   AWE_METRIC_PROCESS_CPU_MIDI,
        AWE_METRIC_PROCESS_CPU_MAIN,    AWE_METRIC_PROCESS_FILES,
        AWE_METRIC_MEMORY_RSS,          AWE_METRIC_MEMORY_PSS,
        AWE_METRIC_MEMORY_SWAP,         AWE_METRIC_MEMORY_PEAK,
        AWE_METRIC_MEMORY_BANK_LOCKED,  AWE_METRIC_MEMORY_BANK_RESIDENT,
        AWE_METRIC_SYSTEM_MHZ,          AWE_METRIC_SYSTEM_TEMPERATURE,
        AWE_METRIC_SYSTEM_THROTTLES,    AWE_METRIC_SYSTEM_STEAL,
        AWE_METRIC_SYSTEM_PRESSURE_CPU, AWE_METRIC_SYSTEM_PRESSURE_MEMORY,
        AWE_METRIC_SYSTEM_PRESSURE_IO,  AWE_METRIC_SYSTEM_DISK_FREE,
    };
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        require_missing(missing[i]);
    }
    assert_int_equal(machine.mhz, 0);
    assert_int_equal(machine.n_throttles, 0);
    assert_int_equal(machine.steal_permille, 0);
}

static void test_threads(void **state)
{
    (void)state;
    begin(file_tree_root());
    system_subject subject = {.threads = {[SYSTEM_AUDIO] = 101, [SYSTEM_MIDI] = 102},
                              .core = SYSTEM_NO_CORE};
    file_tree_put("/proc/self/task/101/schedstat", "50000000 7 9\n");
    file_tree_put("/proc/self/task/102/stat", /* without schedstat: in ticks */
                  "102 (awe-midi) S 1 1 1 0 -1 0 0 0 0 0 10 20 0 0 20\n");
    read_at(S, &subject);
    require_missing(AWE_METRIC_PROCESS_CPU_AUDIO); /* one reading tells no share */
    file_tree_put("/proc/self/task/101/schedstat", "75000000 8 9\n");
    file_tree_put("/proc/self/task/102/stat",
                  "102 (awe-midi) S 1 1 1 0 -1 0 0 0 0 0 15 25 0 0 20\n");
    read_at(3 * S, &subject);
    assert_true(fabs(value_of(AWE_METRIC_PROCESS_CPU_AUDIO) - 100 * 0.025 / 2) < 1e-9);
    double tick_s = 1.0 / (double)sysconf(_SC_CLK_TCK);
    assert_true(fabs(value_of(AWE_METRIC_PROCESS_CPU_MIDI) - 100 * 10 * tick_s / 2) < 1e-9);
    require_missing(AWE_METRIC_PROCESS_CPU_MAIN);

    /* The host began another thread: what it has used is not of this second. */
    subject.threads[SYSTEM_AUDIO] = 103;
    file_tree_put("/proc/self/task/103/schedstat", "900000000 8 9\n");
    read_at(4 * S, &subject);
    require_missing(AWE_METRIC_PROCESS_CPU_AUDIO);
    file_tree_put("/proc/self/task/103/schedstat", "950000000 8 9\n");
    read_at(5 * S, &subject);
    assert_true(fabs(value_of(AWE_METRIC_PROCESS_CPU_AUDIO) - 5) < 1e-9);
}

/* In KiB; what costs more only every ten seconds. */
static void test_memory(void **state)
{
    (void)state;
    begin(file_tree_root());
    const file_map bank = {.data = (const void *)(uintptr_t)0x7F0000000000, .size = 5000};
    const system_subject subject = {.core = SYSTEM_NO_CORE, .banks = &bank, .n_banks = 1};
    file_tree_put("/proc/self/status", "VmHWM:\t 300 kB\nVmRSS:\t 200 kB\nVmSwap:\t 4 kB\n");
    file_tree_put("/proc/self/smaps_rollup", "5-7 ---p 0 0 0 [rollup]\nRss: 9 kB\nPss:\t 70 kB\n");
    file_tree_put(PAGES, "7f0000000000-7f0000002000 r--p 00000000 fe:00 1 /b.sf2\nRss: 8 kB\n"
                         "VmFlags: rd lo \n");
    read_at(S, &subject);
    assert_true(value_of(AWE_METRIC_MEMORY_PEAK) == 300 * 1024);
    assert_true(value_of(AWE_METRIC_MEMORY_RSS) == 200 * 1024);
    assert_true(value_of(AWE_METRIC_MEMORY_SWAP) == 4 * 1024);
    assert_true(value_of(AWE_METRIC_MEMORY_PSS) == 70 * 1024);
    assert_true(value_of(AWE_METRIC_MEMORY_BANK_MAPPED) == 5000);
    assert_true(value_of(AWE_METRIC_MEMORY_BANK_RESIDENT) == 5000); /* of two pages */
    assert_true(value_of(AWE_METRIC_MEMORY_BANK_LOCKED) == 5000);

    file_tree_put("/proc/self/status", "VmHWM:\t 300 kB\nVmRSS:\t 210 kB\n");
    file_tree_put("/proc/self/smaps_rollup", "Pss:\t 80 kB\n");
    read_at(10 * S, &subject);
    assert_true(value_of(AWE_METRIC_MEMORY_RSS) == 210 * 1024);
    require_missing(AWE_METRIC_MEMORY_SWAP);
    assert_true(value_of(AWE_METRIC_MEMORY_PSS) == 70 * 1024);
    read_at(11 * S, &subject);
    assert_true(value_of(AWE_METRIC_MEMORY_PSS) == 80 * 1024);
}

static void test_frequency(void **state)
{
    (void)state;
    begin(file_tree_root());
    system_subject subject = {.core = 1};
    file_tree_put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "800000\n");
    file_tree_put("/sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "2900000\n");
    awe_machine machine = read_at(S, &subject);
    assert_int_equal(machine.mhz, 2900);
    assert_int_equal(machine.mhz_before, 0);
    file_tree_put("/sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "1100000\n");
    machine = read_at(2 * S, &subject);
    assert_int_equal(machine.mhz, 1100);
    assert_int_equal(machine.mhz_before, 2900);
    assert_true(value_of(AWE_METRIC_SYSTEM_MHZ) == 1100);
    subject.core = 0; /* a slower processor is not a slowed one */
    machine = read_at(3 * S, &subject);
    assert_int_equal(machine.mhz, 800);
    assert_int_equal(machine.mhz_before, 0);

    begin(file_tree_root());
    subject.core = 7; /* without cpufreq */
    file_tree_put("/proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2596.122\n");
    assert_int_equal(read_at(S, &subject).mhz, 2596);
}

static void test_temperature(void **state)
{
    (void)state;
    const system_subject subject = {.core = SYSTEM_NO_CORE};
    begin(file_tree_root());
    file_tree_put("/sys/class/hwmon/hwmon0/name", "nvme\n");
    file_tree_put("/sys/class/hwmon/hwmon0/temp1_input", "70000\n");
    file_tree_put("/sys/class/hwmon/hwmon1/name", "k10temp\n");
    file_tree_put("/sys/class/hwmon/hwmon1/temp1_input", "51250\n");
    read_at(S, &subject);
    assert_true(value_of(AWE_METRIC_SYSTEM_TEMPERATURE) == 51.25);
    file_tree_put("/sys/class/thermal/thermal_zone0/temp", "-500\n");
    file_tree_put("/sys/class/thermal/thermal_zone1/temp", "41000\n");
    file_tree_put("/sys/class/thermal/thermal_zone2/temp", "39000\n");
    read_at(2 * S, &subject);
    assert_true(value_of(AWE_METRIC_SYSTEM_TEMPERATURE) == 41);
}

static void test_throttling_and_steal(void **state)
{
    (void)state;
    const system_subject subject = {.core = 0};
    begin(file_tree_root());
    file_tree_put("/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "10\n");
    file_tree_put("/sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "20\n");
    file_tree_put("/sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count", "5\n");
    file_tree_put("/sys/devices/system/cpu/cpu1/thermal_throttle/package_throttle_count", "5\n");
    file_tree_put("/proc/stat", "cpu  100 0 0 900 0 0 0 0 0 0\n");
    awe_machine machine = read_at(S, &subject);
    assert_int_equal(machine.n_throttles, 0); /* those before the start are not ours */
    assert_true(value_of(AWE_METRIC_SYSTEM_THROTTLES) == 0);
    file_tree_put("/sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "22\n");
    file_tree_put("/sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count", "6\n");
    file_tree_put("/sys/devices/system/cpu/cpu1/thermal_throttle/package_throttle_count", "6\n");
    file_tree_put("/proc/stat", "cpu  200 0 0 950 0 0 0 50 0 0\n");
    machine = read_at(2 * S, &subject);
    assert_int_equal(machine.n_throttles, 3);
    assert_true(value_of(AWE_METRIC_SYSTEM_THROTTLES) == 3);
    assert_int_equal(machine.steal_permille, 250);
    assert_true(value_of(AWE_METRIC_SYSTEM_STEAL) == 25);
}

static void test_pressure_and_disk(void **state)
{
    (void)state;
    system_subject subject = {.core = SYSTEM_NO_CORE, .folder = file_tree_root()};
    begin(file_tree_root());
    file_tree_put("/proc/pressure/cpu", "some avg10=1.50 avg60=0.00 avg300=0.00 total=0\n");
    file_tree_put("/proc/pressure/io", "some avg10=0.25 avg60=0.00 avg300=0.00 total=0\n");
    read_at(S, &subject);
    assert_true(value_of(AWE_METRIC_SYSTEM_PRESSURE_CPU) == 1.5);
    assert_true(value_of(AWE_METRIC_SYSTEM_PRESSURE_IO) == 0.25);
    require_missing(AWE_METRIC_SYSTEM_PRESSURE_MEMORY);
    assert_true(value_of(AWE_METRIC_SYSTEM_DISK_FREE) > 0);
    subject.folder = "/none/of/that";
    read_at(2 * S, &subject);
    require_missing(AWE_METRIC_SYSTEM_DISK_FREE);
}

static void *burn(void *context)
{
    atomic_int *id = context;
    atomic_store(id, gettid());
    while (atomic_load(id) > 0) {
    }
    return NULL;
}

/* On this machine: a thread that only counts, 8 MiB that are read, one file more. */
static void test_this_machine(void **state)
{
    (void)state;
    if (access("/proc/self/schedstat", R_OK) != 0) {
        skip();
    }
    enum { SIZE = 8 << 20 };
    char name[] = "/tmp/awe-system-XXXXXX";
    atomic_int id = 0;
    pthread_t thread;
    int fd = mkstemp(name);
    assert_true(fd >= 0 && ftruncate(fd, SIZE) == 0);
    unlink(name);
    void *data = mmap(NULL, SIZE, PROT_READ, MAP_PRIVATE, fd, 0);
    assert_true(data != MAP_FAILED);
    const file_map bank = {.data = data, .size = SIZE};
    assert_int_equal(pthread_create(&thread, NULL, burn, &id), 0);
    while (atomic_load(&id) == 0) {
        clock_sleep_ms(1);
    }
    system_subject subject = {
        .threads = {[SYSTEM_AUDIO] = atomic_load(&id), [SYSTEM_MAIN] = gettid()},
        .core = 0,
        .folder = "/tmp",
        .banks = &bank,
        .n_banks = 1};
    begin("");
    read_at(clock_now_ns(), &subject);
    double n_files = value_of(AWE_METRIC_PROCESS_FILES);
    double unread_bytes = value_of(AWE_METRIC_MEMORY_BANK_RESIDENT);
    rt_memory_prefault(data, SIZE);
    int other = dup(fd);
    watch.memory_ns -= 10 * S;
    clock_sleep_ms(300);
    read_at(clock_now_ns(), &subject);
    double audio = value_of(AWE_METRIC_PROCESS_CPU_AUDIO);
    assert_true(audio > 0.5 && audio < 105); /* others may want the processors, too */
    assert_true(value_of(AWE_METRIC_PROCESS_CPU_MAIN) < audio);
    assert_true(value_of(AWE_METRIC_PROCESS_CPU) > audio / 2);
    assert_true(value_of(AWE_METRIC_PROCESS_FILES) == n_files + 1);
    assert_true(value_of(AWE_METRIC_MEMORY_RSS) > 500e3);
    assert_true(value_of(AWE_METRIC_MEMORY_PEAK) >= value_of(AWE_METRIC_MEMORY_RSS) - 100e3);
    assert_true(unread_bytes < (double)SIZE / 2);
    assert_true(value_of(AWE_METRIC_MEMORY_BANK_RESIDENT) == (double)SIZE);
    assert_true(value_of(AWE_METRIC_SYSTEM_DISK_FREE) > 0);
    atomic_store(&id, -1);
    pthread_join(thread, NULL);
    munmap(data, SIZE);
    close(other);
    close(fd);
}

/* --bench: what a reading costs here. */
static int bench(void)
{
    const uint32_t n = 200;
    system_subject subject = {.threads = {[SYSTEM_MAIN] = gettid()}, .folder = "/tmp"};
    for (int is_seldom = 0; is_seldom < 2; is_seldom++) {
        begin("");
        read_at(1, &subject);
        uint64_t start_ns = clock_now_ns();
        for (uint64_t i = 1; i <= n; i++) {
            read_at(1 + i * (is_seldom ? 10 * S : 1), &subject);
        }
        printf("%s: %.0f us\n", is_seldom ? "with the memory's pages" : "a reading",
               (double)(clock_now_ns() - start_ns) / n / 1e3);
    }
    return 0;
}

#define TREE_TEST(test) cmocka_unit_test_setup_teardown(test, file_tree_setup, file_tree_teardown)

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--bench") == 0) {
        return bench();
    }
    const struct CMUnitTest tests[] = {
        TREE_TEST(test_nothing_is_known),
        TREE_TEST(test_threads),
        TREE_TEST(test_memory),
        TREE_TEST(test_frequency),
        TREE_TEST(test_temperature),
        TREE_TEST(test_throttling_and_steal),
        TREE_TEST(test_pressure_and_disk),
        cmocka_unit_test(test_this_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
