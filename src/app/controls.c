/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/controls.h"

#include "app/say.h"

#include <math.h>
#include <string.h>

#define N_TYPES 8
#define MAX_VOLUME 4.0f
#define MIN_LOOP_FRAMES (AWE_RATE_HZ / 4) /* a new deck has to be ready in that time */
#define FIRST_REVERB 4                    /* as GS numbers the types after power-on */
#define FIRST_CHORUS 2

/* What an option chose; N_TYPES: off. */
static uint32_t first_type(uint32_t chosen, uint32_t first, uint32_t by_default)
{
    return chosen > 0 ? chosen - first : by_default;
}

void controls_init(controls *c, player *p)
{
    const awe_synth_config *config = &p->s->sound.synth;
    *c = (controls){
        .player = p,
        .reverb = first_type(config->reverb, AWE_REVERB_ROOM_1, FIRST_REVERB),
        .chorus = first_type(config->chorus, AWE_CHORUS_1, FIRST_CHORUS),
    };
}

/* ---- places */

static void seek_to(player *p, int64_t frame)
{
    int64_t end = (int64_t)p->song.info.end_frame;
    if (p->song.song) {
        frame = frame < 0 ? 0 : frame > end ? end : frame;
        player_seek(p, (uint64_t)frame);
    }
}

static void seek_bars(player *p, int n_bars)
{
    awe_song_place place;
    if (!p->song.song) {
        return;
    }
    awe_song_get_place(p->song.song, p->status.position_frames, &place);
    int64_t bar = (int64_t)place.bar + n_bars;
    bar = bar < 1 ? 1 : bar;
    seek_to(p, (int64_t)awe_song_find_bar(p->song.song, (uint32_t)bar, 1));
}

/* The first press sets A, the second B, the third neither. */
static void set_loop(player *p)
{
    uint64_t at = p->status.position_frames;
    if (!p->song.song) {
        return;
    }
    if (p->song.loop_from == PLAYER_NO_FRAME) {
        p->song.loop_from = at;
        say_info("loop from %.1f s", (double)at / AWE_RATE_HZ);
    } else if (p->song.loop_to == PLAYER_NO_FRAME) {
        uint64_t from = p->song.loop_from;
        uint64_t to = at < from + MIN_LOOP_FRAMES ? from + MIN_LOOP_FRAMES : at;
        player_set_loop(p, from, to);
        say_info("loop from %.1f s to %.1f s", (double)from / AWE_RATE_HZ,
                 (double)to / AWE_RATE_HZ);
    } else {
        player_set_loop(p, PLAYER_NO_FRAME, PLAYER_NO_FRAME);
        say_info("no loop");
    }
}

/* ---- tempo, key, channels */

static void set_tempo(player *p, int percent)
{
    transport_settings changed = p->settings;
    percent = percent < TRANSPORT_LEAST_PERCENT  ? TRANSPORT_LEAST_PERCENT
              : percent > TRANSPORT_MOST_PERCENT ? TRANSPORT_MOST_PERCENT
                                                 : percent;
    changed.tempo_percent = (uint16_t)percent;
    player_change_settings(p, &changed);
}

static int tempo_of(const player *p)
{
    return p->settings.tempo_percent ? p->settings.tempo_percent : 100;
}

static void transpose(player *p, int semitones)
{
    transport_settings changed = p->settings;
    int key = changed.parts.transpose + semitones;
    key = key < -PARTS_MOST_SEMITONES  ? -PARTS_MOST_SEMITONES
          : key > PARTS_MOST_SEMITONES ? PARTS_MOST_SEMITONES
                                       : key;
    changed.parts.transpose = (int8_t)key;
    player_change_settings(p, &changed);
}

static uint32_t count_channels(const player *p)
{
    uint32_t n_ports = p->song.info.n_ports;
    return 16 * (n_ports < 1 ? 1 : n_ports > AWE_MAX_PORTS ? AWE_MAX_PORTS : n_ports);
}

static void select_channel(controls *c, int step)
{
    uint32_t n = count_channels(c->player);
    step = c->has_selected ? step : 0;
    c->has_selected = true;
    c->selected = (c->selected + n + (uint32_t)((int)n + step) % n) % n;
    say_info("channel %c%u", 'A' + (int)(c->selected / 16), c->selected % 16 + 1);
}

static void toggle(controls *c, bool is_solo)
{
    transport_settings changed = c->player->settings;
    uint16_t *mask = is_solo ? changed.parts.soloed : changed.parts.muted;
    mask[c->selected / 16] ^= (uint16_t)(1u << c->selected % 16);
    player_change_settings(c->player, &changed);
}

static void mute_all(player *p, bool shall_mute)
{
    transport_settings changed = p->settings;
    memset(changed.parts.muted, shall_mute ? 0xFF : 0, sizeof changed.parts.muted);
    memset(changed.parts.soloed, 0, sizeof changed.parts.soloed);
    player_change_settings(p, &changed);
}

static bool is_all_muted(const player *p)
{
    for (uint32_t port = 0; port < AWE_MAX_PORTS; port++) {
        if (p->settings.parts.muted[port] != UINT16_MAX) {
            return false;
        }
    }
    return true;
}

/* ---- sound */

static void add_volume(player *p, int decibels)
{
    float level = p->volume * powf(10.0f, (float)decibels / 20.0f);
    level = level > MAX_VOLUME ? MAX_VOLUME : level;
    /* Back at the level it began with, every bit is as it was. */
    level = fabsf(level - 1.0f) < 1e-3f ? 1.0f : level;
    player_set_volume(p, level);
    say_info("volume %+.0f dB", 20.0 * log10((double)level));
}

static void next_type(player *p, uint32_t *type, awe_message_type message)
{
    const char *effect = message == AWE_REVERB_TYPE ? "reverb" : "chorus";
    if (*type == N_TYPES) {
        say_info("%s is off, as --%s says", effect, effect);
        return;
    }
    *type = (*type + 1) % N_TYPES;
    player_send(p, (awe_message){.type = (uint8_t)message, .value = (int32_t)*type});
    say_info("%s type %u", effect, *type);
}

static void say_song(const player *p)
{
    const awe_song_info *info = &p->song.info;
    if (p->song.song) {
        say_info("%s: format %u, %u tracks, %u ports, %u notes, %u tempo changes", p->song.name,
                 info->format, info->n_tracks, info->n_ports, info->n_notes, info->n_tempo_changes);
    }
}

static void say_keys(void)
{
    for (size_t i = 0; i < n_key_rows; i++) {
        if (key_rows[i].help) {
            say_info("%-10s %s", key_rows[i].name, key_rows[i].help);
        }
    }
}

/* ---- */

static void press_sound(controls *c, const key_press *press)
{
    player *p = c->player;
    switch (press->action) {
    case KEY_VOLUME:
        add_volume(p, press->argument);
        break;
    case KEY_REVERB_TYPE:
        next_type(p, &c->reverb, AWE_REVERB_TYPE);
        break;
    case KEY_CHORUS_TYPE:
        next_type(p, &c->chorus, AWE_CHORUS_TYPE);
        break;
    case KEY_PANIC:
        player_send(p, (awe_message){.type = AWE_RELEASE_ALL});
        player_send(p, (awe_message){.type = AWE_SILENCE_ALL});
        break;
    case KEY_RELOAD_BANKS:
        player_reload_banks(p);
        break;
    case KEY_MUTE_ALL:
        mute_all(p, !is_all_muted(p));
        break;
    case KEY_SELECT:
        select_channel(c, press->argument);
        break;
    case KEY_MUTE:
    case KEY_SOLO:
        toggle(c, press->action == KEY_SOLO);
        break;
    case KEY_ALL_ON:
        mute_all(p, false);
        break;
    default:
        break;
    }
}

void controls_press(controls *c, const key_press *press)
{
    player *p = c->player;
    switch (press->action) {
    case KEY_PAUSE:
        player_pause(p, !p->is_paused);
        break;
    case KEY_SEEK:
        seek_to(p, (int64_t)p->status.position_frames + (int64_t)press->argument * AWE_RATE_HZ);
        break;
    case KEY_SEEK_BARS:
        seek_bars(p, press->argument);
        break;
    case KEY_TEMPO_ADD:
        set_tempo(p, tempo_of(p) + press->argument);
        break;
    case KEY_TEMPO_SCALE:
        set_tempo(p, tempo_of(p) * press->argument / 100);
        break;
    case KEY_TEMPO_RESET:
        set_tempo(p, 100);
        break;
    case KEY_TRANSPOSE:
        transpose(p, press->argument);
        break;
    case KEY_FILE:
        c->skip += press->argument;
        break;
    case KEY_LOOP_AB:
        set_loop(p);
        break;
    case KEY_LOOP_FILE:
        c->loops_file = !c->loops_file;
        say_info("the file is %s", c->loops_file ? "looped" : "played once");
        break;
    case KEY_INFO:
        say_song(p);
        break;
    case KEY_DUMP:
        watch_dump(&p->watch, DUMP_ON_KEY);
        break;
    case KEY_HELP:
        say_keys();
        break;
    case KEY_QUIT:
        c->shall_quit = true;
        break;
    default:
        press_sound(c, press);
        break;
    }
}
