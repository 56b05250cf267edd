/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Writes src/base/tables.c to standard output. Each table's formula stands here and nowhere else.
   */

#include <math.h>
#include <stdio.h>

#define RATE_HZ 44100.0
#define PI 3.14159265358979323846

/* EQ settings of the card: gain in dB and frequency of half that gain in Hz, as measured on its
   output; shelf slope 0.5. Source: docs/sound.md "Equaliser". */
typedef struct shelf {
    double gain_db, corner_hz;
} shelf;

static const shelf bass_shelves[12] = {
    {-11.9, 224}, {-8.4, 273}, {-5.9, 321}, {-4.0, 362}, {-1.1, 426}, {0.0, 450},
    {2.0, 500},   {3.5, 564},  {6.0, 636},  {8.0, 718},  {9.6, 778},  {12.0, 914},
};
static const shelf treble_shelves[12] = {
    {-11.9, 1811}, {-8.5, 1542}, {-5.9, 1313}, {-4.1, 1211}, {-1.2, 1031}, {0.0, 1100},
    {1.9, 1261},   {3.5, 1671},  {5.97, 2231}, {7.90, 2457}, {9.69, 2188}, {11.16, 2231},
};

static double cents_ratio(int i)
{
    return exp2(i / 1200.0);
}

static double cb_gain(int i)
{
    return pow(10.0, -i / 200.0);
}

static double log2_mantissa(int i)
{
    return log2(1.0 + i / 128.0);
}

static double quarter_sine(int i)
{
    return sin(PI / 2 * i / 128.0);
}

/* Absolute cents: 6900 is 440 Hz. */
static double angle_at(double cents)
{
    return PI * 440.0 * exp2((cents - 6900.0) / 1200.0) / RATE_HZ;
}

static double filter_tan(int i)
{
    return tan(angle_at(1500 + 25.0 * i));
}

/* The card's cutoff ends where 2 sin(pi fc / fs) reaches 1: a sixth of the rate. */
static double filter_sin(int i)
{
    double f = 2 * sin(angle_at(4350 + 25.0 * i));
    return f < 1.0 ? f : 1.0;
}

/* What is left of a step after i frames of the card's volume ramp. */
static double slew(int i)
{
    return pow(63.0 / 64.0, i);
}

/* The modified Bessel function of order 0, by its series. */
static double bessel(double x)
{
    double sum = 1, term = 1;
    for (int k = 1; term > 1e-18 * sum; k++) {
        term *= x / (2 * k) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

/* Kaiser's window for a stop band 100 dB down: beta = 0.1102 (100 - 8.7); 32 points then make a
   transition from 0.4 to 0.6 of the rate. */
static double sinc(int i)
{
    double x = i / 64.0, share = x / 16, beta = 0.1102 * (100 - 8.7);
    if (i % 64 == 0) { /* sin() of a rounded multiple of pi is not quite 0 */
        return i == 0;
    }
    return share < 1
               ? sin(PI * x) / (PI * x) * bessel(beta * sqrt(1 - share * share)) / bessel(beta)
               : 0;
}

static void print_table(const char *name, int n, double (*formula)(int))
{
    printf("\nconst float awe_table_%s[%d] = {", name, n);
    for (int i = 0; i < n; i++) {
        printf("%s%.8ef,", i % 6 == 0 ? "\n    " : " ", formula(i));
    }
    printf("\n};\n");
}

/* Shelving biquad of the widely used audio EQ cookbook (bilinear), slope 0.5. `sign` is +1 for
   bass, -1 for treble. */
static void print_shelf(const shelf *s, double sign)
{
    double a = pow(10.0, s->gain_db / 40.0);
    double w = 2 * PI * s->corner_hz / RATE_HZ;
    double alpha = sin(w) / 2 * sqrt((a + 1 / a) * (1 / 0.5 - 1) + 2);
    double c = sign * cos(w);
    double beta = 2 * sqrt(a) * alpha;
    double a0 = (a + 1) + (a - 1) * c + beta;
    double b0 = a * ((a + 1) - (a - 1) * c + beta) / a0;
    double b1 = sign * 2 * a * ((a - 1) - (a + 1) * c) / a0;
    double b2 = a * ((a + 1) - (a - 1) * c - beta) / a0;
    double a1 = sign * -2 * ((a - 1) + (a + 1) * c) / a0;
    double a2 = ((a + 1) + (a - 1) * c - beta) / a0;
    printf("    {%.8ef, %.8ef, %.8ef, %.8ef, %.8ef},\n", b0, b1, b2, a1, a2);
}

static void print_shelves(const char *name, const shelf *shelves, double sign)
{
    printf("\nconst float awe_table_%s[12][5] = {\n", name);
    for (int i = 0; i < 12; i++) {
        print_shelf(&shelves[i], sign);
    }
    printf("};\n");
}

int main(void)
{
    printf("/* SPDX-License-Identifier: MIT */\n"
           "/* SPDX-FileCopyrightText: 2026 The awe-player authors */\n"
           "/* Written by tools/gen_tables.c; do not edit. */\n\n"
           "#include \"base/tables.h\"\n");
    print_table("cents", 1201, cents_ratio);
    print_table("cb", 1441, cb_gain);
    print_table("log2", 129, log2_mantissa);
    print_table("quarter_sine", 129, quarter_sine);
    print_table("filter_tan", 481, filter_tan);
    print_table("filter_sin", 301, filter_sin);
    print_table("slew", 33, slew);
    print_table("sinc", 1027, sinc);
    print_shelves("bass", bass_shelves, 1.0);
    print_shelves("treble", treble_shelves, -1.0);
    return 0;
}
