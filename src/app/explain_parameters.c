/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Registered and other parameters by name and unit. Source: docs/sound.md "NRPN" and "MIDI". */

#include "app/explain_words.h"

#include <math.h>
#include <stdio.h>

#define N_AWE_NRPNS 27
#define LOWEST_HZ 101.81
#define HIGHEST_HZ 7350.0
#define CUTOFF_CENTS 58.7686 /* a step */

enum { MSB_TONE = 1, MSB_SF2 = 120, MSB_AWE = 127 };
enum { MSB_DRUM_PITCH = 24, MSB_DRUM_LEVEL = 26, MSB_DRUM_PAN = 28 };
enum { MSB_DRUM_REVERB = 29, MSB_DRUM_CHORUS = 30 };

/* A quantity: its unit, and how much of that a step is. */
typedef struct quantity {
    const char *name;
    double scale;
    const char *format;
    int low, high;
} quantity;

static const quantity nrpns[N_AWE_NRPNS] = {
    {"LFO 1 delay", 4, "%.0f ms", 0, 5900},
    {"LFO 1 rate", 0.0841140747, "%.2f Hz", 0, 127},
    {"LFO 2 delay", 4, "%.0f ms", 0, 5900},
    {"LFO 2 rate", 0.0841140747, "%.2f Hz", 0, 127},
    {"envelope 1 delay", 4, "%.0f ms", 0, 5900},
    {"envelope 1 attack", 1, "%.0f ms", 0, 5940},
    {"envelope 1 hold", 1, "%.0f ms", 0, 8191},
    {"envelope 1 decay", 4, "%.0f ms", 0, 5940},
    {"envelope 1 sustain", 0, "%.0f %%", 0, 127},
    {"envelope 1 release", 4, "%.0f ms", 0, 5940},
    {"envelope 2 delay", 4, "%.0f ms", 0, 5900},
    {"envelope 2 attack", 1, "%.0f ms", 0, 5940},
    {"envelope 2 hold", 1, "%.0f ms", 0, 8191},
    {"envelope 2 decay", 4, "%.0f ms", 0, 5940},
    {"envelope 2 sustain", -0.75, "%.2f dB", 0, 127},
    {"envelope 2 release", 4, "%.0f ms", 0, 5940},
    {"pitch", 1, "%+.0f cents", -8192, 8191},
    {"LFO 1 to pitch", 9.375, "%+.0f cents", -127, 127},
    {"LFO 2 to pitch", 9.375, "%+.0f cents", -127, 127},
    {"envelope 1 to pitch", 9.375, "%+.0f cents", -127, 127},
    {"LFO 1 to volume", 0, "%+.1f dB", 0, 127},
    {"filter cutoff", 0, "%.0f Hz", 0, 127},
    {"filter resonance", 0, "%.1f dB", 0, 127},
    {"LFO 1 to cutoff", 56.25, "%+.0f cents", -64, 63},
    {"envelope 1 to cutoff", 56.25, "%+.0f cents", -127, 127},
    {"chorus send", 100 / 255.0, "%.0f %%", 0, 255},
    {"reverb send", 100 / 255.0, "%.0f %%", 0, 255},
};

enum { NRPN_SUSTAIN_1 = 8, NRPN_TREMOLO = 20, NRPN_CUTOFF = 21, NRPN_RESONANCE = 22 };

static double nrpn_value(uint8_t number, int value)
{
    const quantity *q = &nrpns[number];
    value = value < q->low ? q->low : value > q->high ? q->high : value;
    switch (number) {
    case NRPN_SUSTAIN_1:
        return (127 - value) * 100 / 127.0;
    case NRPN_TREMOLO: /* the register is signed */
        return (value < 64 ? 2 * value : 2 * value - 256) * 0.09375;
    case NRPN_CUTOFF:
        return fmin(LOWEST_HZ * exp2(value * CUTOFF_CENTS / 1200), HIGHEST_HZ);
    case NRPN_RESONANCE:
        return (value >> 3) * 1.5;
    default:
        return value * q->scale;
    }
}

/* GS: steps from what the instrument has. Times: 16 steps are an octave. */
static const struct {
    uint8_t lsb;
    quantity quantity;
} tones[] = {
    {0x08, {"vibrato rate", 0.0252342, "%+.2f Hz", -64, 63}},
    {0x09, {"vibrato depth", 0.75, "%+.1f cents", -64, 63}},
    {0x0A, {"vibrato delay", 21.768, "%+.0f ms", -64, 63}},
    {0x20, {"filter cutoff", 99.9066, "%+.0f cents", -64, 63}},
    {0x21, {"filter resonance", 0.18, "%+.1f dB", -64, 63}},
    {0x63, {"attack", 0, "times %.2f", -64, 63}},
    {0x64, {"decay", 0, "times %.2f", -64, 63}},
    {0x66, {"release", 0, "times %.2f", -64, 63}},
};

static const quantity *find_tone(uint8_t lsb)
{
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++) {
        if (tones[i].lsb == lsb) {
            return &tones[i].quantity;
        }
    }
    return NULL;
}

static double tone_value(const quantity *tone, int value)
{
    return tone->scale > 0 ? value * tone->scale : exp2(value / 16.0);
}

static const quantity *find_drum(uint8_t msb)
{
    static const quantity pitch = {"pitch", 1, "%+.0f semitones", -64, 63};
    static const quantity level = {"level", 1, "%.0f", 0, 127};
    static const quantity pan = {"pan", 1, "%.0f", 0, 127};
    static const quantity reverb = {"reverb send", 1, "%.0f", 0, 127};
    static const quantity chorus = {"chorus send", 1, "%.0f", 0, 127};
    switch (msb) {
    case MSB_DRUM_PITCH:
        return &pitch;
    case MSB_DRUM_LEVEL:
        return &level;
    case MSB_DRUM_PAN:
        return &pan;
    case MSB_DRUM_REVERB:
        return &reverb;
    case MSB_DRUM_CHORUS:
        return &chorus;
    default:
        return NULL;
    }
}

/* By LSB; the MSB is 0. */
static const quantity rpns[] = {
    {"bend range", 0.01, "%.2f semitones", 0, 12799},
    {"fine tuning", 100 / 8192.0, "%+.1f cents", -8192, 8191},
    {"coarse tuning", 1, "%+.0f semitones", -64, 63},
    {"tuning program", 1, "%.0f", 0, 127},
    {"tuning bank", 1, "%.0f", 0, 127},
    {"wheel depth", 50 / 64.0, "%.0f cents", 0, 16383},
};

static const quantity *find_rpn(const explain_parameter *p)
{
    bool is_known = p->msb == 0 && p->lsb < sizeof rpns / sizeof *rpns;
    return is_known ? &rpns[p->lsb] : NULL;
}

bool explain_parameter_name(char *text, size_t size, const explain_parameter *p)
{
    const quantity *q = NULL;
    int n = snprintf(text, size, "%s %u/%u", p->is_nrpn ? "NRPN" : "RPN", p->msb, p->lsb);
    char *rest = text + n;
    size_t room = size - (size_t)n;
    if (p->is_nrpn && p->msb == MSB_SF2) {
        snprintf(rest, room, ", generator %u", p->generator);
        return true;
    }
    if (p->is_nrpn && find_drum(p->msb)) {
        snprintf(rest, room, ", key %u, %s", p->lsb, find_drum(p->msb)->name);
        return true;
    }
    if (!p->is_nrpn) {
        q = find_rpn(p);
    } else if (p->msb == MSB_AWE && p->lsb < N_AWE_NRPNS) {
        q = &nrpns[p->lsb];
    } else if (p->msb == MSB_TONE) {
        q = find_tone(p->lsb);
    }
    snprintf(rest, room, ", %s", q ? q->name : "not understood");
    return q != NULL;
}

static void print_quantity(char *text, size_t size, const quantity *q, double value)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, size, q->format, value);
#pragma GCC diagnostic pop
}

void explain_parameter_value(char *text, size_t size, const explain_parameter *p, int value)
{
    const quantity *q = p->is_nrpn ? find_drum(p->msb) : find_rpn(p);
    if (p->is_nrpn && p->msb == MSB_AWE && p->lsb < N_AWE_NRPNS) {
        print_quantity(text, size, &nrpns[p->lsb], nrpn_value(p->lsb, value));
    } else if (p->is_nrpn && p->msb == MSB_TONE && find_tone(p->lsb)) {
        q = find_tone(p->lsb);
        print_quantity(text, size, q, tone_value(q, value));
    } else if (q) {
        print_quantity(text, size, q, value * q->scale);
    } else {
        snprintf(text, size, "%+d", value);
    }
}
