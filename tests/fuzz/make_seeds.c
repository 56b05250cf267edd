/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Writes the small files that fuzzing starts from: make_seeds FOLDER fills FOLDER/bank, play,
   song, midi, keys, monitor, proc, budgets, view, levels, bench and batch. */

#include "app/view_json.h"
#include "support/byte_buffer.h"
#include "support/sample_view.h"
#include "support/sf2_builder.h"
#include "support/smf_builder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void require(int condition, const char *what)
{
    if (!condition) {
        perror(what);
        exit(1);
    }
}

static void write_seed(const char *folder, const char *name, const void *data, size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    require(file != NULL, path);
    require(fwrite(data, 1, size, file) == size, path);
    require(fclose(file) == 0, path);
}

static void write_bank(const char *folder, const char *name, sf2_builder *bank)
{
    size_t size;
    const void *file = sf2_build(bank, &size);
    write_seed(folder, name, file, size);
    sf2_free(bank);
}

static void write_banks(const char *folder)
{
    static const int16_t frames[64] = {1000, -1000};
    static const uint8_t low[64] = {1, 2, 3};
    sf2_builder *plain = sf2_new();
    sf2_add_voice(plain, 0, 0, sf2_add_tone(plain, 20, 60));
    write_bank(folder, "plain.sf2", plain);

    sf2_builder *rich = sf2_new();
    sf2_sample fine = {
        .name = "24 bits", .frames = frames, .low = low, .n_frames = 64, .loop_end = 64};
    sf2_add_voice(rich, 0, 5, sf2_add_sample(rich, &fine));
    sf2_add_range(rich, 43, 10, 90);           /* keys */
    sf2_add_generator(rich, 8, -1200);         /* filter cutoff */
    sf2_add_modulator(rich, 2, 8, 2400, 0, 0); /* velocity opens it */
    sf2_add_voice(rich, 128, 0, sf2_add_compressed(rich, "OggS....", 8, 0, 4));
    write_bank(folder, "rich.sf2", rich);

    sf2_builder *old = sf2_new();
    *sf2_get_options(old) = (sf2_options){.version_major = 1, .old_form = 1};
    sf2_add_voice(old, 0, 0, sf2_add_tone(old, 20, 60));
    sf2_add_generator(old, 8, 52); /* filled in by the preset */
    sf2_add_voice(old, 128, 0, sf2_add_sample_header(old, "*Rom", (uint32_t[4]){9, 99}, 1));
    write_bank(folder, "old.sbk", old);
}

static void write_song(const char *folder, const char *name, uint16_t format)
{
    static const uint8_t gs_reset[] = {0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41, 0xF7};
    smf_builder smf;
    smf_begin(&smf, format, format == 2 ? smf_smpte(25, 40) : 96);
    for (unsigned track = 0; track < (format ? 2u : 1u); track++) {
        smf_track(&smf);
        smf_tempo(&smf, 0, 400000 + track);
        smf_port(&smf, 0, (uint8_t)track);
        smf_sysex(&smf, 0, gs_reset, sizeof gs_reset);
        smf_program(&smf, 0, track, 5);
        smf_note_on(&smf, 0, track, 60, 100);
        smf_control(&smf, 10, track, 7, 90);
        smf_bend(&smf, 10, track, 10000);
        smf_note_off(&smf, 200, track, 60);
        smf_end_track(&smf, 0);
    }
    write_seed(folder, name, smf.data, smf.size);
    smf_free(&smf);
}

/* A song in RIFF with a bank behind it. */
static void write_riff(const char *folder)
{
    byte_buffer file = {0};
    smf_builder smf;
    smf_begin(&smf, 0, 96);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_end_track(&smf, 9);
    byte_buffer_append(&file, "RIFF\0\0\0\0RMIDdata", 16);
    byte_buffer_append32(&file, (uint32_t)smf.size);
    byte_buffer_append(&file, smf.data, smf.size);
    byte_buffer_append(&file, NULL, smf.size & 1);
    byte_buffer_append(&file, "LIST\x0E\0\0\0INFODBNK\2\0\0\0\1\0", 22);
    byte_buffer_append(&file, "RIFF\x08\0\0\0sfbkLIST", 16);
    write_seed(folder, "riff.rmi", file.bytes, file.size);
    smf_free(&smf);
    free(file.bytes);
}

/* The first byte is a choice of the fuzz target's. */
static void write_cables(const char *folder)
{
    static const uint8_t keys[] = {9, 0x90, 60, 100, 64,   90, 0xF8, 60,
                                   0, 0xB0, 7,  100, 0xE0, 0,  64};
    static const uint8_t sysex[] = {30,   0xF0, 0x7E, 0x7F, 0x09, 0xFE, 0x01, 0xF7, 0xF0, 0x41,
                                    0x10, 0x42, 0x12, 0x40, 0x1A, 0x15, 0x02, 0x0F, 0xF7};
    static const uint8_t broken[] = {2, 1, 0xF0, 1, 2, 3, 4, 0xC5, 7, 0xF2, 0xF7, 0xF1, 3, 0xF4, 2};
    write_seed(folder, "keys", keys, sizeof keys);
    write_seed(folder, "sysex", sysex, sizeof sysex);
    write_seed(folder, "broken", broken, sizeof broken);
}

static void write_keys(const char *folder)
{
    static const char plain[] = " p[]{}-+90mq\x7F\t\r";
    static const char arrows[] = "\x1B[A\x1BOB\x1B[1;2C\x1B[d\x1B[5~\x1B[[A\x1B[?1;2c\x1B[5$";
    write_seed(folder, "plain", plain, sizeof plain - 1);
    write_seed(folder, "arrows", arrows, sizeof arrows - 1);
}

/* The first byte chooses: records, plain records, a stored histogram, a budget. */
static void write_monitor(const char *folder)
{
    static const char budget[] =
        "\3midi.key_to_sound.p99[10s] < 10ms for 5s clear 8ms severity warn";
    static const uint8_t histogram[] = {2, 3, 0xAC, 2, 0, 1, 0xBB, 1, 1};
    uint8_t records[1 + 64 * 64];
    for (size_t i = 0; i < sizeof records; i++) {
        records[i] = (uint8_t)(i * i * 7 >> 3);
    }
    write_seed(folder, "budget", budget, sizeof budget - 1);
    write_seed(folder, "histogram", histogram, sizeof histogram);
    records[0] = 0;
    write_seed(folder, "records", records, sizeof records);
    records[0] = 1;
    write_seed(folder, "plain", records, sizeof records);
}

/* The first byte chooses a column, and the rest is the text. */
static void write_proc(const char *folder)
{
    static const struct {
        char column;
        const char *text;
    } seeds[] = {
        {1, "765 443 414 5 0 123 0\n"},
        {2, "Name:\tawe-player\nVmHWM:\t    1752 kB\nVmRSS:\t    1700 kB\n"},
        {1, "cpu  1719757 43345 292073 2648287 5755 0 2331 2123 0 0\ncpu0 1 2 3\n"},
        {1, "5328 (cat) R 5318 5318 17942 0 -1 4194304 102 0 0 0 14 15 0 0 20 0 1 0 2362111\n"},
        {1, "some avg10=68.30 avg60=31.07 avg300=10.01 total=5507684083\nfull avg10=0.00\n"},
        {1, "7f0000000000-7f0000002000 r--p 00000000 fe:00 2 /b\nRss: 4 kB\nVmFlags: rd lo \n"},
    };
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        char name[] = {(char)('a' + i), '\0'};
        char bytes[128];
        int size = snprintf(bytes, sizeof bytes, "%c%s", seeds[i].column, seeds[i].text);
        write_seed(folder, name, bytes, (size_t)size);
    }
}

static void write_budgets(const char *folder)
{
    static const char good[] = "[budget]      # a comment\n\n; another\n"
                               "share.p99.9[60s] < 50% for 2s clear 40% severity warn\n"
                               "xrun.total[60s] = 0 clear 60s severity critical\n";
    static const char bad[] = "[budget\n = 3\n[other]\nx: y\nshare <= 1\r\n  share >= 2 ; c";
    write_seed(folder, "good", good, sizeof good - 1);
    write_seed(folder, "bad", bad, sizeof bad - 1);
}

static void write_view(const char *folder)
{
    static const char old[] = "{\"schema\":1,\"voices\":3,\"why\":{\"t\":\"x\"},\"alerts\":[{}]}";
    static view_data data;
    sample_view(&data);
    char *text = view_json_make(&data);
    require(text != NULL, "view");
    write_seed(folder, "whole", text, strlen(text));
    write_seed(folder, "old", old, sizeof old - 1);
    write_seed(folder, "question", "snapshot\nsnap", 13);
    free(text);
}

static void write_levels(const char *folder)
{
    static const char plain[] = "{\"frame\":0,\"level\":\"maximum\"}\n\n"
                                "{\"frame\":88200,\"level\":\"low\",\"x\":[1]}\r\n";
    static const char log[] =
        "{\"schema\":1,\"voices\":3}\n"
        "{\"schema\":1,\"event\":\"decision\",\"frame\":9,\"level\":\"high\"}";
    static const char bad[] =
        "{\"frame\":5,\"level\":\"low\"}\n{\"frame\":4.5,\"level\":\"best\"}\n[]";
    write_seed(folder, "plain", plain, sizeof plain - 1);
    write_seed(folder, "log", log, sizeof log - 1);
    write_seed(folder, "bad", bad, sizeof bad - 1);
}

static void write_bench(const char *folder)
{
    static const char two[] =
        "{\"schema\":1,\"workload\":\"x\",\"block_frames\":64,\"kernel\":\"avx2\",\"frames\":44100,"
        "\"voice_frames\":1411200,\"loads\":0,\"peak_voices\":32,\"memory\":{\"bank_bytes\":84334,"
        "\"song_bytes\":4336,\"synth_bytes\":490664,\"peak_bytes\":8146944},\"stage_percent\":"
        "{\"control\":5,\"voices\":25,\"effects\":70,\"rest\":null},\"xxh3\":\"0123456789abcdef\","
        "\"busy\":\"e90101000105030207\",\"busy_max_ns\":4000,\"runs_cpu_ns\":[8100000,8200000.5,"
        "8300000],\"runs_wall_ns\":[8100000,8200000,8300000],\"machine\":\"x\",\"version\":\"1\"}\n"
        "{\"of\":\"x\",\"verdict\":\"same\"}\n\n";
    static const char bad[] = "{\"workload\":\"x\",\"block_frames\":0,\"runs_cpu_ns\":[-8]}";
    write_seed(folder, "two", two, sizeof two - 1);
    write_seed(folder, "bad", bad, sizeof bad - 1);
}

static void write_batch(const char *folder)
{
    static const char list[] =
        "# songs\n\nmusic/a.mid\r\n ./b//c.kar\n"
        "{\"song\":\"a.mid\",\"output\":\"b/./a+3.flac\",\"transpose\":3,\"tempo\":120}\n"
        "{\"song\":\"a.mid\",\"output\":\"../a\",\"tempo\":9.5}\n";
    static const char log[] =
        "{\"schema\":1,\"song\":\"a.mid\",\"output\":\"out/a.wav\",\"state\":\"done\","
        "\"song_hash\":\"XXH3_0123456789abcdef\",\"setup_hash\":\"XXH3_ccbe25603781d285\","
        "\"file_hash\":\"XXH3_b9f4b8e4c6f12361\"}\n{\"song_hash\":\"XXH3_\"";
    write_seed(folder, "list", list, sizeof list - 1);
    write_seed(folder, "log", log, sizeof log - 1);
}

static void make_folder(char path[4000], const char *parent, const char *name)
{
    snprintf(path, 4000, "%s/%s", parent, name);
    require(mkdir(path, 0777) == 0 || errno == EEXIST, path);
}

typedef void (*write_fn)(const char *folder);

static void write_songs(const char *folder)
{
    write_song(folder, "0.mid", 0);
    write_song(folder, "1.mid", 1);
    write_song(folder, "2.mid", 2);
    write_riff(folder);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *folder;
        write_fn write;
    } subjects[] = {
        {"bank", write_banks},    {"play", write_banks},      {"song", write_songs},
        {"midi", write_cables},   {"keys", write_keys},       {"monitor", write_monitor},
        {"proc", write_proc},     {"budgets", write_budgets}, {"view", write_view},
        {"levels", write_levels}, {"bench", write_bench},     {"batch", write_batch},
    };
    require(argc == 2, "usage: make_seeds FOLDER");
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        char path[4000];
        make_folder(path, argv[1], subjects[i].folder);
        subjects[i].write(path);
    }
    return 0;
}
