/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * equation_parser: parses equations from text that arrives in pieces:
 *
 *	29: 3 8 5
 *	385: 3 8 5
 *
 * A line ends with LF or CR LF; at the end of the text it is optional. Spaces and tabs are allowed
 * everywhere except inside a number. A blank line is skipped. A number is decimal and
 * fits into 64 bits; it may have leading zeros.
 */
#ifndef PX_EQUATION_PARSER_H
#define PX_EQUATION_PARSER_H

#include "uapi/parallax.h"
#include "equations.h"

struct px_equation_parser {
	struct px_equations *into;
	u64 line;			/* the current line, from 1 */
	u32 length;			/* bytes of the current line */
	u32 reason;			/* enum px_input_reason, after -EINVAL */
	u32 state;			/* of the grammar */
	u64 number;			/* the current number */
	struct px_equation e;		/* the current equation */
};

void px_equation_parser_init(struct px_equation_parser *p, struct px_equations *into);

/*
 * Parses the next piece. Returns 0; -EINVAL and sets line and reason; or -ENOMEM. *taken is
 * the number of bytes before the error. After -EINVAL it must not be called again. After -ENOMEM
 * it may be called again with the bytes that it has not taken.
 */
int px_equation_parser_feed(struct px_equation_parser *p, const char *text, size_t size,
			    size_t *taken);

/*
 * Ends the last line. Returns as px_equation_parser_feed(); -EINVAL if there was no equation.
 * More lines may follow.
 */
int px_equation_parser_end(struct px_equation_parser *p);

#endif /* PX_EQUATION_PARSER_H */
