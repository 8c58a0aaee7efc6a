/* SPDX-License-Identifier: GPL-2.0-only */
/* html: text as HTML. */
#ifndef PX_HTML_H
#define PX_HTML_H

#include <stdio.h>

/* Prints text; characters that are markup are escaped. */
void px_html_text(FILE *out, const char *text);

/* The same, with a format as printf(). */
void px_html_print(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * A table: begin, headings, body, end. names are the headings with '|' between; '#' before
 * a name: a column of numbers. px_html_table() is the first three at once.
 */
void px_html_table_begin(FILE *out);
void px_html_headings(FILE *out, const char *names);
void px_html_table_body(FILE *out);
void px_html_table_end(FILE *out);
void px_html_table(FILE *out, const char *names);

/* Prints text with percent-encoding, for a data: URI in an attribute. */
void px_html_uri(FILE *out, const char *text);

#endif /* PX_HTML_H */
