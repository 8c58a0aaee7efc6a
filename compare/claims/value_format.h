/* SPDX-License-Identifier: GPL-2.0-only */
/* says: values in words, by the small language of story.h. */
#ifndef PX_VALUE_FORMAT_H
#define PX_VALUE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PX_VALUE_FORMAT_SIZE	128

/* The value in words; as a bare number if nothing is said of it. */
void px_value_format(char text[PX_VALUE_FORMAT_SIZE], const char *says, int64_t value);

/* The nth value that is told by name, and its words; false: there are fewer. */
bool px_value_format_option(char text[PX_VALUE_FORMAT_SIZE], const char *says, unsigned int nth,
		    int64_t *value);

#endif /* PX_VALUE_FORMAT_H */
