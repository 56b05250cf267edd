/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Reads machines made of files: each test writes the few files that it is about. Their texts are
   those of proc(5), cgroups(7) and kernels that were looked at. */

#include "io/machine.h"
#include "support/file_tree.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static machine read_machine(void)
{
    machine m;
    memset(&m, 0xA5, sizeof m);
    machine_read(file_tree_root(), &m);
    return m;
}

static void test_an_empty_machine_is_unknown(void **state)
{
    (void)state;
    machine m = read_machine();
    assert_true(m.rights.rt_priority == MACHINE_UNKNOWN);
    assert_true(m.rights.locked_bytes == MACHINE_UNKNOWN);
    assert_true(m.rights.rt_busy_us == MACHINE_UNKNOWN);
    assert_false(m.rights.ignores_priority);
    assert_false(m.rights.ignores_locked);
    assert_false(m.rights.has_audio_group);
    assert_int_equal(m.kernel.preemption, MACHINE_PREEMPT_UNKNOWN);
    assert_false(m.kernel.has_command_line);
    assert_false(m.kernel.has_threaded_interrupts);
    assert_string_equal(m.kernel.clock_source, "");
    assert_true(m.kernel.rt_budget_us == MACHINE_UNKNOWN);
    assert_true(m.cpu.n_online == MACHINE_UNKNOWN);
    assert_true(m.cpu.n_allowed == MACHINE_UNKNOWN);
    assert_string_equal(m.cpu.governor, "");
    assert_true(m.cpu.min_khz == MACHINE_UNKNOWN);
    assert_true(m.memory.swap_bytes == MACHINE_UNKNOWN);
    assert_true(m.memory.swappiness == MACHINE_UNKNOWN);
    assert_string_equal(m.container.name, "");
    assert_true(m.container.cpu_permille == MACHINE_UNKNOWN);
    assert_true(m.container.memory_max_bytes == MACHINE_UNKNOWN);
    assert_false(m.midi.has_sequencer);
}

static void test_limits(void **state)
{
    (void)state;
    file_tree_put(
        "/proc/self/limits",
        "Limit                     Soft Limit           Hard Limit           Units     \n"
        "Max locked memory         65536                8388608              bytes     \n"
        "Max realtime priority     0                    95                   \n"
        "Max realtime timeout      unlimited            unlimited            us        \n");
    machine m = read_machine();
    assert_int_equal(m.rights.rt_priority, 95);
    assert_int_equal(m.rights.locked_bytes, 8388608);
    assert_true(m.rights.rt_busy_us == MACHINE_UNLIMITED);
}

static void test_capabilities_and_groups(void **state)
{
    (void)state;
    file_tree_put("/proc/self/status",
                  "Name:\tx\nGid:\t1000\t1000\t1000\t1000\nGroups:\t4 290 1000 \n"
                  "CapEff:\t0000000000804000\nCpus_allowed_list:\t0-1,4\n");
    file_tree_put("/etc/group", "root:x:0:\naudio:x:29:pulse\nusers:x:100:\n");
    machine m = read_machine();
    assert_true(m.rights.ignores_priority);
    assert_true(m.rights.ignores_locked);
    assert_true(m.rights.has_audio_group);
    assert_false(m.rights.is_in_audio_group); /* 290 is another */
    assert_int_equal(m.cpu.n_allowed, 3);
    file_tree_put("/proc/self/status", "Gid:\t1000\nGroups:\t4 29\nCapEff:\t0000000000800000\n");
    m = read_machine();
    assert_true(m.rights.is_in_audio_group);
    assert_true(m.rights.ignores_priority);
    assert_false(m.rights.ignores_locked);
    file_tree_put("/proc/self/status",
                  "Gid:\t29\t29\t29\t29\nGroups:\t\nCapEff:\t0000000000000000\n");
    m = read_machine();
    assert_true(m.rights.is_in_audio_group);
    assert_false(m.rights.ignores_priority);
}

static void expect_preemption(const char *version, const char *command_line, const char *debug,
                              machine_preemption expected)
{
    file_tree_put("/proc/version", version);
    file_tree_put("/proc/cmdline", command_line);
    file_tree_put("/sys/kernel/debug/sched/preempt", debug);
    assert_int_equal(read_machine().kernel.preemption, expected);
}

static void test_preemption(void **state)
{
    (void)state;
    expect_preemption("Linux version 6.1 #1 SMP PREEMPT_DYNAMIC Debian\n", "quiet\n",
                      "none voluntary (full)\n", MACHINE_PREEMPT_FULL);
    expect_preemption("Linux version 6.1 #1 SMP PREEMPT_DYNAMIC Debian\n", "preempt=full\n",
                      "none (voluntary) full\n", MACHINE_PREEMPT_VOLUNTARY);
    expect_preemption("Linux version 6.1 #1 SMP PREEMPT_DYNAMIC Debian\n", "a preempt=none b\n", "",
                      MACHINE_PREEMPT_NONE);
    expect_preemption("Linux version 6.1 #1 SMP PREEMPT_DYNAMIC Debian\n", "quiet\n", "",
                      MACHINE_PREEMPT_DYNAMIC);
    expect_preemption("Linux version 6.18 #1 SMP PREEMPT_DYNAMIC\n", "quiet\n", "full (lazy)\n",
                      MACHINE_PREEMPT_LAZY);
    expect_preemption("Linux version 6.1-rt #1 SMP PREEMPT_RT Debian\n", "preempt=none\n", "",
                      MACHINE_PREEMPT_RT);
    expect_preemption("Linux version 4.9 #1 SMP PREEMPT Debian\n", "", "", MACHINE_PREEMPT_FULL);
    expect_preemption("Linux version 4.9 #1 SMP Debian\n", "", "", MACHINE_PREEMPT_UNKNOWN);
}

static void test_kernel_settings(void **state)
{
    (void)state;
    file_tree_put("/proc/cmdline", "root=/dev/sda1 threadirqs_not quiet\n");
    file_tree_put("/sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
    file_tree_put("/proc/sys/kernel/sched_rt_runtime_us", "-1\n");
    machine m = read_machine();
    assert_true(m.kernel.has_command_line);
    assert_false(m.kernel.has_threaded_interrupts);
    assert_string_equal(m.kernel.clock_source, "hpet");
    assert_true(m.kernel.rt_budget_us == MACHINE_UNLIMITED);
    file_tree_put("/proc/cmdline", "root=/dev/sda1 threadirqs\n");
    file_tree_put("/proc/sys/kernel/sched_rt_runtime_us", "950000\n");
    m = read_machine();
    assert_true(m.kernel.has_threaded_interrupts);
    assert_int_equal(m.kernel.rt_budget_us, 950000);
}

static void test_slowest_governor_counts(void **state)
{
    (void)state;
    file_tree_put("/sys/devices/system/cpu/online", "0-7\n");
    file_tree_put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
    file_tree_put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_min_freq", "800000\n");
    file_tree_put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq", "4200000\n");
    machine m = read_machine();
    assert_int_equal(m.cpu.n_online, 8);
    assert_string_equal(m.cpu.governor, "performance");
    assert_int_equal(m.cpu.min_khz, 800000);
    assert_int_equal(m.cpu.max_khz, 4200000);
    file_tree_put("/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "schedutil\n");
    file_tree_put("/sys/devices/system/cpu/cpu2/cpufreq/scaling_governor", "performance\n");
    assert_string_equal(read_machine().cpu.governor, "schedutil");
}

static void test_swap(void **state)
{
    (void)state;
    file_tree_put("/proc/meminfo",
                  "MemTotal:  16 kB\nSwapTotal:  2097148 kB\nSwapFree:  2096124 kB\n");
    file_tree_put("/proc/sys/vm/swappiness", "60\n");
    machine m = read_machine();
    assert_int_equal(m.memory.swap_bytes, 2097148ull * 1024);
    assert_int_equal(m.memory.swap_used_bytes, 1024ull * 1024);
    assert_int_equal(m.memory.swappiness, 60);
}

static void test_containers(void **state)
{
    (void)state;
    file_tree_put("/proc/self/cgroup", "1:name=systemd:/\n0::/a/b\n");
    file_tree_put("/sys/fs/cgroup/cpu.max", "max 100000\n");
    file_tree_put("/sys/fs/cgroup/a/cpu.max", "200000 100000\n");
    file_tree_put("/sys/fs/cgroup/a/b/cpu.max", "50000 100000\n");
    file_tree_put("/sys/fs/cgroup/a/b/memory.max", "1048576\n");
    file_tree_put("/sys/fs/cgroup/memory.max", "max\n");
    file_tree_put("/.dockerenv", "");
    machine m = read_machine();
    assert_int_equal(m.container.cpu_permille, 500);
    assert_int_equal(m.container.memory_max_bytes, 1048576);
    assert_string_equal(m.container.name, "docker");
    file_tree_put("/proc/self/cgroup", "0::/\n");
    file_tree_put("/run/systemd/container", "lxc\n");
    m = read_machine();
    assert_true(m.container.cpu_permille == MACHINE_UNLIMITED);
    assert_true(m.container.memory_max_bytes == MACHINE_UNLIMITED);
    assert_string_equal(m.container.name, "lxc");
    file_tree_put("/sys/fs/cgroup/cpu.max", "150000 100000\n");
    assert_int_equal(read_machine().container.cpu_permille, 1500);
}

static void test_sequencer(void **state)
{
    (void)state;
    file_tree_put("/dev/snd/seq", "");
    machine m = read_machine();
    assert_true(m.midi.has_sequencer);
    assert_true(m.midi.may_use_sequencer);
}

/* Whatever the files hold, reading them ends, and within their buffers. */
static void test_nonsense(void **state)
{
    (void)state;
    static const char *const paths[] = {"/proc/self/limits",
                                        "/proc/self/status",
                                        "/proc/self/cgroup",
                                        "/proc/version",
                                        "/proc/cmdline",
                                        "/proc/meminfo",
                                        "/etc/group",
                                        "/run/systemd/container",
                                        "/sys/fs/cgroup/cpu.max",
                                        "/sys/devices/system/cpu/online",
                                        "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"};
    static char text[20000];
    static const char *const starts[] = {"", "0::/", "audio:", "CapEff:", "Max locked memory"};
    for (size_t start = 0; start < 5; start++) {
        for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
            memset(text, "a/-,:9 \n"[start], sizeof text - 1);
            memcpy(text, starts[start], strlen(starts[start]));
            file_tree_put(paths[i], text);
        }
        machine m = read_machine();
        assert_true(strlen(m.container.name) < sizeof m.container.name);
        assert_true(strlen(m.cpu.governor) < sizeof m.cpu.governor);
    }
    file_tree_put("/sys/fs/cgroup/cpu.max", "100 0\n");
    read_machine();
}

static void test_the_model_of_the_processor(void **state)
{
    (void)state;
    file_tree_put("/proc/cpuinfo", "processor\t: 0\nmodel\t\t: 17\nmodel name\t: A Chip 9000 @ "
                                   "3.70GHz\nstepping\t: 1\n\nmodel name\t: Another\n");
    assert_string_equal(read_machine().cpu.model, "A Chip 9000 @ 3.70GHz");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, file_tree_setup, file_tree_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_an_empty_machine_is_unknown),
        CASE(test_limits),
        CASE(test_capabilities_and_groups),
        CASE(test_preemption),
        CASE(test_kernel_settings),
        CASE(test_slowest_governor_counts),
        CASE(test_the_model_of_the_processor),
        CASE(test_swap),
        CASE(test_containers),
        CASE(test_sequencer),
        CASE(test_nonsense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
