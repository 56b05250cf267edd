/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SAMPLE_CACHE_H
#define APP_SAMPLE_CACHE_H

/* Decoded samples kept on disk, in $XDG_CACHE_HOME/awe-player/samples: one file each, named by the
   hash of the compressed bytes, so that any bank that has the sample finds it. What is damaged or
   cut is decoded anew. Nothing is ever removed: the folder may be deleted at any time. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes the folder. Says what is wrong; false: there is none. [main] */
bool sample_cache_open(void);

/* An awe_decode_fn: takes the sample from the cache, or decodes it and keeps it there. Where that
   fails, the sample is still decoded. [any] */
int64_t sample_cache_decode(void *context, const void *data, size_t size, int16_t *out,
                            size_t n_out);

/* Warns, once for each time that this has happened since, that samples could not be kept.
   [main] */
void sample_cache_say_failure(void);

#endif
