/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Texts as Linux 6.1 writes them. */

#include "io/seq_clients.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void read_text(const char *text, int ours, seq_clients *out)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    rewind(file);
    seq_clients_read(file, ours, out);
    fclose(file);
}

static const char sample[] =
    "Client info\n  cur  clients : 6\n  peak clients : 6\n  max  clients : 192\n\n"
    "Client   0 : \"System\" [Kernel Legacy]\n"
    "  Port   0 : \"Timer\" (Rwe-)\n"
    "  Port   1 : \"Announce\" (R-e-)\n"
    "    Connecting To: 128:1\n"
    "Client  14 : \"Midi Through\" [Kernel Legacy]\n"
    "  Port   0 : \"Midi Through Port-0\" (RWe-)\n"
    "Client  24 : \"A \"quoted\" (Rx) name\" [User]\n"
    "  Port   0 : \"Keys \"A\" (r)\" (RWeX)\n"
    "    Connecting To: 130:1, 129:3[t:0], 131:0\n"
    "  Port   7 : \"Private\" (rWe-)\n"
    "    Connecting To: 129:0\n"
    "Client 128 : \"Client-128\" [User Legacy]\n"
    "  Port   1 : \"port-1\" (rwe-)\n"
    "    Connected From: 129:0[t:0]\n"
    "  Input pool :\n    Pool size          : 200\n    Cells in use       : 77\n"
    "    Alloc success      : 78\n    Alloc failures     : 79\n"
    "Client 129 : \"Client-129\" [User Legacy]\n"
    "  Port  12 : \"Out\" (R-e-) [Out]\n"
    "    Connecting To: 1290:0, 12:9, 128:129\n"
    "  Output pool :\n    Pool size          : 500\n    Cells in use       : 1\n"
    "    Alloc success      : 2\n    Alloc failures     : 3\n"
    "  Input pool :\n    Pool size          : 200\n    Cells in use       : 4\n"
    "    Peak cells in use  : 5\n    Alloc success      : 600000\n    Alloc failures     : 7\n"
    "Client 130 : \"Other\" [User Legacy]\n"
    "  Input pool :\n    Cells in use       : 88\n    Alloc failures     : 89\n";

static void check_port(const seq_clients *c, uint32_t i, const char *name, int client, int port)
{
    assert_string_equal(c->ports[i].name, name);
    assert_int_equal(c->ports[i].client, client);
    assert_int_equal(c->ports[i].port, port);
}

static void test_a_whole_list(void **state)
{
    (void)state;
    seq_clients c;
    read_text(sample, 129, &c);
    assert_int_equal(c.n_ports, 3);
    check_port(&c, 0, "Midi Through Port-0", 14, 0);
    check_port(&c, 1, "Keys \"A\" (r)", 24, 0);
    check_port(&c, 2, "Out", 129, 12);
    assert_false(c.is_ours[0]);
    assert_true(c.is_ours[1]);
    assert_false(c.is_ours[2]);
    for (int i = 0; i < SEQ_MAX_CLIENTS; i++) {
        assert_int_equal(c.is_user[i], i == 24 || (i >= 128 && i <= 130));
    }
    assert_int_equal(c.n_waiting, 4);
    assert_int_equal(c.n_stored, 600000);
    assert_int_equal(c.n_refused, 7);
}

static void test_without_a_client_of_ours(void **state)
{
    (void)state;
    seq_clients c;
    read_text(sample, SEQ_NOBODY, &c);
    assert_int_equal(c.n_ports, 3);
    assert_false(c.is_ours[1]);
    assert_int_equal(c.n_waiting + c.n_stored + c.n_refused, 0);
}

/* Two lists of the same ports are the same bytes, whatever was read before. */
static void test_ports_compare_as_bytes(void **state)
{
    (void)state;
    seq_clients a;
    seq_clients b;
    memset(&a, 0x55, sizeof a);
    memset(&b, 0xAA, sizeof b);
    read_text(sample, 129, &a);
    read_text(sample, SEQ_NOBODY, &b);
    assert_memory_equal(a.ports, b.ports, sizeof a.ports);
}

static void test_more_ports_than_are_seen(void **state)
{
    (void)state;
    seq_clients c;
    char *text = malloc(200000);
    size_t n = 0;
    assert_non_null(text);
    for (int client = 20; client < 300; client++) {
        n +=
            (size_t)sprintf(text + n, "Client %d : \"C\" [User]\n  Port 0 : \"P\" (R--)\n", client);
        n += (size_t)sprintf(text + n, "    Connecting To: 128:0\n");
    }
    read_text(text, 128, &c);
    assert_int_equal(c.n_ports, MIDI_IN_MAX_DEVICES);
    check_port(&c, MIDI_IN_MAX_DEVICES - 1, "P", 20 + MIDI_IN_MAX_DEVICES - 1, 0);
    free(text);
}

static void test_nonsense(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "\n\n",
        "  Port 0 : \"lost\" (R",
        "Client",
        "Client -5 : \"x\" [User]\n Port",
        "Client 99999999999 : \"\" [User]\n  Port 1 : \"a\" (R---)\n    Connecting To: ,,:,128",
        "Client 5 : no quotes [User]\n  Port 3 : \" (R-\n  Input pool\n    Alloc failures : x\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        seq_clients c;
        read_text(texts[i], 5, &c);
        assert_true(c.n_ports <= 1);
        assert_int_equal(c.n_refused, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_whole_list),
        cmocka_unit_test(test_without_a_client_of_ours),
        cmocka_unit_test(test_ports_compare_as_bytes),
        cmocka_unit_test(test_more_ports_than_are_seen),
        cmocka_unit_test(test_nonsense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
