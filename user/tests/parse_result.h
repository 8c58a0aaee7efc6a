/* SPDX-License-Identifier: GPL-2.0-only */
/* The result of parsing a text of equations that arrives in up to three pieces. */
#ifndef PX_TEST_PARSE_RESULT_H
#define PX_TEST_PARSE_RESULT_H

#include "equations/equation_parser.h"

struct parse_result {
	int err;
	u32 reason;
	u64 line, count, digest;
};

/* A hash of all equations. */
static inline u64 equations_digest(const struct px_equations *all)
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

/* The text is cut at the offsets first and second. */
static inline struct parse_result parse(const char *text, size_t size, size_t first, size_t second)
{
	struct px_equations all = { .count = 0 };
	struct px_equation_parser p;
	struct parse_result result;
	size_t taken;

	px_equation_parser_init(&p, &all);
	result.err = px_equation_parser_feed(&p, text, first, &taken);
	if (!result.err)
		result.err = px_equation_parser_feed(&p, text + first, second - first, &taken);
	if (!result.err)
		result.err = px_equation_parser_feed(&p, text + second, size - second, &taken);
	if (!result.err)
		result.err = px_equation_parser_end(&p);
	result.reason = p.reason;
	result.line = p.reason ? p.line : 0;
	result.count = all.count;
	result.digest = equations_digest(&all);
	px_equations_free(&all);
	return result;
}

static inline bool same_result(struct parse_result a, struct parse_result b)
{
	return a.err == b.err && a.reason == b.reason && a.line == b.line &&
	       a.count == b.count && a.digest == b.digest;
}

#endif /* PX_TEST_PARSE_RESULT_H */
