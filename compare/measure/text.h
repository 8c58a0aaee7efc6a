/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text in columns. A UTF-8 character takes one column; the program prints no characters of double
 * width.
 */
#ifndef PX_TEXT_H
#define PX_TEXT_H

#include <stdio.h>

#define PX_TEXT_COLUMNS	100u	/* the longest line of output */

/* The longest line of text and tables: less than that on a narrow terminal. */
extern unsigned int px_text_columns;

/* Sets it, if out is a narrow terminal. */
void px_text_fit(FILE *out);

/* Says that a table has more columns than the terminal. */
void px_text_left_out(FILE *out);

/* The number of columns of a text. */
unsigned int px_text_width(const char *text);

/* Cuts a text to that many columns, with an ellipsis at the end. */
void px_text_clip(char *text, unsigned int columns);

/* Prints a text in exactly that many columns, aligned to one side, clipped if it is longer. */
void px_text_left(FILE *out, const char *text, unsigned int columns);
void px_text_right(FILE *out, const char *text, unsigned int columns);

/* Items one after another, on as many lines as they need. */
struct px_flow {
	FILE *out;
	const char *separator;	/* between two items of a line */
	unsigned int indent;	/* of every line after the first */
	unsigned int column;	/* 0: no item yet */
};

void px_flow_item(struct px_flow *flow, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Ends the line, if there is one. The flow can be used again. */
void px_flow_end(struct px_flow *flow);

/* A text after a heading, such as the mark of a footnote; lines break at spaces. */
void px_text_sentence(FILE *out, const char *heading, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A byte order mark at the start of a text, in words. NULL: there is none. */
const char *px_byte_order_mark(const char *text, size_t size);

#endif /* PX_TEXT_H */
