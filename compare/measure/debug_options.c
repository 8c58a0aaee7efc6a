// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include "uapi/parallax.h"
#include "debug_options.h"

static const struct {
	uint32_t bit;
	const char *name;
} options[] = {
	{ PX_DEBUG_LOCKDEP, "lockdep" },
	{ PX_DEBUG_MUTEXES, "DEBUG_MUTEXES" },
	{ PX_DEBUG_SLEEP, "DEBUG_ATOMIC_SLEEP" },
	{ PX_DEBUG_KASAN, "KASAN" },
	{ PX_DEBUG_KCSAN, "KCSAN" },
};

const char *px_debug_name(uint32_t mask, unsigned int nth)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if ((mask & options[i].bit) && !nth--)
			return options[i].name;
	return NULL;
}
