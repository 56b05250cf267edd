/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Commands, options and files in any order. What is refused, and in which words, is what tests/cli
   looks at. */

#include "app/args.h"
#include "app/options.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_WORDS 32

/* Parses the words of `line`, which are set apart by single blanks. */
static bool parse(settings *s, const char *line)
{
    static char buffer[400];
    static char *words[MAX_WORDS];
    int n = 0;
    strncpy(buffer, line, sizeof buffer - 1);
    words[n++] = "awe-player";
    for (char *word = strtok(buffer, " "); word; word = strtok(NULL, " ")) {
        words[n++] = word;
    }
    words[n] = NULL;
    return args_parse(s, n, words);
}

static void test_defaults(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, ""));
    assert_int_equal(s.command, COMMAND_PLAY);
    assert_false(s.has_command);
    assert_int_equal(s.n_files, 0);
    assert_int_equal(s.sound.n_banks, 0);
    assert_int_equal(s.sound.limiter, -1);
    assert_true(s.render.max_length_s < 0);
    awe_synth_config zero = {0};
    assert_memory_equal(&s.sound.synth, &zero, sizeof zero);
}

static void test_files_and_options_in_any_order(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "-f a.sf2 render one.mid -o x.wav -f b.sf2 two.mid --hash three.mid"));
    assert_int_equal(s.command, COMMAND_RENDER);
    assert_int_equal(s.n_files, 3);
    assert_string_equal(s.files[0], "one.mid");
    assert_string_equal(s.files[1], "two.mid");
    assert_string_equal(s.files[2], "three.mid");
    assert_int_equal(s.sound.n_banks, 2);
    assert_string_equal(s.sound.banks[0], "a.sf2");
    assert_string_equal(s.sound.banks[1], "b.sf2");
    assert_string_equal(s.render.output, "x.wav");
    assert_true(s.render.hash);
}

static void test_banks(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "render song.mid"));
    assert_int_equal(s.sound.sidecar_bank, 1);
    assert_false(s.sound.no_sidecar || s.sound.strict || s.sound.explains);
    assert_int_equal(s.sound.rules, AWE_SF_RULES_AUTO);
    assert_true(parse(&s, "render --no-sidecar --sidecar-bank 0 --strict --explain song.mid"));
    assert_int_equal(s.sound.sidecar_bank, 0);
    assert_true(s.sound.no_sidecar && s.sound.strict && s.sound.explains == EXPLAIN_ALL);
    assert_true(parse(&s, "render --sf-rules 1.0 --explain=programs song.mid"));
    assert_int_equal(s.sound.rules, AWE_SF_RULES_1_0);
    assert_int_equal(s.sound.explains, EXPLAIN_PROGRAMS);
    assert_true(parse(&s, "play --explain=nrpn,steal --explain=sysex song.mid"));
    assert_int_equal(s.sound.explains, EXPLAIN_NRPN | EXPLAIN_STEAL | EXPLAIN_SYSEX);
    assert_false(parse(&s, "render --explain=nrpn,,steal song.mid"));
    assert_false(parse(&s, "render --explain= song.mid"));
    assert_true(parse(&s, "bank check --sf-rules 2.04 old.sbk"));
    assert_int_equal(s.command, COMMAND_BANK);
    assert_int_equal(s.sound.rules, AWE_SF_RULES_2_04);
    assert_false(parse(&s, "render --explain=sauce song.mid"));
    assert_false(parse(&s, "bank check --strict old.sbk"));
}

static void test_command_is_the_first_word_only(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "song.mid render"));
    assert_int_equal(s.command, COMMAND_PLAY);
    assert_int_equal(s.n_files, 2);
    assert_true(parse(&s, "-q -- render -v"));
    assert_int_equal(s.command, COMMAND_PLAY);
    assert_int_equal(s.n_files, 2);
    assert_string_equal(s.files[1], "-v");
    assert_true(parse(&s, "play render"));
    assert_int_equal(s.command, COMMAND_PLAY);
    assert_true(s.has_command);
    assert_string_equal(s.files[0], "render");
    assert_true(parse(&s, "Render"));
    assert_int_equal(s.command, COMMAND_PLAY);
    assert_true(parse(&s, "--list-devices"));
    assert_int_equal(s.command, COMMAND_DEVICES);
    assert_true(parse(&s, "play --list-devices"));
    assert_int_equal(s.command, COMMAND_DEVICES);
}

static void test_values(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s,
                      "render --model sf2 --interp sinc -p 64 -g 1 --limiter on -R 0 -C flanger "
                      "-r 48000 -z 64 -F flac -b s24 --tail 2:00 --max-length 3 --progress json"));
    assert_int_equal(s.sound.synth.model, AWE_MODEL_SF2);
    assert_int_equal(s.sound.synth.interp, AWE_INTERP_SINC);
    assert_int_equal(s.sound.synth.n_voices, 64);
    assert_float_equal(s.sound.synth.gain, 1, 0);
    assert_int_equal(s.sound.limiter, 1);
    assert_int_equal(s.sound.synth.reverb, AWE_REVERB_ROOM_1);
    assert_int_equal(s.sound.synth.chorus, AWE_CHORUS_FLANGER);
    assert_int_equal(s.rate_hz, 48000);
    assert_int_equal(s.block_frames, 64);
    assert_int_equal(s.render.container, SOUND_FLAC);
    assert_int_equal(s.render.encoding, SOUND_S24);
    assert_int_equal(s.render.tail, TAIL_SECONDS);
    assert_float_equal(s.render.tail_s, 120, 0);
    assert_float_equal(s.render.max_length_s, 3, 0);
    assert_int_equal(s.render.progress, PROGRESS_JSON);
}

static void test_processor(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "bench --cpu-features base"));
    assert_int_equal(s.sound.synth.cpu_features, AWE_CPU_BASE);
    assert_true(parse(&s, "bench --cpu-features avx2"));
    assert_int_equal(s.sound.synth.cpu_features, AWE_CPU_BASE | AWE_CPU_AVX2);
    assert_true(parse(&s, "render --cpu-features all"));
    assert_int_equal(s.sound.synth.cpu_features, 0);
    assert_false(parse(&s, "render --cpu-features mmx"));
}

static void test_rules_of_the_card(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "--model gm --bass +4 --treble -12 --map mt32 --attenuation 1 --clip"));
    assert_int_equal(s.sound.synth.model, AWE_MODEL_GM);
    assert_int_equal(s.sound.synth.bass, AWE_TONE_PLUS_4);
    assert_int_equal(s.sound.synth.treble, AWE_TONE_MINUS_12);
    assert_int_equal(s.sound.synth.map, AWE_MAP_MT32);
    assert_float_equal(s.sound.synth.attenuation, 1, 0);
    assert_true(s.sound.synth.clip);
    assert_true(parse(&s, "--bass 0"));
    assert_int_equal(s.sound.synth.bass, AWE_TONE_FLAT);
    assert_int_equal(s.sound.synth.treble, AWE_TONE_DEFAULT);
}

static void test_values_of_the_song(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, ""));
    assert_int_equal(s.song.n_times, 1);
    assert_int_equal(s.song.start.kind, SONG_POINT_NONE);
    assert_true(parse(&s, "--tempo 80 --transpose -3 --mute 1-4 --mute B2 --solo 10 --start 33% "
                          "--end 17:1 --loop 4 --record in.mid"));
    assert_int_equal(s.transport.tempo_percent, 80);
    assert_int_equal(s.transport.parts.transpose, -3);
    assert_int_equal(s.transport.parts.muted[0], 0x000F);
    assert_int_equal(s.transport.parts.muted[1], 0x0002);
    assert_int_equal(s.transport.parts.soloed[0], 0x0200);
    assert_int_equal(s.song.start.kind, SONG_POINT_SHARE);
    assert_int_equal(s.song.end.bar, 17);
    assert_int_equal(s.song.n_times, 4);
    assert_string_equal(s.live.record, "in.mid");
    assert_true(parse(&s, "--loop inf --transpose +48"));
    assert_int_equal(s.song.n_times, 0);
    assert_int_equal(s.transport.parts.transpose, 48);
}

static void test_help(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "--help"));
    assert_true(s.help && !s.help_keys);
    assert_true(parse(&s, "--help=keys"));
    assert_true(s.help && s.help_keys);
    assert_true(parse(&s, "-h keys"));
    assert_true(s.help && !s.help_keys && s.n_files == 1);
}

/* The eight types of the card, by number and by name, and off. */
static void test_real_time(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "song.mid"));
    assert_int_equal(s.live.rt.wish, RT_AUTO);
    assert_false(s.live.rt.has_cpu || s.live.rt.lock || s.live.rt_strict);
    assert_true(parse(&s, "--rt fifo:80 --cpu 0 --mlock --rt-strict song.mid"));
    assert_int_equal(s.live.rt.wish, RT_FIFO);
    assert_int_equal(s.live.rt.priority, 80);
    assert_true(s.live.rt.has_cpu && s.live.rt.lock && s.live.rt_strict);
    assert_int_equal(s.live.rt.cpu, 0);
    assert_true(parse(&s, "--rt fifo song.mid"));
    assert_int_equal(s.live.rt.wish, RT_FIFO);
    assert_int_equal(s.live.rt.priority, RT_PRIORITY);
    assert_true(parse(&s, "--rt rtkit song.mid"));
    assert_int_equal(s.live.rt.wish, RT_RTKIT);
    assert_true(parse(&s, "--rt off song.mid"));
    assert_int_equal(s.live.rt.wish, RT_OFF);
    assert_false(parse(&s, "--rt fifo:0 song.mid"));
    assert_false(parse(&s, "--rt fifo:100 song.mid"));
    assert_false(parse(&s, "--rt fifo: song.mid"));
    assert_false(parse(&s, "--rt soon song.mid"));
    assert_false(parse(&s, "--cpu x song.mid"));
    assert_false(parse(&s, "render --rt off -o out.wav song.mid"));
    assert_true(parse(&s, "doctor --json"));
    assert_int_equal(s.command, COMMAND_DOCTOR);
}

static void test_effects_by_name_and_number(void **state)
{
    (void)state;
    static const char *const reverbs[] = {"room1", "room2", "room3", "hall1",
                                          "hall2", "plate", "delay", "panning-delay"};
    settings s;
    char line[100];
    for (int i = 0; i < 8; i++) {
        snprintf(line, sizeof line, "-R %d", i);
        assert_true(parse(&s, line));
        assert_int_equal(s.sound.synth.reverb, AWE_REVERB_ROOM_1 + i);
        snprintf(line, sizeof line, "--reverb %s", reverbs[i]);
        assert_true(parse(&s, line));
        assert_int_equal(s.sound.synth.reverb, AWE_REVERB_ROOM_1 + i);
        snprintf(line, sizeof line, "--chorus %d", i);
        assert_true(parse(&s, line));
        assert_int_equal(s.sound.synth.chorus, AWE_CHORUS_1 + i);
    }
    assert_true(parse(&s, "-R off -C off"));
    assert_int_equal(s.sound.synth.reverb, AWE_REVERB_OFF);
    assert_int_equal(s.sound.synth.chorus, AWE_CHORUS_OFF);
    assert_true(parse(&s, "-C short-delay-feedback"));
    assert_int_equal(s.sound.synth.chorus, AWE_CHORUS_SHORT_DELAY_FEEDBACK);
}

static void test_midi_inputs(void **state)
{
    (void)state;
    settings s;
    assert_true(parse(&s, "song.mid -m one --midi-in two --midi-api alsa --midi-wait"));
    assert_int_equal(s.live.midi.n_names, 2);
    assert_string_equal(s.live.midi.names[1], "two");
    assert_int_equal(s.live.midi.api, MIDI_API_ALSA);
    assert_true(s.live.midi.wait && !s.live.midi.all && !s.live.midi.none);
    assert_true(parse(&s, "-m one -m none"));
    assert_true(s.live.midi.none && s.live.midi.n_names == 0);
    assert_true(parse(&s, "-m none -m all"));
    assert_true(s.live.midi.all && !s.live.midi.none);
    assert_true(parse(&s, "-m none -m one"));
    assert_true(s.live.midi.n_names == 1 && !s.live.midi.none);
    assert_true(parse(&s, "--midi-list --midi-api alsa"));
    assert_true(s.midi_list && s.command == COMMAND_DEVICES);
    assert_true(parse(&s, "--split C4:2 --layer 1,3 --velocity 20,90,127"));
    assert_int_equal(s.live.midi.keyboard.split_key, 60);
    assert_int_equal(s.live.midi.keyboard.layers, 1 | 1 << 2);
    assert_true(s.live.midi.keyboard.has_curve);
}

static void test_table_has_no_name_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_option_rows; i++) {
        const option_row *row = &option_rows[i];
        assert_true(row->commands != 0);
        assert_non_null(row->apply);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(row->name, option_rows[j].name);
            assert_true(row->letter == 0 || row->letter != option_rows[j].letter);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_files_and_options_in_any_order),
        cmocka_unit_test(test_banks),
        cmocka_unit_test(test_command_is_the_first_word_only),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_processor),
        cmocka_unit_test(test_values_of_the_song),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_real_time),
        cmocka_unit_test(test_rules_of_the_card),
        cmocka_unit_test(test_effects_by_name_and_number),
        cmocka_unit_test(test_midi_inputs),
        cmocka_unit_test(test_table_has_no_name_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
