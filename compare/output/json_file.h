/* SPDX-License-Identifier: GPL-2.0-only */
/* document: a file of JSON. */
#ifndef PX_JSON_FILE_H
#define PX_JSON_FILE_H

#include <jansson.h>
#include <stddef.h>

#define PX_MAX_DOCUMENT	(256u << 20)	/* bytes */

/*
 * Reads one, in which no object has two fields of one name; its texts come out clean (clean.h).
 * 0; or -errno, with one line in why (size bytes) that says what is wrong with it, and where:
 * -EFBIG where it has more than PX_MAX_DOCUMENT bytes, -EINVAL where it is no JSON.
 */
int px_json_file_load(json_t **document, const char *path, char *why, size_t size);

#endif /* PX_JSON_FILE_H */
