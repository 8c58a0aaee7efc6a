/* SPDX-License-Identifier: GPL-2.0-only */
/* The labs' stories: px_stories[i] is that of px_labs[i]. */
#ifndef PX_STORIES_H
#define PX_STORIES_H

#include "story.h"

extern const struct px_story *const px_stories[];

#endif /* PX_STORIES_H */
