/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "blown.h"

#include <math.h>

static double spectrum(const blown *b, int k, double hz)
{
    double level = pow(k, -b->tilt) * (k % 2 ? 1.0 : b->even);
    for (int i = 0; i < 2; i++) {
        double r = b->hz[i] > 0.0 ? resonance(hz, b->hz[i], 0.7 * b->hz[i]) : 0.0;
        level *= 1.0 + b->gain[i] * r * r;
    }
    double over = hz / b->top_hz;
    return level / (1.0 + over * over * over * over);
}

void blow(wave *w, const blown *b)
{
    for (int k = 1; k <= 44; k++) {
        double hz = k * w->hz;
        double level = spectrum(b, k, hz);
        double rise = b->speak_s * (0.3 + b->lag * k);
        swell s = {level * (1.0 + b->bite), level, 2.5 * b->speak_s, rise};
        if (b->unison > 0.0) {
            wave_cluster(w, k, b->unison, s);
            continue;
        }
        wave_partial(w, k, wave_random(w), s);
        if (w->n_loop > w->rate_hz / 5) { /* a short loop would make a buzz of it */
            swell unrest = {0.0, 0.05 * level, 0.1, 0.05};
            wave_partial(w, k + 1.0 / w->n_periods, wave_random(w), unrest);
            wave_partial(w, k - 1.0 / w->n_periods, wave_random(w), unrest);
        }
    }
    int long_loop = w->n_loop > w->rate_hz / 8; /* noise in a short loop would buzz */
    wave_noise(w, b->air, (swell){b->puff, long_loop ? b->breath : 0.0, b->speak_s, 0.006});
}
