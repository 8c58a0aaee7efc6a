// SPDX-License-Identifier: GPL-2.0-only
#include "os.h"
#include "equation.h"

#define TRIES	4096		/* between two polls: less than a millisecond */

struct search {
	const struct px_equation *e;
	struct px_search_limit *limit;
	u64 tens[PX_MAX_NUMBERS];	/* 10 to the number of its digits; 0: exceeds 64 bits */
};

enum { ADD, MULTIPLY, JOIN, OPERATORS };

int px_search_limit_poll(struct px_search_limit *p)
{
	p->left = TRIES;
	px_os_resched();
	if (px_read_once(*p->stop_requested))
		return -EINTR;
	return px_os_now() > p->deadline ? -ETIME : 0;
}

static u64 tens_of(u64 number)
{
	u64 tens = 10;

	while (tens <= number)
		if (__builtin_mul_overflow(tens, 10, &tens))
			return 0;
	return tens;
}

/* Returns false if the result exceeds the target. */
static bool apply(const struct search *s, u32 operator, u32 at, u64 *value)
{
	u64 number = s->e->numbers[at];
	bool overflow;

	switch (operator) {
	case ADD:
		overflow = __builtin_add_overflow(*value, number, value);
		break;
	case MULTIPLY:
		overflow = __builtin_mul_overflow(*value, number, value);
		break;
	default:
		overflow = (*value && !s->tens[at]) ||
		       __builtin_mul_overflow(*value, s->tens[at], value) ||
		       __builtin_add_overflow(*value, number, value);
	}
	return !overflow && *value <= s->e->target;
}

/* Returns 1 if value and the numbers from index at on make the target. */
static int search(struct search *s, u32 at, u64 value)
{
	u32 operator;
	int found = 0;

	if (at == s->e->count)
		return value == s->e->target;
	for (operator = 0; operator < OPERATORS && !found; operator++) {
		u64 next = value;

		found = px_search_limit_check(s->limit);
		if (found)
			break;
		if (apply(s, operator, at, &next))
			found = search(s, at + 1, next);
	}
	return found;
}

/*
 * Only a multiplication by zero makes a value smaller, and its result does not depend
 * on the numbers before. So the search gives up values that exceed the target, and
 * starts again after each zero.
 */
int px_equation_reachable(const struct px_equation *e, struct px_search_limit *p)
{
	struct search s = { .e = e, .limit = p };
	int found = 0;
	u32 i;

	for (i = 1; i < e->count; i++)
		s.tens[i] = tens_of(e->numbers[i]);
	if (e->numbers[0] <= e->target)
		found = search(&s, 1, e->numbers[0]);
	for (i = 1; i < e->count && !found; i++)
		if (!e->numbers[i])
			found = search(&s, i + 1, 0);
	return found;
}

/* A random number below bound (splitmix64). */
static u64 random_below(u64 *state, u64 bound)
{
	u64 z = *state += 0x9e3779b97f4a7c15ull;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return ((z ^ (z >> 31)) >> 32) * bound >> 32;
}

void px_equation_generate(struct px_equation *e, u64 *state)
{
	u32 i;

	e->count = 2 + random_below(state, 4);
	for (i = 0; i < e->count; i++)
		e->numbers[i] = 1 + random_below(state, 99);
	e->target = e->numbers[0];
	for (i = 1; i < e->count; i++) {
		switch (random_below(state, OPERATORS)) {
		case ADD:
			e->target += e->numbers[i];
			break;
		case MULTIPLY:
			e->target *= e->numbers[i];
			break;
		default:
			e->target = e->target * tens_of(e->numbers[i]) + e->numbers[i];
		}
	}
	if (random_below(state, 2))
		e->target += 1 + random_below(state, 9);
}
