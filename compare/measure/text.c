// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include "text.h"

#define LEAST	50u	/* columns: the table needs them for one side */

unsigned int px_text_columns = PX_TEXT_COLUMNS;
static unsigned int terminal;	/* its columns; 0: it is not narrow */

void px_text_fit(FILE *out)
{
	struct winsize size;

	if (ioctl(fileno(out), TIOCGWINSZ, &size) || !size.ws_col || size.ws_col >= PX_TEXT_COLUMNS)
		return;
	terminal = size.ws_col;
	px_text_columns = terminal < LEAST ? LEAST : terminal;
}

#define ELLIPSIS	"…"

static int continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

unsigned int px_text_width(const char *text)
{
	unsigned int width = 0;

	for (; *text; text++)
		width += !continues(*text);
	return width;
}

/* The number of bytes in the first columns of a text. */
static size_t prefix(const char *text, unsigned int columns)
{
	size_t n = 0;

	while (text[n] && (columns || continues(text[n]))) {
		if (!continues(text[n]))
			columns--;
		n++;
	}
	return n;
}

/* The ellipsis is written only if it fits into the bytes cut off: the text never grows. */
void px_text_clip(char *text, unsigned int columns)
{
	size_t size = strlen(text) + 1;
	size_t keep;

	if (px_text_width(text) <= columns)
		return;
	keep = columns ? prefix(text, columns - 1) : 0;
	if (columns && keep + sizeof(ELLIPSIS) <= size)
		memcpy(text + keep, ELLIPSIS, sizeof(ELLIPSIS));
	else
		text[prefix(text, columns)] = '\0';
}

static void spaces(FILE *out, unsigned int n)
{
	fprintf(out, "%*s", (int)n, "");
}

static void print_clipped(FILE *out, const char *text, unsigned int columns)
{
	if (px_text_width(text) <= columns)
		fputs(text, out);
	else if (columns)
		fprintf(out, "%.*s" ELLIPSIS, (int)prefix(text, columns - 1), text);
}

void px_text_left(FILE *out, const char *text, unsigned int columns)
{
	unsigned int width = px_text_width(text);

	print_clipped(out, text, columns);
	spaces(out, width < columns ? columns - width : 0);
}

void px_text_right(FILE *out, const char *text, unsigned int columns)
{
	unsigned int width = px_text_width(text);

	spaces(out, width < columns ? columns - width : 0);
	print_clipped(out, text, columns);
}

static void flow_break(struct px_flow *flow)
{
	fputc('\n', flow->out);
	spaces(flow->out, flow->indent);
	flow->column = flow->indent;
}

/* An item wider than a line breaks at the end of the line. */
static void flow_put(struct px_flow *flow, const char *item)
{
	while (*item) {
		size_t n = prefix(item, px_text_columns - flow->column);

		fprintf(flow->out, "%.*s", (int)n, item);
		if (item[n])
			flow_break(flow);
		else
			flow->column += px_text_width(item);
		item += n;
	}
}

static void flow_add(struct px_flow *flow, const char *item)
{
	unsigned int gap = px_text_width(flow->separator);

	if (flow->column > flow->indent) {
		if (flow->column + gap + px_text_width(item) > px_text_columns) {
			flow_break(flow);
		} else {
			fputs(flow->separator, flow->out);
			flow->column += gap;
		}
	}
	flow_put(flow, item);
}

void px_flow_item(struct px_flow *flow, const char *format, ...)
{
	char item[512];
	va_list args;

	va_start(args, format);
	vsnprintf(item, sizeof(item), format, args);
	va_end(args);
	flow_add(flow, item);
}

void px_flow_end(struct px_flow *flow)
{
	if (flow->column)
		fputc('\n', flow->out);
	flow->column = 0;
}

void px_text_sentence(FILE *out, const char *heading, const char *format, ...)
{
	struct px_flow flow = { .out = out, .separator = " " };
	char text[1024], *word, *rest;
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	fputs(heading, out);
	flow.indent = px_text_width(heading);
	flow.column = flow.indent;
	for (word = strtok_r(text, " \n", &rest); word;
	     word = strtok_r(NULL, " \n", &rest))
		flow_add(&flow, word);
	fputc('\n', out);
}

const char *px_byte_order_mark(const char *text, size_t size)
{
	if (size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		return "a byte order mark";
	if (size >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2)))
		return "the byte order mark of UTF-16";
	return NULL;
}

void px_text_left_out(FILE *out)
{
	px_text_sentence(out, "", "Columns are left out: the terminal has only %u. Use a wider "
			 "one, or \"| less -S\".", terminal ? terminal : px_text_columns);
}
