/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_FILE_BYTES_H
#define APP_FILE_BYTES_H

/* A file that is made in memory: bytes, numbers of either order, and lengths that are filled in
   later. Where there is no memory it stays empty, and file_bytes_finish() tells. [main] */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct file_bytes {
    uint8_t *data;
    size_t size;
    size_t room;
    bool has_failed;
} file_bytes;

/* A whole file: `data` is NULL if there was no memory; release it with free(). */
typedef struct memory_file {
    uint8_t *data; /* [size] */
    size_t size;
} memory_file;

void file_bytes_put(file_bytes *f, const void *bytes, size_t n);
void file_bytes_put_8(file_bytes *f, uint32_t value);
void file_bytes_put_le16(file_bytes *f, uint32_t value);
void file_bytes_put_le32(file_bytes *f, uint32_t value);
void file_bytes_put_be32(file_bytes *f, uint32_t value);

/* Writes over the four bytes at `at`. */
void file_bytes_set_le32(file_bytes *f, size_t at, uint32_t value);
void file_bytes_set_be32(file_bytes *f, size_t at, uint32_t value);

/* What was made; `f` is empty then. */
memory_file file_bytes_finish(file_bytes *f);

#endif
