/* SPDX-License-Identifier: GPL-2.0-only */
/* kmsg: the kernel's log, as this program reads it. */
#ifndef PX_USER_KMSG_H
#define PX_USER_KMSG_H

#include <stdbool.h>

/*
 * From here on: a descriptor for px_kmsg_says(), or -errno. Reports that the
 * kernel makes once only, it then makes once more.
 */
int px_kmsg_mark(void);

/* Whether the kernel has said it since, in one line; closes the descriptor. */
bool px_kmsg_says(int fd, const char *text);

#endif /* PX_USER_KMSG_H */
