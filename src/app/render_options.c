/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/render_options.h"

#include "app/values.h"

#include <stdio.h>
#include <string.h>

const char *render_options_set_output(settings *s, const char *value)
{
    s->render.output = value;
    return value[0] ? NULL : "a file name, or - for standard output";
}

const char *render_options_set_container(settings *s, const char *value)
{
    bool ok = sound_container_find(value, &s->render.container);
    return ok ? NULL : "auto, wav, rf64, w64, flac, ogg, opus, mp3, aiff, au or raw";
}

const char *render_options_set_encoding(settings *s, const char *value)
{
    s->render.has_encoding = true;
    return sound_encoding_find(value, &s->render.encoding) ? NULL : "s16, s24, s32 or f32";
}

const char *render_options_set_tail(settings *s, const char *value)
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

const char *render_options_set_max_length(settings *s, const char *value)
{
    return value_time(value, &s->render.max_length_s) ? NULL : "a time such as 90 or 1:30";
}

const char *render_options_set_hash(settings *s, const char *value)
{
    (void)value;
    s->render.hash = true;
    return NULL;
}

const char *render_options_set_progress(settings *s, const char *value)
{
    static const char *const words[] = {"auto", "bar", "line", "json", "none", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "auto, bar, line, json or none";
    }
    s->render.progress = (progress_mode)i;
    return NULL;
}

const char *render_options_set_overwrite(settings *s, const char *value)
{
    (void)value;
    s->render.overwrite = true;
    return NULL;
}

const char *render_options_set_manifest(settings *s, const char *value)
{
    s->render.manifest = value;
    return value[0] ? NULL : "a file, or - for standard input";
}

const char *render_options_set_jobs(settings *s, const char *value)
{
    return value_count(value, 1, 1024, &s->render.n_jobs) ? NULL : "a number from 1 to 1024";
}

const char *render_options_set_shard(settings *s, const char *value)
{
    char own[16];
    const char *slash = strchr(value, '/');
    snprintf(own, sizeof own, "%.*s", slash ? (int)(slash - value) : 0, value);
    bool ok = slash && value_count(slash + 1, 1, 1000000, &s->render.n_shards) &&
              value_count(own, 1, s->render.n_shards, &s->render.shard);
    return ok ? NULL : "such as 2/8";
}

const char *render_options_set_resume(settings *s, const char *value)
{
    (void)value;
    s->render.resume = true;
    return NULL;
}

const char *render_options_set_keep_going(settings *s, const char *value)
{
    (void)value;
    s->render.keep_going = true;
    return NULL;
}

const char *render_options_set_levels(settings *s, const char *value)
{
    s->render.levels = value;
    return value[0] ? NULL : "a file of recorded levels";
}
