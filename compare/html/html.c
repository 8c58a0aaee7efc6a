// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "html.h"

void px_html_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '&':
			fputs("&amp;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		default:
			fputc(*text, out);
		}
	}
}

void px_html_print(FILE *out, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) >= 0)
		px_html_text(out, text);
	va_end(args);
	free(text);
}

void px_html_uri(FILE *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		fprintf(out, isalnum(c) || strchr("-._~'()*+,;=:@/", c) ? "%c" : "%%%02X", c);
	}
}

void px_html_table_begin(FILE *out)
{
	fputs("<div class=\"wide\"><table>\n<thead><tr>", out);
}

void px_html_headings(FILE *out, const char *names)
{
	while (*names) {
		bool number = *names == '#';
		size_t length = strcspn(names += number, "|");

		fprintf(out, "<th%s>", number ? " class=\"n\"" : "");
		px_html_print(out, "%.*s", (int)length, names);
		fputs("</th>", out);
		names += length + (names[length] == '|');
	}
}

void px_html_table_body(FILE *out)
{
	fputs("</tr></thead>\n<tbody>\n", out);
}

void px_html_table_end(FILE *out)
{
	fputs("</tbody></table></div>\n", out);
}

void px_html_table(FILE *out, const char *names)
{
	px_html_table_begin(out);
	px_html_headings(out, names);
	px_html_table_body(out);
}
