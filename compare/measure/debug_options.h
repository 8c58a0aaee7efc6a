/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The debug options of a kernel, by name.
 */
#ifndef PX_DEBUG_OPTIONS_H
#define PX_DEBUG_OPTIONS_H

#include <stdint.h>

/* The name of the nth option of a mask of PX_DEBUG_*; NULL: there are no more. */
const char *px_debug_name(uint32_t mask, unsigned int nth);

#endif /* PX_DEBUG_OPTIONS_H */
