/* SPDX-License-Identifier: GPL-2.0-only */
/* panic_on_warn: would a warning of the kernel panic this machine? */
#ifndef PX_PANIC_ON_WARN_H
#define PX_PANIC_ON_WARN_H

#include <linux/types.h>

/**
 * px_panics_on_warn() - would a warning of the kernel panic this machine?
 *
 * The kernel exports none of its settings to modules, so this reads the files of /proc that
 * show them: the sysctls kernel.panic_on_warn and kernel.warn_limit, and the boot parameter
 * panic_on_taint.
 *
 * Context: a process that has these files. Since 7.0 a kernel thread has no files at all.
 * Return: true if it would, or if that cannot be read.
 */
bool px_panics_on_warn(void);

#endif /* PX_PANIC_ON_WARN_H */
