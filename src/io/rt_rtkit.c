/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/rt_rtkit.h"

#ifdef AWE_DBUS

#include <dbus/dbus.h>

#define SERVICE "org.freedesktop.RealtimeKit1"
#define PATH "/org/freedesktop/RealtimeKit1"
#define TIMEOUT_MS 2000

/* Moves what the library says into `error`; false. */
static bool fail(DBusError *reason, io_error *error)
{
    io_error_set(error, "rtkit: %s", reason->message ? reason->message : "out of memory");
    dbus_error_free(reason);
    return false;
}

static DBusConnection *connect_to_bus(io_error *error)
{
    DBusError reason = DBUS_ERROR_INIT;
    DBusConnection *bus = dbus_bus_get_private(DBUS_BUS_SYSTEM, &reason);
    if (!bus) {
        fail(&reason, error);
        return NULL;
    }
    dbus_connection_set_exit_on_disconnect(bus, FALSE);
    return bus;
}

static void disconnect(DBusConnection *bus)
{
    dbus_connection_close(bus);
    dbus_connection_unref(bus);
}

/* Sends `call` and releases it; the answer, or NULL. */
static DBusMessage *ask(DBusConnection *bus, DBusMessage *call, io_error *error)
{
    DBusError reason = DBUS_ERROR_INIT;
    DBusMessage *answer = dbus_connection_send_with_reply_and_block(bus, call, TIMEOUT_MS, &reason);
    dbus_message_unref(call);
    if (!answer) {
        fail(&reason, error);
    }
    return answer;
}

/* Reads a property, which rtkit gives as a 32-bit or a 64-bit integer. */
static bool read_property(DBusConnection *bus, const char *name, int64_t *out, io_error *error)
{
    const char *interface = SERVICE;
    DBusMessageIter top;
    DBusMessageIter value;
    DBusBasicValue read = {0};
    DBusMessage *call =
        dbus_message_new_method_call(SERVICE, PATH, DBUS_INTERFACE_PROPERTIES, "Get");
    if (!call || !dbus_message_append_args(call, DBUS_TYPE_STRING, &interface, DBUS_TYPE_STRING,
                                           &name, DBUS_TYPE_INVALID)) {
        return io_error_set(error, "out of memory");
    }
    DBusMessage *answer = ask(bus, call, error);
    if (!answer) {
        return false;
    }
    int type = DBUS_TYPE_INVALID;
    if (dbus_message_iter_init(answer, &top) &&
        dbus_message_iter_get_arg_type(&top) == DBUS_TYPE_VARIANT) {
        dbus_message_iter_recurse(&top, &value);
        type = dbus_message_iter_get_arg_type(&value);
    }
    if (type == DBUS_TYPE_INT32 || type == DBUS_TYPE_INT64) {
        dbus_message_iter_get_basic(&value, &read);
    }
    dbus_message_unref(answer);
    *out = type == DBUS_TYPE_INT64 ? read.i64 : read.i32;
    return *out > 0 || io_error_set(error, "rtkit: %s makes no sense", name);
}

bool rtkit_read_terms(rtkit_terms *out, io_error *error)
{
    int64_t priority = 0;
    int64_t busy_us = 0;
    *out = (rtkit_terms){0};
    DBusConnection *bus = connect_to_bus(error);
    if (!bus) {
        return false;
    }
    bool ok = read_property(bus, "MaxRealtimePriority", &priority, error) &&
              read_property(bus, "RTTimeUSecMax", &busy_us, error);
    disconnect(bus);
    *out = (rtkit_terms){.max_priority = (uint32_t)priority, .max_busy_us = (uint64_t)busy_us};
    return ok;
}

bool rtkit_raise(int32_t thread, uint32_t priority, io_error *error)
{
    dbus_uint64_t id = (dbus_uint64_t)thread;
    dbus_uint32_t wanted = priority;
    DBusConnection *bus = connect_to_bus(error);
    if (!bus) {
        return false;
    }
    DBusMessage *answer = NULL;
    DBusMessage *call = dbus_message_new_method_call(SERVICE, PATH, SERVICE, "MakeThreadRealtime");
    if (call && dbus_message_append_args(call, DBUS_TYPE_UINT64, &id, DBUS_TYPE_UINT32, &wanted,
                                         DBUS_TYPE_INVALID)) {
        answer = ask(bus, call, error);
    } else {
        io_error_set(error, "out of memory");
    }
    disconnect(bus);
    if (answer) {
        dbus_message_unref(answer);
    }
    return answer != NULL;
}

#else

bool rtkit_read_terms(rtkit_terms *out, io_error *error)
{
    *out = (rtkit_terms){0};
    return io_error_set(error, "rtkit: this build is without D-Bus");
}

bool rtkit_raise(int32_t thread, uint32_t priority, io_error *error)
{
    (void)thread;
    (void)priority;
    return io_error_set(error, "rtkit: this build is without D-Bus");
}

#endif
