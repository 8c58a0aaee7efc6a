// SPDX-License-Identifier: GPL-2.0-only
#include "equation_parser.h"

enum state {
	BEFORE_TARGET,		/* at the beginning of a line */
	IN_TARGET,
	BEFORE_COLON,
	BEFORE_NUMBER,
	IN_NUMBER,
	BEFORE_LF,		/* after a CR */
};

void px_equation_parser_init(struct px_equation_parser *p, struct px_equations *into)
{
	*p = (struct px_equation_parser) { .into = into, .line = 1 };
}

static int refuse(struct px_equation_parser *p, enum px_input_reason reason)
{
	p->reason = reason;
	return -EINVAL;
}

static int digit(struct px_equation_parser *p, u32 value)
{
	if (p->state == BEFORE_COLON)
		return refuse(p, PX_INPUT_NO_COLON);
	if (p->state == BEFORE_TARGET || p->state == BEFORE_NUMBER) {
		if (p->state == BEFORE_NUMBER && p->e.count == PX_MAX_NUMBERS)
			return refuse(p, PX_INPUT_TOO_MANY);
		p->number = 0;
		p->state++;
	}
	if (__builtin_mul_overflow(p->number, 10, &p->number) ||
	    __builtin_add_overflow(p->number, value, &p->number))
		return refuse(p, PX_INPUT_TOO_BIG);
	return 0;
}

/* Called for every byte that is not a digit. */
static void end_number(struct px_equation_parser *p)
{
	if (p->state == IN_TARGET) {
		p->e.target = p->number;
		p->state = BEFORE_COLON;
	} else if (p->state == IN_NUMBER) {
		p->e.numbers[p->e.count++] = p->number;
		p->state = BEFORE_NUMBER;
	}
}

static int colon(struct px_equation_parser *p)
{
	end_number(p);
	if (p->state == BEFORE_TARGET)
		return refuse(p, PX_INPUT_NO_TARGET);
	if (p->state == BEFORE_NUMBER)
		return refuse(p, PX_INPUT_COLONS);
	p->e.count = 0;
	p->state = BEFORE_NUMBER;
	return 0;
}

/* At the end of a complete line. */
static int end_line(struct px_equation_parser *p)
{
	end_number(p);
	if (p->state == BEFORE_COLON)
		return refuse(p, PX_INPUT_NO_COLON);
	if (p->state == BEFORE_NUMBER && !p->e.count)
		return refuse(p, PX_INPUT_NO_NUMBERS);
	if (p->state == BEFORE_NUMBER)
		return px_equations_append(p->into, &p->e);
	return 0;
}

static int next_line(struct px_equation_parser *p)
{
	int err = p->state == BEFORE_LF ? 0 : end_line(p);

	if (err)
		return err;
	p->line++;
	p->length = 0;
	p->state = BEFORE_TARGET;
	return 0;
}

static int carriage_return(struct px_equation_parser *p)
{
	int err = end_line(p);

	if (!err)
		p->state = BEFORE_LF;
	return err;
}

static int parse_byte(struct px_equation_parser *p, char c)
{
	if (c == '\n')
		return next_line(p);
	if (p->state == BEFORE_LF)
		return refuse(p, PX_INPUT_BYTE);
	if (c == '\r')
		return carriage_return(p);
	if (p->length++ == PX_MAX_LINE_BYTES)
		return refuse(p, PX_INPUT_TOO_LONG);
	if (c >= '0' && c <= '9')
		return digit(p, (u32)(c - '0'));
	if (c == ':')
		return colon(p);
	if (c != ' ' && c != '\t')
		return refuse(p, PX_INPUT_BYTE);
	end_number(p);
	return 0;
}

int px_equation_parser_feed(struct px_equation_parser *p, const char *text, size_t size,
			    size_t *taken)
{
	size_t i;
	int err = 0;

	for (i = 0; i < size && !err; i++)
		err = parse_byte(p, text[i]);
	*taken = err ? i - 1 : i;
	return err;
}

int px_equation_parser_end(struct px_equation_parser *p)
{
	int err = p->length || p->state == BEFORE_LF ? next_line(p) : 0;

	if (!err && !p->into->count)
		err = refuse(p, PX_INPUT_EMPTY);
	return err;
}
