/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* fake_rtkit FOLDER: a bus at FOLDER/bus, and on it a service that keeps to rtkit's terms and
   raises threads for real. Prints a line when both are there; ends with SIGTERM. */

#include <dbus/dbus.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define SERVICE "org.freedesktop.RealtimeKit1"
#define MAX_BUSY_US 200000 /* both as rtkit's defaults */
#define MAX_PRIORITY 20

static bool write_configuration(const char *path, const char *folder)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        return false;
    }
    fprintf(file,
            "<busconfig><type>system</type><listen>unix:path=%s/bus</listen>"
            "<auth>EXTERNAL</auth><policy context=\"default\"><allow user=\"*\"/>"
            "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/>"
            "</policy></busconfig>\n",
            folder);
    return fclose(file) == 0;
}

/* The bus's address; NULL: there is none. */
static char *start_bus(const char *folder)
{
    static char address[500];
    char option[300];
    char fd[40];
    char path[200];
    int ends[2];
    snprintf(path, sizeof path, "%s/conf", folder);
    if (!write_configuration(path, folder) || pipe(ends) != 0) {
        return NULL;
    }
    if (fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        snprintf(option, sizeof option, "--config-file=%s", path);
        snprintf(fd, sizeof fd, "--print-address=%d", ends[1]);
        execlp("dbus-daemon", "dbus-daemon", "--nofork", option, fd, (char *)NULL);
        _exit(1);
    }
    close(ends[1]);
    ssize_t n = read(ends[0], address, sizeof address - 1);
    close(ends[0]);
    return n > 0 ? strtok(address, "\n") : NULL;
}

/* Which process asks? 0: unknown. */
static pid_t find_asker(DBusConnection *bus, DBusMessage *call)
{
    dbus_uint32_t pid = 0;
    const char *sender = dbus_message_get_sender(call);
    DBusMessage *question = dbus_message_new_method_call(
        DBUS_SERVICE_DBUS, DBUS_PATH_DBUS, DBUS_INTERFACE_DBUS, "GetConnectionUnixProcessID");
    dbus_message_append_args(question, DBUS_TYPE_STRING, &sender, DBUS_TYPE_INVALID);
    DBusMessage *answer = dbus_connection_send_with_reply_and_block(bus, question, 2000, NULL);
    dbus_message_unref(question);
    if (answer) {
        dbus_message_get_args(answer, NULL, DBUS_TYPE_UINT32, &pid, DBUS_TYPE_INVALID);
        dbus_message_unref(answer);
    }
    return (pid_t)pid;
}

/* How long that process may keep a processor, at most, in microseconds; 0: unlimited or unknown. */
static unsigned long read_busy_limit(pid_t pid)
{
    char text[200];
    unsigned long hard = 0;
    snprintf(text, sizeof text, "/proc/%d/limits", (int)pid);
    FILE *file = fopen(text, "r");
    while (file && fgets(text, sizeof text, file)) {
        sscanf(text, "Max realtime timeout %*s %lu", &hard);
    }
    if (file) {
        fclose(file);
    }
    return hard;
}

/* NULL, or why the thread is not raised. */
static const char *raise_thread(DBusConnection *bus, DBusMessage *call)
{
    dbus_uint64_t thread = 0;
    dbus_uint32_t priority = 0;
    unsigned long busy_us = read_busy_limit(find_asker(bus, call));
    if (!dbus_message_get_args(call, NULL, DBUS_TYPE_UINT64, &thread, DBUS_TYPE_UINT32, &priority,
                               DBUS_TYPE_INVALID)) {
        return "bad arguments";
    }
    if (busy_us == 0 || busy_us > MAX_BUSY_US) {
        return "RLIMIT_RTTIME is too high";
    }
    if (priority > MAX_PRIORITY) {
        return "the priority is too high";
    }
    const struct sched_param param = {.sched_priority = (int)priority};
    bool ok = sched_setscheduler((pid_t)thread, SCHED_RR | SCHED_RESET_ON_FORK, &param) == 0;
    return ok ? NULL : strerror(errno);
}

static DBusMessage *answer_property(DBusMessage *call)
{
    const char *interface = "";
    const char *name = "";
    dbus_int64_t busy = MAX_BUSY_US;
    dbus_int32_t priority = MAX_PRIORITY;
    DBusMessageIter top;
    DBusMessageIter value;
    DBusMessage *answer = dbus_message_new_method_return(call);
    dbus_message_get_args(call, NULL, DBUS_TYPE_STRING, &interface, DBUS_TYPE_STRING, &name,
                          DBUS_TYPE_INVALID);
    bool is_long = strcmp(name, "RTTimeUSecMax") == 0;
    dbus_message_iter_init_append(answer, &top);
    dbus_message_iter_open_container(&top, DBUS_TYPE_VARIANT, is_long ? "x" : "i", &value);
    if (is_long) {
        dbus_message_iter_append_basic(&value, DBUS_TYPE_INT64, &busy);
    } else {
        dbus_message_iter_append_basic(&value, DBUS_TYPE_INT32, &priority);
    }
    dbus_message_iter_close_container(&top, &value);
    return answer;
}

static DBusHandlerResult handle(DBusConnection *bus, DBusMessage *call, void *unused)
{
    (void)unused;
    DBusMessage *answer = NULL;
    if (dbus_message_is_method_call(call, DBUS_INTERFACE_PROPERTIES, "Get")) {
        answer = answer_property(call);
    } else if (dbus_message_is_method_call(call, SERVICE, "MakeThreadRealtime")) {
        const char *refusal = raise_thread(bus, call);
        answer = refusal ? dbus_message_new_error(call, DBUS_ERROR_ACCESS_DENIED, refusal)
                         : dbus_message_new_method_return(call);
    }
    if (!answer) {
        return DBUS_HANDLER_RESULT_NOT_YET_HANDLED;
    }
    dbus_connection_send(bus, answer, NULL);
    dbus_message_unref(answer);
    return DBUS_HANDLER_RESULT_HANDLED;
}

int main(int argc, char **argv)
{
    char *address = argc == 2 ? start_bus(argv[1]) : NULL;
    if (!address) {
        return 1;
    }
    setenv("DBUS_SYSTEM_BUS_ADDRESS", address, 1);
    DBusConnection *bus = dbus_bus_get(DBUS_BUS_SYSTEM, NULL);
    if (!bus || dbus_bus_request_name(bus, SERVICE, 0, NULL) < 0) {
        return 1;
    }
    dbus_connection_add_filter(bus, handle, NULL, NULL);
    puts("ready");
    fflush(stdout);
    while (dbus_connection_read_write_dispatch(bus, -1)) {
    }
    return 0;
}
