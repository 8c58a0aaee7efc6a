/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * equation_parser: text becomes equations, piece by piece as it arrives:
 *
 *	29: 3 8 5
 *	385: 3 8 5
 *
 * A line ends with LF or CR LF; the last one may lack it. Blanks (spaces and
 * tabs) may stand anywhere but inside a number, and a line of blanks only is
 * skipped. A number is decimal and fits into 64 bits; leading zeros say nothing.
 */
#ifndef PX_EQUATION_PARSER_H
#define PX_EQUATION_PARSER_H

#include "uapi/parallax.h"
#include "equations.h"

struct px_equation_parser {
	struct px_equations *into;
	u64 line;			/* that it is in, from 1 */
	u32 length;			/* of that line so far */
	u32 reason;			/* enum px_input_reason: what is wrong with it */
	u32 place;			/* in the grammar */
	u64 number;			/* that it is in */
	struct px_equation e;		/* that it is in */
};

void px_equation_parser_init(struct px_equation_parser *p, struct px_equations *into);

/*
 * The next piece of the text: 0; -EINVAL, with line and reason; or -ENOMEM.
 * After an error there is nothing more to be read.
 */
int px_equation_parser_feed(struct px_equation_parser *p, const char *text, size_t size);

/* The text is over: 0, or as for feed; also when there was no equation in it. */
int px_equation_parser_end(struct px_equation_parser *p);

#endif /* PX_EQUATION_PARSER_H */
