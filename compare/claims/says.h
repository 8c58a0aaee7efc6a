/* SPDX-License-Identifier: GPL-2.0-only */
/* says: values in words, by the small language of story.h. */
#ifndef PX_SAYS_H
#define PX_SAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PX_SAYS_SIZE	128

/* The value in words; as a bare number if nothing is said of it. */
void px_says(char text[PX_SAYS_SIZE], const char *says, int64_t value);

/* The nth value that is told by name, and its words; false: there are fewer. */
bool px_says_option(char text[PX_SAYS_SIZE], const char *says, unsigned int nth,
		    int64_t *value);

#endif /* PX_SAYS_H */
