/* SPDX-License-Identifier: GPL-2.0-only */
/* parsed: what comes of a text of equations, wherever it is cut. */
#ifndef PX_TEST_PARSE_RESULT_H
#define PX_TEST_PARSE_RESULT_H

#include "equations/equation_parser.h"

struct parsed {
	int err;
	u32 reason;
	u64 line, count, digest;
};

/* All that the equations say, in one number. */
static inline u64 parsed_digest(const struct px_equations *all)
{
	struct px_equation e;
	struct px_cursor at = { .block = all->first };
	u64 sum = 0;

	for (u64 n = 0; n < all->count; n++) {
		px_cursor_read(&at, &e);
		sum = sum * 31 + e.target;
		for (u32 i = 0; i < e.count; i++)
			sum = sum * 31 + e.numbers[i];
		sum = sum * 31 + e.count;
	}
	return sum;
}

/* Parses the text in pieces: up to first, up to second, and the rest. */
static inline struct parsed parse(const char *text, size_t size, size_t first, size_t second)
{
	struct px_equations all = { .count = 0 };
	struct px_equation_parser p;
	struct parsed o;

	px_equation_parser_init(&p, &all);
	o.err = px_equation_parser_feed(&p, text, first);
	if (!o.err)
		o.err = px_equation_parser_feed(&p, text + first, second - first);
	if (!o.err)
		o.err = px_equation_parser_feed(&p, text + second, size - second);
	if (!o.err)
		o.err = px_equation_parser_end(&p);
	o.reason = p.reason;
	o.line = p.reason ? p.line : 0;
	o.count = all.count;
	o.digest = parsed_digest(&all);
	px_equations_free(&all);
	return o;
}

static inline bool parsed_alike(struct parsed a, struct parsed b)
{
	return a.err == b.err && a.reason == b.reason && a.line == b.line &&
	       a.count == b.count && a.digest == b.digest;
}

#endif /* PX_TEST_PARSE_RESULT_H */
