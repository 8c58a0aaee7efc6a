/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads JSON files. */
#ifndef PX_JSON_FILE_H
#define PX_JSON_FILE_H

#include <jansson.h>
#include <stddef.h>

#define PX_MAX_DOCUMENT	(256u << 20)	/* bytes */

/*
 * Reads a file and sanitizes its texts. 0; or an error, with one line in why (size bytes) that
 * says what is wrong, and where: -EFBIG more than PX_MAX_DOCUMENT bytes; -EINVAL not JSON, or an
 * object with two members of the same name; another -errno from reading.
 */
int px_json_file_load(json_t **document, const char *path, char *why, size_t size);

#endif /* PX_JSON_FILE_H */
