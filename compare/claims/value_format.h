/* SPDX-License-Identifier: GPL-2.0-only */
/* value_format: the words for a value. harness/lab_doc.h describes the format. */
#ifndef PX_VALUE_FORMAT_H
#define PX_VALUE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PX_VALUE_FORMAT_SIZE	128

/* The words for the value; the number, if the format has no words for it. */
void px_value_format(char text[PX_VALUE_FORMAT_SIZE], const char *values, int64_t value);

/* The nth value that the format names, and its words. False if there are fewer. */
bool px_value_format_option(char text[PX_VALUE_FORMAT_SIZE], const char *values, unsigned int nth,
			    int64_t *value);

#endif /* PX_VALUE_FORMAT_H */
