/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/resample.h"

#include "base/trust.h"

#include <samplerate.h>
#include <stdlib.h>

struct resample {
    SRC_STATE *state;
    double ratio;
};

bool resample_can(double from_hz, double to_hz)
{
    return from_hz > 0 && to_hz > 0 && src_is_valid_ratio(to_hz / from_hz);
}

bool resample_new(double from_hz, double to_hz, resample_quality quality, resample **out,
                  io_error *error)
{
    int type = quality == RESAMPLE_BEST ? SRC_SINC_BEST_QUALITY : SRC_SINC_MEDIUM_QUALITY;
    int reason = 0;
    *out = NULL;
    if (!resample_can(from_hz, to_hz)) {
        return io_error_set(error, "cannot convert from %g to %g Hz", from_hz, to_hz);
    }
    resample *converter = malloc(sizeof *converter);
    if (!converter) {
        return io_error_set(error, "out of memory");
    }
    converter->ratio = to_hz / from_hz;
    converter->state = src_new(type, 2, &reason);
    if (!converter->state) {
        free(converter);
        return io_error_set(error, "%s", src_strerror(reason));
    }
    *out = converter;
    return true;
}

void resample_free(resample *converter)
{
    if (converter) {
        src_delete(converter->state);
        free(converter);
    }
}

/* The library's converters allocate in src_new() only; the compiler cannot see that through its
   function pointers. */
AWE_TRUST_BEGIN
void resample_run(resample *converter, resample_step *step)
{
    static const float nothing[2];
    SRC_DATA data = {
        .data_in = step->in ? step->in : nothing, /* NULL is refused */
        .input_frames = (long)step->n_in,
        .data_out = step->out,
        .output_frames = (long)step->n_out,
        .end_of_input = step->is_last,
        .src_ratio = converter->ratio,
    };
    src_process(converter->state, &data);
    step->n_in = (size_t)data.input_frames_used;
    step->n_out = (size_t)data.output_frames_gen;
}
AWE_TRUST_END
