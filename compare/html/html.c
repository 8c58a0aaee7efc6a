// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "html.h"

static void put(FILE *out, char c)
{
	switch (c) {
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
		fputc(c, out);
	}
}

static void put_bytes(FILE *out, const char *text, size_t size)
{
	while (size--)
		put(out, *text++);
}

void px_html_text(FILE *out, const char *text)
{
	put_bytes(out, text, strlen(text));
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

/* ---- source --------------------------------------------------------------- */

static const char *const keywords[] = {
	"break", "case", "const", "continue", "default", "do", "else", "enum", "extern", "for",
	"goto", "if", "inline", "return", "sizeof", "static", "struct", "switch", "typedef",
	"union", "volatile", "while", "bool", "char", "int", "long", "unsigned", "void", "u8",
	"u32", "u64", "s64", "size_t", "true", "false", "NULL", "px_inline",
};

static int is_keyword(const char *word, size_t size)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
		if (strlen(keywords[i]) == size && !strncmp(keywords[i], word, size))
			return 1;
	return 0;
}

/* What begins here, and is of one kind: its length, and the class that it is marked with. */
static size_t token(const char *at, int line_begins, const char **class)
{
	size_t n = 1;

	*class = NULL;
	if (at[0] == '/' && at[1] == '*') {
		const char *end = strstr(at + 2, "*/");

		*class = "c";
		return end ? (size_t)(end + 2 - at) : strlen(at);
	}
	if ((at[0] == '/' && at[1] == '/') || (line_begins && at[0] == '#')) {
		*class = at[0] == '#' ? "p" : "c";
		return strcspn(at, at[0] == '#' ? " \t\n" : "\n");
	}
	if (at[0] == '"' || at[0] == '\'') {
		while (at[n] && at[n] != at[0] && at[n] != '\n')
			n += at[n] == '\\' && at[n + 1] ? 2 : 1;
		*class = "s";
		return at[n] == at[0] ? n + 1 : n;
	}
	if (isalpha((unsigned char)at[0]) || at[0] == '_') {
		while (isalnum((unsigned char)at[n]) || at[n] == '_')
			n++;
		*class = is_keyword(at, n) ? "k" : NULL;
	}
	return n;
}

void px_html_source(FILE *out, const char *source)
{
	int line_begins = 1;

	while (*source) {
		const char *class;
		size_t size = token(source, line_begins, &class);

		if (class)
			fprintf(out, "<span class=\"%s\">", class);
		put_bytes(out, source, size);
		if (class)
			fputs("</span>", out);
		line_begins = source[size - 1] == '\n' ||
			(line_begins && isspace((unsigned char)source[size - 1]));
		source += size;
	}
}

void px_html_base64(FILE *out, const char *bytes, size_t size)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *b = (const unsigned char *)bytes;

	for (size_t i = 0; i < size; i += 3) {
		uint32_t three = (uint32_t)b[i] << 16 | (i + 1 < size ? (uint32_t)b[i + 1] << 8 : 0) |
			(i + 2 < size ? b[i + 2] : 0);

		fputc(digits[three >> 18], out);
		fputc(digits[three >> 12 & 63], out);
		fputc(i + 1 < size ? digits[three >> 6 & 63] : '=', out);
		fputc(i + 2 < size ? digits[three & 63] : '=', out);
	}
}
