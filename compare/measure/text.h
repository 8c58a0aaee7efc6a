/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text in columns. A column is a character, whatever its bytes in UTF-8; no
 * character of double width is ever printed.
 */
#ifndef PX_TEXT_H
#define PX_TEXT_H

#include <stdio.h>

#define PX_TEXT_COLUMNS	100u	/* no line of output is longer */

/* Columns that a text takes. */
unsigned int px_text_width(const char *text);

/* Cuts a text to so many columns, the last of which then is an ellipsis. */
void px_text_clip(char *text, unsigned int columns);

/* Prints a text in exactly so many columns, clipped where it is longer. */
void px_text_left(FILE *out, const char *text, unsigned int columns);
void px_text_right(FILE *out, const char *text, unsigned int columns);

/* Items one after another, on as many lines as it takes. */
struct px_flow {
	FILE *out;
	const char *separator;	/* between two items of a line */
	unsigned int indent;	/* of every line after the first */
	unsigned int column;	/* 0: the first item is still to come */
};

void px_flow_item(struct px_flow *flow, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Ends the line, if any; the flow can begin anew. */
void px_flow_end(struct px_flow *flow);

/* A sentence after a heading such as a footnote's mark, broken at its spaces. */
void px_text_sentence(FILE *out, const char *heading, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif /* PX_TEXT_H */
