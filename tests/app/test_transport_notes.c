/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Whatever the listener does, no note stays on, and no channel that is muted sounds. */

#include "app/transport.h"

#include "support/dense_song.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static transport t;

typedef struct listener {
    uint8_t on[16][16][128];
    int n_on;
} listener;

static void hear(listener *l, const awe_message *m)
{
    uint8_t *on = l->on[m->port][m->channel];
    if (m->type == AWE_NOTE_ON) {
        l->n_on += !on[m->key];
        on[m->key] = 1;
    } else if (m->type == AWE_NOTE_OFF) {
        l->n_on -= on[m->key];
        on[m->key] = 0;
    } else if (m->type == AWE_CONTROL && m->key == 120) {
        for (int key = 0; key < 128; key++) {
            l->n_on -= on[key];
            on[key] = 0;
        }
    }
}

static int has_audible(const listener *l, const transport_settings *s, int port, int channel)
{
    int solos = s->parts.soloed[0] | s->parts.soloed[1];
    int audible =
        solos ? s->parts.soloed[port] >> channel & 1 : !(s->parts.muted[port] >> channel & 1);
    int n_on = 0;
    for (int key = 0; key < 128; key++) {
        n_on += l->on[port][channel][key];
    }
    return audible || n_on == 0;
}

static void change_settings(transport_settings *s)
{
    switch (rand() % 6) {
    case 0:
        s->tempo_percent = (uint16_t)(rand() % 500);
        break;
    case 1:
        s->parts.transpose = (int8_t)(rand() % 256 - 128);
        break;
    case 2:
        s->parts.muted[rand() % 2] = (uint16_t)rand();
        break;
    case 3:
        s->parts.soloed[rand() % 2] = (uint16_t)(rand() % 3 ? 0 : rand());
        break;
    case 4:
        s->parts.transpose = (int8_t)(rand() % 5 - 2);
        break;
    default:
        *s = (transport_settings){0};
        break;
    }
}

static void test_random_settings_leave_no_note_on(void **state)
{
    (void)state;
    static listener l;
    awe_event events[16];
    for (unsigned seed = 0; seed < 300; seed++) {
        awe_song *song = make_dense_song(100 + seed);
        transport_settings settings = {0};
        l = (listener){0};
        transport_start(&t, song);
        while (!transport_done(&t)) {
            uint32_t n_events;
            if (rand() % 4 == 0) {
                change_settings(&settings);
                transport_set(&t, &settings);
                transport_pause(&t, rand() % 8 == 0);
            }
            uint32_t max_events = 1 + (uint32_t)rand() % 16;
            transport_read(&t, (uint32_t)rand() % 600, events, max_events, &n_events);
            for (uint32_t i = 0; i < n_events; i++) {
                assert_true(events[i].message.key < 128);
                hear(&l, &events[i].message);
            }
            if (n_events < max_events) {
                int place = rand() % 32;
                assert_true(has_audible(&l, &settings, place / 16, place % 16));
            }
        }
        assert_int_equal(l.n_on, 0);
        awe_song_free(song);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_settings_leave_no_note_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
