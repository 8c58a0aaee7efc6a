/* SPDX-License-Identifier: GPL-2.0-only */
/* warning: would a warning of the kernel panic this machine? Only a program can see that. */
#ifndef PX_WARNING_H
#define PX_WARNING_H

#include <stdbool.h>
#include <stddef.h>

/**
 * px_warning_panics() - would a warning of the kernel panic this machine?
 * @why: what says so, if it would
 * @size: of @why
 *
 * Return: true if it would, or if that cannot be read.
 */
bool px_warning_panics(char *why, size_t size);

#endif /* PX_WARNING_H */
