/* SPDX-License-Identifier: GPL-2.0-only */
/* html: text, and source code, as HTML. */
#ifndef PX_HTML_H
#define PX_HTML_H

#include <stddef.h>
#include <stdio.h>

/* Text in which nothing is markup. */
void px_html_text(FILE *out, const char *text);

/* printf() of such text. */
void px_html_print(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* C source, with comments, words of the language, strings and directives marked. */
void px_html_source(FILE *out, const char *source);

/* Bytes for a data: address. */
void px_html_base64(FILE *out, const char *bytes, size_t size);

#endif /* PX_HTML_H */
