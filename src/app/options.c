/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/options.h"

#include "app/bank_options.h"
#include "app/bench_options.h"
#include "app/live_options.h"
#include "app/perf_options.h"
#include "app/program_options.h"
#include "app/render_options.h"
#include "app/song_options.h"
#include "app/sound_options.h"
#include "app/view_options.h"

#include <stddef.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof(a)[0])

const command_row command_rows[N_COMMANDS] = {
    [COMMAND_PLAY] = {"play", "[play] [OPTION].. FILE..", "play MIDI files"},
    [COMMAND_LIVE] = {"live", "live [OPTION]..", "play what MIDI inputs bring"},
    [COMMAND_RENDER] = {"render", "render [OPTION].. FILE -o OUT", "write the sound to a file"},
    [COMMAND_DEVICES] = {"devices", "devices [audio|midi] [OPTION]..",
                         "list audio devices, MIDI inputs"},
    [COMMAND_BENCH] = {"bench", "bench [OPTION].. [FILE]..", "measure the synthesizer's speed"},
    [COMMAND_COMPARE] = {"compare", "compare [OPTION].. A B", "how far two sound files are apart"},
    [COMMAND_INFO] = {"info", "info [OPTION].. FILE..", "describe songs and banks"},
    [COMMAND_BANK] = {"bank", "bank list|check|convert BANK", "look into a bank, or convert it"},
    [COMMAND_DOCTOR] = {"doctor", "doctor [--json]", "say what this machine lacks"},
    [COMMAND_LATENCY] = {"latency", "latency [OPTION]..", "say how long a key takes"},
    [COMMAND_MONITOR] = {"monitor", "monitor [OPTION].. [PID]", "watch a player that is running"},
    [COMMAND_PROFILE] = {"profile", "profile [OPTION].. [FILE]", "say where the time goes"},
    [COMMAND_BUDGET] = {"budget", "budget check|export|import [FILE]", "limits as an exit code"},
};

void options_set_defaults(settings *s)
{
    *s = (settings){
        .sound.limiter = -1,
        .song.n_times = 1,
        .sound.sidecar_bank = 1,
        .render.max_length_s = -1,
        .bench = {.n_runs = 9, .n_warm_ups = 1, .gate_percent = -1},
        .comparison.max_diff = 3.1622776601683795e-5, /* -90 dB */
        .watch.dump.when = DUMP_ON_XRUN | DUMP_ON_KEY,
        .profile = {.top = 10, .slow_ns = 10e3},
    };
}

#define PLAY (FOR(COMMAND_PLAY) | FOR(COMMAND_LIVE))
#define PROFILE FOR(COMMAND_PROFILE)
#define BUDGET FOR(COMMAND_BUDGET)
#define SOUND (PLAY | FOR(COMMAND_RENDER) | FOR(COMMAND_BENCH) | PROFILE | BUDGET)
#define RENDER FOR(COMMAND_RENDER)
#define SONG (FOR(COMMAND_PLAY) | RENDER)
#define BENCH FOR(COMMAND_BENCH)
#define COMPARE FOR(COMMAND_COMPARE)
#define INFO FOR(COMMAND_INFO)
#define BANK FOR(COMMAND_BANK)
#define SONGS (SONG | INFO)
#define DEVICES FOR(COMMAND_DEVICES)
#define LATENCY FOR(COMMAND_LATENCY)
#define DEVICE (PLAY | LATENCY) /* commands that play on a device */
#define MIDI DEVICE             /* commands that hear what is played live */
#define MONITOR FOR(COMMAND_MONITOR)
#define JSON                                                                                       \
    (LATENCY | MONITOR | PROFILE | BUDGET | BENCH | COMPARE | DEVICES | FOR(COMMAND_DOCTOR) |      \
     INFO | BANK)

const option_row option_rows[] = {
    {'f', "soundfont", "FILE[@N]", SOUND | INFO | LATENCY, bank_options_add,
     "bank, or builtin; moved by N; last wins"},
    {0, "no-sidecar", NULL, SONGS, bank_options_no_sidecar, "do not look for a song's own bank"},
    {0, "sidecar-bank", "N", SONGS, bank_options_set_sidecar, "play it as bank N (default 1)"},
    {0, "sf-rules", "VERSION", SOUND | INFO | BANK, bank_options_set_rules,
     "1.0 2.0 2.01 2.04 (default: the bank's)"},
    {0, "cache-samples", NULL, SOUND, bank_options_cache_samples,
     "keep decoded samples of SF3 banks on disk"},
    {0, "strict", NULL, SONG, bank_options_set_strict, "what is missing or damaged is an error"},
    {0, "explain", "[=LIST]", SONG, bank_options_set_explain,
     "say why it sounds so: programs,sysex,nrpn,steal"},
    {0, "model", "NAME", SOUND, sound_options_set_model,
     "rules: emu8000 (the card, default), sf2, gm"},
    {0, "interp", "NAME", SOUND, sound_options_set_interpolation,
     "hw, linear, cubic or sinc (default: the model's)"},
    {'p', "voices", "N", SOUND, sound_options_set_voices,
     "voices at one time, 1 to 4096 (default 32)"},
    {0, "polyphony", "N", SOUND, sound_options_set_voices, NULL},
    {'g', "gain", "X|XdB", SOUND, sound_options_set_gain, "level (default -6dB)"},
    {0, "limiter", "on|off", SOUND, sound_options_set_limiter,
     "tame peaks (default: on in play only)"},
    {'R', "reverb", "TYPE", SOUND, sound_options_set_reverb,
     "0-7, room1 .. panning-delay, off (hall2)"},
    {'C', "chorus", "TYPE", SOUND, sound_options_set_chorus,
     "0-7, chorus1 .. flanger .., off (chorus3)"},
    {0, "bass", "DB", SOUND, sound_options_set_bass, "equaliser, -12 to 12 (default 0)"},
    {0, "treble", "DB", SOUND, sound_options_set_treble,
     "equaliser, -12 to 12 (default: the model's)"},
    {0, "map", "NAME", SOUND | INFO, sound_options_set_map,
     "what programs mean: gm (default) or mt32"},
    {0, "attenuation", "X", SOUND, sound_options_set_attenuation,
     "of the bank's attenuation (0.4; 1: literal)"},
    {0, "clip", NULL, SOUND, sound_options_set_clip, "cut peaks off where the card did"},
    {0, "tempo", "PCT", SONG, song_options_set_tempo, "of the written tempo, 10 to 400"},
    {0, "transpose", "N", SONG, song_options_set_transpose, "semitones up, -48 to 48; drums stay"},
    {0, "mute", "LIST", SONG, song_options_set_muted, "channels left out: 1-4,10 or B3 for port B"},
    {0, "solo", "LIST", SONG, song_options_set_solo,
     "leave out all others, even if --mute has these"},
    {0, "start", "T", SONG, song_options_set_start, "from 1:23.5, 33% or bar:beat as 17:1"},
    {0, "end", "T", SONG, song_options_set_end, "up to there, written alike"},
    {0, "loop", "N|inf", FOR(COMMAND_PLAY), song_options_set_loop, "play each file so many times"},
    {0, "record", "FILE.mid", PLAY, song_options_set_record, "write what comes in by MIDI"},
    {'r', "rate", "HZ", DEVICE | RENDER, sound_options_set_rate, "output rate (default 44100)"},
    {'d', "device", "[HOST:]NAME|#N", DEVICE, live_options_set_device,
     "audio device, by a part of its name"},
    {0, "list-devices", NULL, FOR_ALL, program_options_ask_for_devices,
     "list the audio devices and MIDI inputs"},
    {'m', "midi-in", "NAME", MIDI, live_options_add_midi_input,
     "play live: a part of a name, all or none"},
    {0, "midi-wait", NULL, MIDI, live_options_set_midi_wait,
     "wait for inputs that are not there yet"},
    {0, "midi-list", NULL, FOR_ALL, program_options_ask_for_midi_inputs, "list the MIDI inputs"},
    {0, "midi-api", "NAME", MIDI | DEVICES, live_options_set_midi_api,
     "portmidi (default) or alsa"},
    {0, "split", "KEY:CH", MIDI, live_options_set_split,
     "keys below KEY (60, C4) play on channel CH"},
    {0, "layer", "CH,CH", MIDI, live_options_set_layers, "keys play on these channels at once"},
    {0, "velocity", "CURVE", MIDI, live_options_set_velocity,
     "soft linear hard, or for 1,64,127 as 20,90,127"},
    {'z', "buffer", "FRAMES", SOUND | LATENCY, sound_options_set_block,
     "frames at a time; never changes the sound"},
    {0, "cpu-features", "NAME", SOUND, sound_options_set_cpu_features,
     "use no more: base avx2 all; same sound"},
    {0, "midi-delay", "auto|MS", DEVICE, live_options_set_midi_delay,
     "from key to buffer (default: the least)"},
    {0, "watch-banks", NULL, PLAY, bank_options_set_watch,
     "take up banks that are changed on the disk"},
    {0, "rt", "HOW", DEVICE, live_options_set_rt, "priority: auto (default) rtkit fifo:1..99 off"},
    {0, "cpu", "N", DEVICE, live_options_set_cpu, "keep the audio thread on processor N"},
    {0, "mlock", NULL, DEVICE, live_options_set_mlock, "keep what sounds in memory"},
    {0, "rt-strict", NULL, DEVICE, live_options_set_rt_strict,
     "end if the audio thread may have waited"},
    {0, "quality", "HOW", PLAY, live_options_set_quality,
     "auto (default) exact maximum high medium low"},
    {0, "quality-floor", "LEVEL", PLAY, live_options_set_quality_floor,
     "adapt, but not below this level"},
    {0, "perf-dashboard", "[=FORM]", PLAY, view_options_set_dashboard,
     "the monitor: full (default), line or json"},
    {0, "perf-interval", "MS", PLAY, view_options_set_interval_ms,
     "how often (default: full 100, others 1000)"},
    {0, "budgets", "FILE", PLAY | BUDGET, perf_options_set_budgets,
     "limits to watch (default: budget export)"},
    {0, "perf-dump-on", "WHEN", PLAY, perf_options_set_dump_on,
     "black box: xrun,exit key none (default: xrun)"},
    {0, "perf-dump-format", "FORM", PLAY, perf_options_set_dump_format,
     "json (lines, default) or trace (Perfetto)"},
    {0, "perf-log", "FILE", PLAY, view_options_set_log, "add what it shows and notices, as JSON"},
    {0, "interval", "S", MONITOR, view_options_set_interval_s, "how often (default: 0.1, lines 1)"},
    {0, "once", NULL, MONITOR, view_options_set_once,
     "one line; exit code 6 if a budget is broken"},
    {'o', "output", "FILE|DIR|-", RENDER | BANK, render_options_set_output,
     "where to; - is standard output"},
    {0, "manifest", "FILE|-", RENDER, render_options_set_manifest,
     "render a list: a path or an object a line"},
    {0, "jobs", "N", RENDER, render_options_set_jobs, "songs at one time (default: processors)"},
    {0, "shard", "I/N", RENDER, render_options_set_shard, "part I of N of all the songs"},
    {0, "resume", NULL, RENDER, render_options_set_resume, "leave alone what is proven to be done"},
    {0, "keep-going", NULL, RENDER, render_options_set_keep_going, "go on after a song that fails"},
    {'F', "format", "NAME", RENDER, render_options_set_container,
     "wav rf64 w64 flac ogg opus mp3 aiff au raw"},
    {'b', "bits", "KIND", RENDER, render_options_set_encoding, "s16 (default), s24, s32 or f32"},
    {0, "tail", "WHEN", RENDER, render_options_set_tail,
     "end: silence (default) release cut SECONDS"},
    {0, "max-length", "TIME", RENDER, render_options_set_max_length,
     "longest (default: the song and a minute)"},
    {0, "replay-levels", "FILE", RENDER, render_options_set_levels,
     "the quality that a log recorded, for comparison"},
    {0, "hash", NULL, RENDER, render_options_set_hash, "print the XXH3 of the samples"},
    {0, "progress", "HOW", RENDER, render_options_set_progress, "auto, bar, line, json or none"},
    {0, "overwrite", NULL, PLAY | RENDER | BANK, render_options_set_overwrite,
     "replace a file that exists"},
    {0, "seconds", "N", BENCH | PROFILE | BUDGET, bench_options_set_seconds,
     "of sound (default: bench 6, others 60)"},
    {0, "stress", "LIST", BENCH, bench_options_set_stress,
     "these workloads (default: all built-in)"},
    {0, "runs", "N", BENCH, bench_options_set_runs, "times that each is run (default 9)"},
    {0, "warmup", "N", BENCH, bench_options_set_warm_ups,
     "short passes before (default 1; 0: a bare run)"},
    {0, "baseline", "FILE", BENCH, bench_options_set_baseline,
     "compare with what --json wrote on this machine"},
    {0, "against", "PROGRAM", BENCH, bench_options_set_against,
     "compare with another one in alternating runs"},
    {0, "gate", "[=PCT]", BENCH, bench_options_set_gate,
     "exit code 6 where slower by more (default 3)"},
    {0, "instructions", NULL, BENCH, bench_options_set_instructions,
     "count them, too, by valgrind"},
    {0, "until-xrun", NULL, BENCH, bench_options_set_until_xrun,
     "how many voices, how small a buffer can be"},
    {0, "max-diff", "X|XdB", COMPARE, bench_options_set_max_diff,
     "what cannot be heard (default -90dB)"},
    {0, "align", "[=FRAMES]", COMPARE, bench_options_set_align,
     "one may begin later (default: up to 4096)"},
    {0, "top", "N", PROFILE, perf_options_set_top, "so many hotspots (default 10)"},
    {0, "slow", "TIME", PROFILE, perf_options_set_slow, "what is slow (default 10us)"},
    {0, "save", "FOLDER", BENCH, bench_options_set_save,
     "write the tests' banks and songs there, and end"},
    {0, "json", NULL, JSON, program_options_set_json, "for programs to read"},
    {'q', "quiet", NULL, FOR_ALL, program_options_set_quiet, "errors only"},
    {'v', "verbose", NULL, FOR_ALL, program_options_set_verbose, "say all that is known"},
    {'h', "help", "[=keys]", FOR_ALL, program_options_ask_for_help,
     "this text, a command's own, or the keys"},
    {'V', "version", NULL, FOR_ALL, program_options_ask_for_version, "print the version"},
};
const size_t n_option_rows = ARRAY_SIZE(option_rows);
_Static_assert(ARRAY_SIZE(option_rows) <= MAX_OPTIONS, "the parser has room for all");
