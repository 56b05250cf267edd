/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/audio.h"

#include <fcntl.h>
#include <portaudio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_CHANNELS 2
#define MAX_LATENCY_S 10.0 /* more is a mistake of the sound system, some report 2^32 frames */
#define GUESSED_LATENCY_S 0.2

struct audio {
    PaStream *stream;
    bool is_chatty;
    audio_fill_fn fill;
    void *context;
    audio_info info;
    bool is_nominal; /* of the host's times */
};

/* ALSA and JACK write to stderr while devices are looked for, whether or not something is wrong,
   and PortAudio when one that has gone is closed. */
static int hush(bool is_chatty)
{
    if (is_chatty) {
        return -1;
    }
    fflush(stderr);
    int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (saved >= 0 && null >= 0) {
        dup2(null, STDERR_FILENO);
    }
    if (null >= 0) {
        close(null);
    }
    return saved;
}

static void unhush(int saved)
{
    if (saved >= 0) {
        dup2(saved, STDERR_FILENO);
        close(saved);
    }
}

static bool start_library(bool is_chatty, io_error *error)
{
    int saved = hush(is_chatty);
    PaError reason = Pa_Initialize();
    unhush(saved);
    return reason == paNoError || io_error_set(error, "%s", Pa_GetErrorText(reason));
}

/* Describes device `number`; false if it cannot play stereo. */
static bool describe(int number, audio_device *device)
{
    const PaDeviceInfo *info = Pa_GetDeviceInfo(number);
    if (!info || info->maxOutputChannels < N_CHANNELS) {
        return false;
    }
    double latency_s = info->defaultLowOutputLatency;
    *device = (audio_device){
        .number = number,
        .host = Pa_GetHostApiInfo(info->hostApi)->name,
        .name = info->name,
        .rate_hz = info->defaultSampleRate,
        .latency_ms = latency_s > 0 && latency_s <= MAX_LATENCY_S ? 1000 * latency_s : 0,
        .is_default = number == Pa_GetDefaultOutputDevice(),
    };
    return true;
}

bool audio_list(bool is_chatty, audio_visit_fn visit, void *context, io_error *error)
{
    if (!start_library(is_chatty, error)) {
        return false;
    }
    for (int i = 0; i < Pa_GetDeviceCount(); i++) {
        audio_device device;
        if (describe(i, &device)) {
            visit(context, &device);
        }
    }
    Pa_Terminate();
    return true;
}

/* How well `wish` names `device`: 0 not, 1 by a part, 2 by the whole name. Names may hold a colon
   themselves. */
static int match(const char *wish, const audio_device *device)
{
    const char *colon = strchr(wish, ':');
    if (strcasecmp(device->name, wish) == 0) {
        return 2;
    }
    if (strcasestr(device->name, wish)) {
        return 1;
    }
    if (!colon) {
        return 0;
    }
    char host[64];
    snprintf(host, sizeof host, "%.*s", (int)(colon - wish), wish);
    if (!strcasestr(device->host, host)) {
        return 0;
    }
    if (strcasecmp(device->name, colon + 1) == 0) {
        return 2;
    }
    return strcasestr(device->name, colon + 1) ? 1 : 0;
}

typedef struct search {
    int found;
    int best; /* result of match() */
    int n_found;
    char names[400];
} search;

static void consider(search *s, const char *wish, const audio_device *device)
{
    int quality = match(wish, device);
    if (quality == 0 || quality < s->best) {
        return;
    }
    if (quality > s->best) {
        *s = (search){.best = quality};
    }
    s->found = device->number;
    size_t used = strlen(s->names);
    snprintf(s->names + used, sizeof s->names - used, "%s#%d %s: %s", s->n_found > 0 ? "; " : "",
             device->number, device->host, device->name);
    s->n_found++;
}

static int find_by_name(const char *wish, io_error *error)
{
    search s = {0};
    for (int i = 0; i < Pa_GetDeviceCount(); i++) {
        audio_device device;
        if (describe(i, &device)) {
            consider(&s, wish, &device);
        }
    }
    if (s.n_found == 1) {
        return s.found;
    }
    if (s.n_found == 0) {
        io_error_set(error, "no device has \"%s\" in its name; --list-devices shows them", wish);
    } else {
        io_error_set(error, "\"%s\" may mean %s", wish, s.names);
    }
    return -1;
}

/* The wished device's number, or -1. */
static int find_device(const char *wish, io_error *error)
{
    audio_device device;
    if (!wish) {
        int number = Pa_GetDefaultOutputDevice();
        if (number == paNoDevice || !describe(number, &device)) {
            io_error_set(error, "no audio device was found; \"render\" writes a file instead");
            return -1;
        }
        return number;
    }
    if (wish[0] != '#') {
        return find_by_name(wish, error);
    }
    char *end;
    long number = strtol(wish + 1, &end, 10);
    if (end == wish + 1 || *end || number < 0 || number >= Pa_GetDeviceCount() ||
        !describe((int)number, &device)) {
        io_error_set(error, "no device is numbered %s; --list-devices shows them", wish);
        return -1;
    }
    return (int)number;
}

/* Hosts disagree on what time it is: only the difference of two of their times means something. It
   is 0 where the host does not know: JACK, if what listens does not tell its latency. */
static AWE_RT uint32_t find_queued_us(const PaStreamCallbackTimeInfo *time)
{
    double queued_s = time->outputBufferDacTime - time->currentTime;
    bool is_known = queued_s > 0 && queued_s <= MAX_LATENCY_S;
    return is_known ? (uint32_t)(queued_s * 1e6) : AUDIO_QUEUED_UNKNOWN;
}

/* NOLINTNEXTLINE(readability-function-size): the library's signature */
static int call_back(const void *input, void *output, unsigned long n_frames,
                     const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *user)
{
    const audio *self = user;
    audio_round round = {
        .out = output,
        .n_frames = (uint32_t)n_frames,
        .queued_us = find_queued_us(time),
        .is_nominal = self->is_nominal,
        .ran_dry = (flags & paOutputUnderflow) != 0,
        .is_priming = (flags & paPrimingOutput) != 0,
    };
    (void)input;
    self->fill(self->context, &round);
    return paContinue;
}

static PaStreamParameters make_parameters(int number, const audio_config *config)
{
    const PaDeviceInfo *info = Pa_GetDeviceInfo(number);
    double rate = config->rate_hz ? config->rate_hz : info->defaultSampleRate;
    return (PaStreamParameters){
        .device = number,
        .channelCount = N_CHANNELS,
        .sampleFormat = paFloat32,
        .suggestedLatency = config->buffer_frames ? 2.0 * config->buffer_frames / rate
                                                  : info->defaultHighOutputLatency,
    };
}

static bool open_stream(audio *output, int number, const audio_config *config, io_error *error)
{
    PaStreamParameters parameters = make_parameters(number, config);
    double rate = config->rate_hz;
    if (rate <= 0 || Pa_IsFormatSupported(NULL, &parameters, rate) != paFormatIsSupported) {
        rate = Pa_GetDeviceInfo(number)->defaultSampleRate;
    }
    PaError reason = Pa_OpenStream(&output->stream, NULL, &parameters, rate, config->buffer_frames,
                                   paClipOff | paDitherOff, call_back, output);
    if (reason != paNoError) {
        output->stream = NULL;
        return io_error_set(error, "%s cannot be opened: %s", Pa_GetDeviceInfo(number)->name,
                            Pa_GetErrorText(reason));
    }
    return true;
}

static void fill_info(audio *output, int number, uint32_t buffer_frames)
{
    const PaStreamInfo *stream = Pa_GetStreamInfo(output->stream);
    double latency = stream->outputLatency;
    audio_device device = {0};
    describe(number, &device);
    if (!(latency >= 0 && latency <= MAX_LATENCY_S)) {
        latency = GUESSED_LATENCY_S;
    }
    output->info = (audio_info){
        .rate_hz = stream->sampleRate,
        .buffer_frames = buffer_frames,
        .latency_frames = (uint32_t)(latency * stream->sampleRate),
    };
    const PaHostApiInfo *host = Pa_GetHostApiInfo(Pa_GetDeviceInfo(number)->hostApi);
    output->is_nominal = host->type == paJACK; /* it adds the port's latency to the present time */
    snprintf(output->info.host, sizeof output->info.host, "%s", device.host);
    snprintf(output->info.name, sizeof output->info.name, "%s", device.name);
}

bool audio_open(const audio_config *config, audio **out, io_error *error)
{
    *out = NULL;
    if (!start_library(config->is_chatty, error)) {
        return false;
    }
    audio *output = calloc(1, sizeof *output);
    if (!output) {
        Pa_Terminate();
        return io_error_set(error, "out of memory");
    }
    output->is_chatty = config->is_chatty;
    int number = find_device(config->device, error);
    int saved = hush(config->is_chatty);
    bool ok = number >= 0 && open_stream(output, number, config, error);
    unhush(saved);
    if (!ok) {
        audio_close(output);
        return false;
    }
    fill_info(output, number, config->buffer_frames);
    *out = output;
    return true;
}

void audio_close(audio *output)
{
    if (output) {
        int saved = hush(output->is_chatty);
        if (output->stream) {
            Pa_CloseStream(output->stream);
        }
        Pa_Terminate();
        unhush(saved);
        free(output);
    }
}

void audio_get_info(const audio *output, audio_info *info)
{
    *info = output->info;
}

bool audio_start(audio *output, audio_fill_fn fill, void *context, io_error *error)
{
    output->fill = fill;
    output->context = context;
    int saved = hush(output->is_chatty);
    PaError reason = Pa_StartStream(output->stream);
    unhush(saved);
    return reason == paNoError || io_error_set(error, "%s cannot be started: %s", output->info.name,
                                               Pa_GetErrorText(reason));
}

void audio_stop(audio *output)
{
    Pa_StopStream(output->stream);
}
