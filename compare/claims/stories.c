// SPDX-License-Identifier: GPL-2.0-only
/* The labs' stories, in the order of px_labs. PX_LABS(X) is given by the build. */
#include "lab.h"
#include "stories.h"

#define PX_DECLARE(name)	extern const struct px_story px_story_##name;
PX_LABS(PX_DECLARE)

#define PX_ENTRY(name)		&px_story_##name,
const struct px_story *const px_stories[] = { PX_LABS(PX_ENTRY) };
