/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_JSON_H
#define APP_JSON_H

/* What programs read: one JSON object a line. All return false if it cannot be written. [main] */

#include "app/banks.h"
#include "app/budget_check.h"
#include "app/doctor.h"
#include "app/profile.h"
#include "app/progress.h"
#include "app/uses.h"
#include "io/audio.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* To stderr: {"seconds", "song_seconds", "share", "speed", "voices"}. */
bool json_print_progress(const progress *p, uint64_t frames, uint32_t n_sounding);

/* To stdout, one device. */
bool json_print_device(const audio_device *device);
bool json_print_midi_input(const char *name);

/* To stdout: {"what", "state", "found", "advice"}. */
bool json_print_doctor_row(const doctor_row *row);

/* To stdout: what the song is, its tempos, the presets it plays. */
bool json_print_song(const char *path, const awe_song *song, const song_uses *uses, const banks *b);

/* To stdout: what the bank is, its presets. */
bool json_print_bank(const char *path, const awe_bank *bank);

/* To stdout: {"budget", "state", "value", "unit", "seconds", "why"}. */
bool json_print_budget(const budget_result *result);

/* To stdout: the whole, and each of what profile_list() lists. */
bool json_print_profile(const profile *p);
bool json_print_hotspot(const profile_hotspot *spot);

/* ---- An object built and read by the names of its members: "a.b.c" is the member "b.c" of the
   member "a", which is made where it is missing. Where memory is short members are left out. */

struct json_t;

struct json_t *json_begin(void);
void json_put_null(struct json_t *object, const char *name);
void json_put_flag(struct json_t *object, const char *name, bool flag);
void json_put_number(struct json_t *object, const char *name, double number);
void json_put_text(struct json_t *object, const char *name, const char *text);

/* Adds an item to the list `name`: an object, which now belongs to it, a number (NaN is null), or a
   text. */
void json_add_object(struct json_t *object, const char *name, struct json_t *item);
void json_add_number(struct json_t *object, const char *name, double number);
void json_add_text(struct json_t *object, const char *name, const char *text);

/* The object as one line without newline, to be released by free(); NULL if there is no memory. The
   object is released. */
char *json_end(struct json_t *object);

/* Reads an object; NULL: it is none. Release it with json_release(). */
struct json_t *json_read(const char *text, size_t size);
void json_release(struct json_t *object);

bool json_has(const struct json_t *object, const char *name);

/* False, or NULL: there is no such member, or it is of another kind. Text is the object's. */
bool json_get_flag(const struct json_t *object, const char *name, bool *out);
bool json_get_number(const struct json_t *object, const char *name, double *out);
const char *json_get_text(const struct json_t *object, const char *name);

/* Item `i` of a list: an object, NULL past the end; a number, false if it is none. */
const struct json_t *json_get_item(const struct json_t *object, const char *name, size_t i);
bool json_get_item_number(const struct json_t *object, const char *name, size_t i, double *out);

#endif
