// SPDX-License-Identifier: GPL-2.0-only
#include "os.h"
#include "equations.h"

#define VARINT		10			/* maximum bytes of a packed number */
#define LONGEST		(VARINT * (PX_MAX_NUMBERS + 1) + 1)
#define PORTION		1024			/* equations between two px_os_resched() */

struct px_block {
	struct px_block *next;
	u32 used;				/* bytes */
	u32 count;				/* equations */
	u8 bytes[];
};

#define ROOM	(PX_BLOCK - (u32)sizeof(struct px_block))

/* Seven bits per byte, the lowest first; bit 7 is set if more bytes follow. */
static u32 pack(u8 *to, u64 number)
{
	u32 n = 0;

	for (; number > 0x7f; number >>= 7)
		to[n++] = 0x80 | (u8)(number & 0x7f);
	to[n++] = (u8)number;
	return n;
}

static u64 unpack(const u8 **from)
{
	u64 number = 0;
	u32 shift = 0;

	do
		number |= (u64)(**from & 0x7f) << shift;
	while (shift += 7, *(*from)++ & 0x80);
	return number;
}

/* Returns a block with room for any equation; NULL without memory. */
static struct px_block *block_with_room(struct px_equations *all)
{
	struct px_block *b = all->last;

	if (b && b->used + LONGEST <= ROOM)
		return b;
	b = px_os_alloc_data(PX_BLOCK);
	if (!b)
		return NULL;
	if (all->last)
		all->last->next = b;
	else
		all->first = b;
	all->last = b;
	all->blocks++;
	return b;
}

int px_equations_append(struct px_equations *all, const struct px_equation *e)
{
	struct px_block *b = block_with_room(all);
	u32 i;

	if (!b)
		return -ENOMEM;
	b->used += pack(b->bytes + b->used, e->target);
	b->bytes[b->used++] = (u8)e->count;
	for (i = 0; i < e->count; i++)
		b->used += pack(b->bytes + b->used, e->numbers[i]);
	b->count++;
	all->count++;
	return 0;
}

int px_equations_generate(struct px_equations *all, u64 count, u64 seed)
{
	struct px_equation e;
	int err = 0;

	while (count-- && !err) {
		px_equation_generate(&e, &seed);
		err = px_equations_append(all, &e);
		if (count % PORTION)
			continue;
		px_os_resched();
		if (px_os_fatal_signal())
			err = -EINTR;
	}
	return err;
}

void px_equations_free(struct px_equations *all)
{
	struct px_block *b, *next;

	for (b = all->first; b; b = next) {
		next = b->next;
		px_os_free_data(b, PX_BLOCK);
		px_os_resched();
	}
	*all = (struct px_equations) { .count = 0 };
}

void px_cursor_read(struct px_cursor *at, struct px_equation *e)
{
	const u8 *from;
	u32 i;

	while (at->offset == at->block->used)
		*at = (struct px_cursor) { .block = at->block->next };
	from = at->block->bytes + at->offset;
	e->target = unpack(&from);
	e->count = *from++;
	for (i = 0; i < e->count; i++)
		e->numbers[i] = unpack(&from);
	at->offset = (u32)(from - at->block->bytes);
}

struct px_cursor px_equations_at(const struct px_equations *all, u64 nth)
{
	struct px_cursor at = { .block = all->first };
	struct px_equation skipped;

	for (; nth >= at.block->count; at.block = at.block->next)
		nth -= at.block->count;
	while (nth--)
		px_cursor_read(&at, &skipped);
	return at;
}

int px_cursor_sum(struct px_cursor at, u64 count, struct px_search_limit *p, u64 *sum)
{
	struct px_equation e;
	int reachable;

	*sum = 0;
	while (count--) {
		reachable = px_search_limit_check(p);	/* an equation may have nothing to try */
		if (reachable)
			return reachable;
		px_cursor_read(&at, &e);
		reachable = px_equation_reachable(&e, p);
		if (reachable < 0)
			return reachable;
		if (reachable && __builtin_add_overflow(*sum, e.target, sum))
			return -EOVERFLOW;
	}
	return 0;
}
