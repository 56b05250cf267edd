/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/options.h"

#include "app/bank_options.h"
#include "app/song_options.h"
#include "app/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof(a)[0])

const char *const command_names[N_COMMANDS + 1] = {"play", "live", "render", "devices", "bench",
                                                   "info", "bank", "doctor", NULL};

void options_set_defaults(settings *s)
{
    *s = (settings){
        .sound.limiter = -1,
        .song.n_times = 1,
        .sound.sidecar_bank = 1,
        .render.max_length_s = -1,
        .bench_s = 60,
    };
}

static const char *set_model(settings *s, const char *value)
{
    static const char *const words[] = {"emu8000", "sf2", "gm", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "emu8000, sf2 or gm";
    }
    s->sound.synth.model = (awe_model)(AWE_MODEL_EMU8000 + i);
    return NULL;
}

static const char *set_interpolation(settings *s, const char *value)
{
    static const char *const words[] = {"hw", "linear", "cubic", NULL};
    static const awe_interp kinds[] = {AWE_INTERP_HW, AWE_INTERP_LINEAR, AWE_INTERP_CUBIC};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "hw, linear or cubic";
    }
    s->sound.synth.interp = kinds[i];
    return NULL;
}

static const char *set_voices(settings *s, const char *value)
{
    bool ok = value_count(value, 1, AWE_MAX_VOICES, &s->sound.synth.n_voices);
    return ok ? NULL : "a number from 1 to 256";
}

static const char *set_gain(settings *s, const char *value)
{
    return value_gain(value, &s->sound.synth.gain) ? NULL
                                                   : "a factor up to 10, or decibels as -6dB";
}

static const char *set_limiter(settings *s, const char *value)
{
    static const char *const words[] = {"off", "on", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "on or off";
    }
    s->sound.limiter = (int)i;
    return NULL;
}

/* An effect's type by name or number 0 to 7; "off" stands behind the eight names. */
static bool read_type(const char *value, const char *const *names, uint32_t *out)
{
    return value_count(value, 0, 7, out) || value_word(value, names, out);
}

static const char *set_reverb(settings *s, const char *value)
{
    static const char *const names[] = {"room1", "room2", "room3",         "hall1", "hall2",
                                        "plate", "delay", "panning-delay", "off",   NULL};
    uint32_t i;
    if (!read_type(value, names, &i)) {
        return "0 to 7, room1 room2 room3 hall1 hall2 plate delay panning-delay, or off";
    }
    s->sound.synth.reverb = (awe_reverb)(AWE_REVERB_ROOM_1 + i);
    return NULL;
}

static const char *set_chorus(settings *s, const char *value)
{
    static const char *const names[] = {
        "chorus1",  "chorus2", "chorus3",     "chorus4",
        "feedback", "flanger", "short-delay", "short-delay-feedback",
        "off",      NULL};
    uint32_t i;
    if (!read_type(value, names, &i)) {
        return "0 to 7, chorus1 chorus2 chorus3 chorus4 feedback flanger short-delay "
               "short-delay-feedback, or off";
    }
    s->sound.synth.chorus = (awe_chorus)(AWE_CHORUS_1 + i);
    return NULL;
}

static bool read_tone(const char *value, awe_tone_setting *out)
{
    static const char *const words[] = {"-12", "-8", "-6", "-4", "-2", "0", "2",
                                        "4",   "6",  "8",  "10", "12", NULL};
    uint32_t i;
    bool ok = value_word(value[0] == '+' ? value + 1 : value, words, &i);
    *out = ok ? (awe_tone_setting)(AWE_TONE_MINUS_12 + i) : AWE_TONE_DEFAULT;
    return ok;
}

#define TONES "dB: -12 -8 -6 -4 -2 0 2 4 6 8 10 12"

static const char *set_bass(settings *s, const char *value)
{
    return read_tone(value, &s->sound.synth.bass) ? NULL : TONES;
}

static const char *set_treble(settings *s, const char *value)
{
    return read_tone(value, &s->sound.synth.treble) ? NULL : TONES;
}

static const char *set_map(settings *s, const char *value)
{
    static const char *const words[] = {"gm", "mt32", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "gm or mt32";
    }
    s->sound.synth.map = (awe_map)i;
    return NULL;
}

static const char *set_attenuation(settings *s, const char *value)
{
    double factor;
    if (!value_number(value, &factor) || factor <= 0.0 || factor > 1.0) {
        return "a factor above 0, up to 1";
    }
    s->sound.synth.attenuation = (float)factor;
    return NULL;
}

static const char *set_clip(settings *s, const char *value)
{
    (void)value;
    s->sound.synth.clip = 1;
    return NULL;
}

static const char *set_rate(settings *s, const char *value)
{
    return value_count(value, 8000, 192000, &s->rate_hz) ? NULL : "a rate from 8000 to 192000 Hz";
}

static const char *set_block(settings *s, const char *value)
{
    return value_count(value, 1, 65536, &s->block_frames) ? NULL : "1 to 65536 frames";
}

static const char *set_device(settings *s, const char *value)
{
    s->device = value;
    return value[0] ? NULL : "a part of a name, or #NUMBER";
}

/* RT_FIFO has a number behind it. */
static const char *set_rt(settings *s, const char *value)
{
    static const char *const words[] = {"auto", "rtkit", "fifo", "off", NULL};
    uint32_t i = RT_FIFO;
    s->rt.priority = RT_PRIORITY;
    bool ok = strncmp(value, "fifo:", 5) == 0 ? value_count(value + 5, 1, 99, &s->rt.priority)
                                              : value_word(value, words, &i);
    s->rt.wish = (rt_wish)i;
    return ok ? NULL : "auto, rtkit, fifo:1 to fifo:99, or off";
}

static const char *set_cpu(settings *s, const char *value)
{
    s->rt.has_cpu = true;
    return value_count(value, 0, 1023, &s->rt.cpu) ? NULL : "a processor's number from 0";
}

static const char *set_mlock(settings *s, const char *value)
{
    (void)value;
    s->rt.lock = true;
    return NULL;
}

static const char *set_rt_strict(settings *s, const char *value)
{
    (void)value;
    s->rt_strict = true;
    return NULL;
}

static const char *ask_for_devices(settings *s, const char *value)
{
    (void)value;
    s->command = COMMAND_DEVICES;
    return NULL;
}

static const char *ask_for_midi_inputs(settings *s, const char *value)
{
    s->midi_list = true;
    return ask_for_devices(s, value);
}

static const char *add_midi_input(settings *s, const char *value)
{
    static const char *const words[] = {"all", "none", NULL};
    midi_settings *m = &s->midi;
    uint32_t i;
    if (value_word(value, words, &i)) {
        m->all = i == 0;
        m->none = i == 1;
        m->n_names = m->none ? 0 : m->n_names;
        return NULL;
    }
    if (!value[0] || m->n_names == MIDI_IN_MAX_INPUTS) {
        return "a part of a name, all or none, at most 16 times";
    }
    m->none = false;
    m->names[m->n_names++] = value;
    return NULL;
}

static const char *set_midi_wait(settings *s, const char *value)
{
    (void)value;
    s->midi.wait = true;
    return NULL;
}

static const char *set_midi_api(settings *s, const char *value)
{
    static const char *const words[] = {"portmidi", "alsa", NULL};
    uint32_t i = 0;
    bool ok = value_word(value, words, &i);
    s->midi.api = (midi_api)i;
    return ok ? NULL : "portmidi or alsa";
}

static const char *set_split(settings *s, const char *value)
{
    bool ok = keyboard_read_split(value, &s->midi.keyboard);
    return ok ? NULL : "a key above 0 and a channel, such as C4:2 or 60:2";
}

static const char *set_layers(settings *s, const char *value)
{
    bool ok = keyboard_read_layers(value, &s->midi.keyboard);
    return ok ? NULL : "channels from 1 to 16, such as 1,2";
}

static const char *set_velocity(settings *s, const char *value)
{
    bool ok = keyboard_read_velocity(value, &s->midi.keyboard);
    return ok ? NULL : "soft, linear, hard or three velocities such as 20,90,127";
}

static const char *set_output(settings *s, const char *value)
{
    s->render.output = value;
    return value[0] ? NULL : "a file name, or - for standard output";
}

static const char *set_container(settings *s, const char *value)
{
    bool ok = sound_container_find(value, &s->render.container);
    return ok ? NULL : "auto, wav, rf64, w64, flac, ogg, opus, mp3, aiff, au or raw";
}

static const char *set_encoding(settings *s, const char *value)
{
    s->render.has_encoding = true;
    return sound_encoding_find(value, &s->render.encoding) ? NULL : "s16, s24, s32 or f32";
}

static const char *set_tail(settings *s, const char *value)
{
    static const char *const words[] = {"silence", "release", "cut", NULL};
    uint32_t i;
    if (value_word(value, words, &i)) {
        s->render.tail = (tail_mode)i;
        return NULL;
    }
    s->render.tail = TAIL_SECONDS;
    return value_time(value, &s->render.tail_s) ? NULL : "silence, release, cut or a time";
}

static const char *set_max_length(settings *s, const char *value)
{
    return value_time(value, &s->render.max_length_s) ? NULL : "a time such as 90 or 1:30";
}

static const char *set_progress(settings *s, const char *value)
{
    static const char *const words[] = {"auto", "bar", "line", "json", "none", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "auto, bar, line, json or none";
    }
    s->render.progress = (progress_mode)i;
    return NULL;
}

static const char *set_seconds(settings *s, const char *value)
{
    bool ok = value_time(value, &s->bench_s) && s->bench_s >= 1 && s->bench_s <= 3600;
    return ok ? NULL : "1 to 3600 seconds";
}

static const char *set_save(settings *s, const char *value)
{
    s->bench_folder = value;
    return NULL;
}

static const char *set_hash(settings *s, const char *value)
{
    (void)value;
    s->render.hash = true;
    return NULL;
}

static const char *set_overwrite(settings *s, const char *value)
{
    (void)value;
    s->render.overwrite = true;
    return NULL;
}

static const char *set_json(settings *s, const char *value)
{
    (void)value;
    s->json = true;
    return NULL;
}

static const char *set_quiet(settings *s, const char *value)
{
    (void)value;
    s->verbosity = -1;
    return NULL;
}

static const char *set_verbose(settings *s, const char *value)
{
    (void)value;
    s->verbosity = s->verbosity < 0 ? 1 : s->verbosity + 1;
    return NULL;
}

static const char *set_midi_delay(settings *s, const char *value)
{
    char *end;
    double ms = strtod(value, &end);
    s->midi_delay_ns = 0;
    if (strcmp(value, "auto") == 0) {
        return NULL;
    }
    if (end == value || *end || !(ms > 0 && ms <= 1000)) {
        return "auto, or milliseconds up to 1000";
    }
    s->midi_delay_ns = (uint64_t)(ms * 1e6);
    return NULL;
}

static const char *set_watch_banks(settings *s, const char *value)
{
    (void)value;
    s->watch_banks = true;
    return NULL;
}

static const char *ask_for_help(settings *s, const char *value)
{
    s->help = true;
    s->help_keys = value && strcmp(value, "keys") == 0;
    return !value || s->help_keys ? NULL : "keys, or nothing";
}

static const char *ask_for_version(settings *s, const char *value)
{
    (void)value;
    s->version = true;
    return NULL;
}

#define PLAY (FOR(COMMAND_PLAY) | FOR(COMMAND_LIVE))
#define SOUND (PLAY | FOR(COMMAND_RENDER) | FOR(COMMAND_BENCH))
#define RENDER FOR(COMMAND_RENDER)
#define SONG (FOR(COMMAND_PLAY) | RENDER)
#define BENCH FOR(COMMAND_BENCH)
#define INFO FOR(COMMAND_INFO)
#define BANK FOR(COMMAND_BANK)
#define SONGS (RENDER | INFO)
#define DEVICES FOR(COMMAND_DEVICES)
#define MIDI PLAY /* commands that hear what is played live */
#define JSON (BENCH | DEVICES | FOR(COMMAND_DOCTOR) | INFO | BANK)

const option_row option_rows[] = {
    {'f', "soundfont", "FILE[@N]", SOUND | INFO, bank_options_add,
     "bank, or builtin; moved by N; last wins"},
    {0, "no-sidecar", NULL, SONGS, bank_options_no_sidecar, "do not look for a song's own bank"},
    {0, "sidecar-bank", "N", SONGS, bank_options_set_sidecar, "play it as bank N (default 1)"},
    {0, "sf-rules", "VERSION", SOUND | INFO | BANK, bank_options_set_rules,
     "1.0 2.0 2.01 2.04 (default: the bank's)"},
    {0, "strict", NULL, RENDER, bank_options_set_strict, "what is missing or damaged is an error"},
    {0, "explain", "[=programs]", RENDER, bank_options_set_explain,
     "say why a preset plays, and which"},
    {0, "model", "NAME", SOUND, set_model, "rules: emu8000 (the card, default), sf2, gm"},
    {0, "interp", "NAME", SOUND, set_interpolation, "hw, linear or cubic (default: the model's)"},
    {'p', "voices", "N", SOUND, set_voices, "voices at one time, 1 to 256 (default 32)"},
    {0, "polyphony", "N", SOUND, set_voices, NULL},
    {'g', "gain", "X|XdB", SOUND, set_gain, "level (default -6dB)"},
    {0, "limiter", "on|off", SOUND, set_limiter, "tame peaks (default: on in play only)"},
    {'R', "reverb", "TYPE", SOUND, set_reverb, "0-7, room1 .. panning-delay, off (hall2)"},
    {'C', "chorus", "TYPE", SOUND, set_chorus, "0-7, chorus1 .. flanger .., off (chorus3)"},
    {0, "bass", "DB", SOUND, set_bass, "equaliser, -12 to 12 (default 0)"},
    {0, "treble", "DB", SOUND, set_treble, "equaliser, -12 to 12 (default: the model's)"},
    {0, "map", "NAME", SOUND | INFO, set_map, "what programs mean: gm (default) or mt32"},
    {0, "attenuation", "X", SOUND, set_attenuation, "of the bank's attenuation (0.4; 1: literal)"},
    {0, "clip", NULL, SOUND, set_clip, "cut peaks off where the card did"},
    {0, "tempo", "PCT", SONG, song_options_set_tempo, "of the written tempo, 10 to 400"},
    {0, "transpose", "N", SONG, song_options_set_transpose, "semitones up, -48 to 48; drums stay"},
    {0, "mute", "LIST", SONG, song_options_set_muted, "channels left out: 1-4,10 or B3 for port B"},
    {0, "solo", "LIST", SONG, song_options_set_solo,
     "leave out all others, even if --mute has these"},
    {0, "start", "T", SONG, song_options_set_start, "from 1:23.5, 33% or bar:beat as 17:1"},
    {0, "end", "T", SONG, song_options_set_end, "up to there, written alike"},
    {0, "loop", "N|inf", FOR(COMMAND_PLAY), song_options_set_loop, "play each file so many times"},
    {0, "record", "FILE.mid", PLAY, song_options_set_record, "write what comes in by MIDI"},
    {'r', "rate", "HZ", PLAY | RENDER, set_rate, "output rate (default 44100)"},
    {'d', "device", "[HOST:]NAME|#N", PLAY, set_device, "audio device, by a part of its name"},
    {0, "list-devices", NULL, FOR_ALL, ask_for_devices, "list the audio devices and MIDI inputs"},
    {'m', "midi-in", "NAME", MIDI, add_midi_input, "play live: a part of a name, all or none"},
    {0, "midi-wait", NULL, MIDI, set_midi_wait, "wait for inputs that are not there yet"},
    {0, "midi-list", NULL, FOR_ALL, ask_for_midi_inputs, "list the MIDI inputs"},
    {0, "midi-api", "NAME", MIDI | DEVICES, set_midi_api, "portmidi (default) or alsa"},
    {0, "split", "KEY:CH", MIDI, set_split, "keys below KEY (60, C4) play on channel CH"},
    {0, "layer", "CH,CH", MIDI, set_layers, "keys play on these channels at once"},
    {0, "velocity", "CURVE", MIDI, set_velocity, "soft linear hard, or for 1,64,127 as 20,90,127"},
    {'z', "buffer", "FRAMES", SOUND, set_block, "frames at a time; never changes the sound"},
    {0, "midi-delay", "auto|MS", PLAY, set_midi_delay, "from key to buffer (default: the least)"},
    {0, "watch-banks", NULL, PLAY, set_watch_banks, "take up banks that are changed on the disk"},
    {0, "rt", "HOW", PLAY, set_rt, "priority: auto (default) rtkit fifo:1..99 off"},
    {0, "cpu", "N", PLAY, set_cpu, "keep the audio thread on processor N"},
    {0, "mlock", NULL, PLAY, set_mlock, "keep what sounds in memory"},
    {0, "rt-strict", NULL, PLAY, set_rt_strict, "end if the audio thread may have waited"},
    {'o', "output", "FILE|-", RENDER | BANK, set_output, "where to; - is standard output"},
    {'F', "format", "NAME", RENDER, set_container, "wav rf64 w64 flac ogg opus mp3 aiff au raw"},
    {'b', "bits", "KIND", RENDER, set_encoding, "s16 (default), s24, s32 or f32"},
    {0, "tail", "WHEN", RENDER, set_tail, "end: silence (default) release cut SECONDS"},
    {0, "max-length", "TIME", RENDER, set_max_length, "longest (default: the song and a minute)"},
    {0, "hash", NULL, RENDER, set_hash, "print the XXH3 of the samples"},
    {0, "progress", "HOW", RENDER, set_progress, "auto, bar, line, json or none"},
    {0, "overwrite", NULL, PLAY | RENDER | BANK, set_overwrite, "replace a file that exists"},
    {0, "seconds", "N", BENCH, set_seconds, "length of the built-in test (default 60)"},
    {0, "save", "FOLDER", BENCH, set_save, "also write the test's bank and song there"},
    {0, "json", NULL, JSON, set_json, "for programs to read"},
    {'q', "quiet", NULL, FOR_ALL, set_quiet, "errors only"},
    {'v', "verbose", NULL, FOR_ALL, set_verbose, "say all that is known"},
    {'h', "help", "[=keys]", FOR_ALL, ask_for_help, "this text, a command's own, or the keys"},
    {'V', "version", NULL, FOR_ALL, ask_for_version, "print the version"},
};
const size_t n_option_rows = ARRAY_SIZE(option_rows);
