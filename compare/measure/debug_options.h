/* SPDX-License-Identifier: GPL-2.0-only */
/* The names of a kernel's debug options. */
#ifndef PX_DEBUG_OPTIONS_H
#define PX_DEBUG_OPTIONS_H

#include <stdint.h>

/* The name of the nth option in a mask of PX_DEBUG_*; NULL: there are fewer. */
const char *px_debug_name(uint32_t mask, unsigned int nth);

#endif /* PX_DEBUG_OPTIONS_H */
