// SPDX-License-Identifier: GPL-2.0-only
/* PX_MISTAKES(X) is given by the build. */
#include <string.h>
#include "tales.h"

#define PX_DECLARE(name)	extern const struct px_tale px_tale_##name;
PX_MISTAKES(PX_DECLARE)

#define PX_ENTRY(name)		&px_tale_##name,
const struct px_tale *const px_tales[] = { PX_MISTAKES(PX_ENTRY) };
const unsigned int px_tale_count = PX_COUNT_OF(px_tales);

const struct px_tale *px_tale_find(const char *name)
{
	for (unsigned int i = 0; i < px_tale_count; i++)
		if (!strcmp(px_tales[i]->name, name))
			return px_tales[i];
	return NULL;
}
