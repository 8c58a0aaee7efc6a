/* SPDX-License-Identifier: GPL-2.0-only */
/* call_operations: the operations of "call", and the messages for their errors. */
#ifndef PX_USER_CALL_OPERATIONS_H
#define PX_USER_CALL_OPERATIONS_H

#include <stdbool.h>
#include <stdint.h>

enum px_call_value { PX_CALL_NO_VALUE, PX_CALL_GETS, PX_CALL_NUMBER, PX_CALL_CAPACITY };

struct px_call_operation {
	const char *kind, *name;
	uint32_t opcode;
	const char *done;		/* the message; with PX_CALL_GETS the value follows */
	enum px_call_value value;
};

/* An operation without a kind ends the table. */
extern const struct px_call_operation px_call_operations[];

/* False if a positive errno says that the file is no instance, so that nothing answered. */
bool px_call_is_answer(int err);

/* The meaning of a positive errno, as in parallax(4). */
const char *px_call_error(const struct px_call_operation *operation, int err);

#endif /* PX_USER_CALL_OPERATIONS_H */
