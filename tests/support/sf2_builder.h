/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef SF2_BUILDER_H
#define SF2_BUILDER_H

/* Builds SoundFonts, of 1.0 too, in memory: sound ones by default, and damaged in every way that
   readers must survive.

       sf2_builder *b = sf2_new();
       uint32_t sample = sf2_add_tone(b, 100, 4410);
       sf2_add_voice(b, 0, 0, sample);                  an instrument and a preset around it
       const void *file = sf2_build(b, &size);          lives as long as the builder
       ...
       sf2_free(b);

   Memory that runs out ends the program. Damage that no option makes is made by writing into
   sf2_chunk(). */

#include <stddef.h>
#include <stdint.h>

typedef struct sf2_builder sf2_builder;

/* What may be wrong with the file. Zero everywhere: nothing. */
typedef struct sf2_options {
    uint16_t version_major, version_minor; /* 0: 2.01, or 2.04 once a sample has low bytes */
    const char *form;                      /* instead of "sfbk" */
    const char *name;                      /* INAM; NULL: "test bank" */
    const char *omit;                      /* chunk names in one string, such as "pmod imod" */
    const char *without_terminal;          /* chunk names in one string, or "all" */
    const char *unpadded; /* chunk names: no pad byte after an odd size; or "all" */
    const char *resized;  /* the chunk whose size field is wrong by `size_error` */
    int32_t size_error;
    int32_t riff_size_error;
    int32_t list_size_error;
    int32_t sm24_size_error; /* bytes more or fewer in sm24 */
    uint32_t odd_smpl;       /* nonzero: one more byte in smpl, as compressed banks have */
    int old_form;            /* the records of SoundFont 1.0; set the version to 1, too */
    uint32_t shift;          /* bytes before the file in memory; odd: misaligned data */
} sf2_options;

typedef struct sf2_sample {
    const char *name;
    const int16_t *frames; /* [n_frames] copied */
    const uint8_t *low;    /* [n_frames] low bytes for sm24, or NULL */
    uint32_t n_frames;
    uint32_t loop_start, loop_end; /* relative to the sample's first frame */
    uint32_t rate_hz;              /* 0: 44100 */
    uint8_t root_key;              /* 0: 60 */
    int8_t correction_cents;
    uint16_t link;
    uint16_t type; /* 0: mono */
} sf2_sample;

sf2_builder *sf2_new(void);
void sf2_free(sf2_builder *builder);

/* The options, to be changed before sf2_build(). */
sf2_options *sf2_get_options(sf2_builder *builder);

/* Samples. Each returns its index. Frames are followed by 46 zero frames as 6.1 demands. */
uint32_t sf2_add_sample(sf2_builder *builder, const sf2_sample *sample);

/* A sawtooth of `period` frames, `n_frames` long; the loop is the last whole number of periods. */
uint32_t sf2_add_tone(sf2_builder *builder, uint32_t period, uint32_t n_frames);

/* A compressed sample (type 0x11): addresses count bytes, the loop counts frames. */
uint32_t sf2_add_compressed(sf2_builder *builder, const void *bytes, uint32_t n_bytes,
                            uint32_t loop_start, uint32_t loop_end);

/* A header with these addresses (absolute, as in the file) and no data of its own. */
uint32_t sf2_add_sample_header(sf2_builder *builder, const char *name, const uint32_t addresses[4],
                               uint16_t type);

/* Instruments and presets. Each returns its index; zones go to the one added last. */
uint32_t sf2_add_instrument(sf2_builder *builder, const char *name);
uint32_t sf2_add_preset(sf2_builder *builder, const char *name, uint16_t bank, uint16_t program);

/* A zone; generators and modulators go to the zone added last, in the order of the calls. */
void sf2_add_zone(sf2_builder *builder);
void sf2_add_generator(sf2_builder *builder, uint16_t id, int amount);
void sf2_add_range(sf2_builder *builder, uint16_t id, uint8_t low, uint8_t high);
void sf2_add_modulator(sf2_builder *builder, uint16_t source, uint16_t destination, int amount,
                       uint16_t amount_source, uint16_t transform);

/* A looping instrument of one zone for `sample`, and a preset of one zone for that instrument.
   Returns the instrument. */
uint32_t sf2_add_voice(sf2_builder *builder, uint16_t bank, uint16_t program, uint32_t sample);

/* The file; it may be written to. Called again, after changes, it replaces the earlier file. */
void *sf2_build(sf2_builder *builder, size_t *size);

/* The content of a chunk in the file built last, and its size; NULL if it is not there. */
uint8_t *sf2_chunk(sf2_builder *builder, const char *name, size_t *size);

/* Writes little-endian numbers, for damage by hand. */
void sf2_put16(uint8_t *at, uint32_t value);
void sf2_put32(uint8_t *at, uint32_t value);

#endif
