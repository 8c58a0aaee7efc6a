/* SPDX-License-Identifier: GPL-2.0-only */
/* kmsg: reads the kernel log. */
#ifndef PX_USER_KMSG_H
#define PX_USER_KMSG_H

#include <stdbool.h>

/*
 * Marks the end of the log. Returns a descriptor for px_kmsg_has(), or -errno.
 * Sets *again if reports that the kernel prints only once will be printed once more.
 */
int px_kmsg_mark(bool *again);

/* True if a record since the mark contains the text. Closes the descriptor. */
bool px_kmsg_has(int fd, const char *text);

#endif /* PX_USER_KMSG_H */
