/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * move: a pointer owns what it points at until it is moved from, and is NULL
 * from then on. Whoever ends up with it frees it, once. C does not refuse the
 * use of one that has been moved from: it is caught when it runs.
 */
#ifndef PX_MOVE_H
#define PX_MOVE_H

#include "os.h"
#include "thread.h"
#include "base/types.h"

/* What *pp owns; *pp is NULL now. */
#define px_move(pp)							\
	({								\
		__typeof__(*(pp)) px_moved_ = *(pp);			\
									\
		*(pp) = NULL;						\
		px_moved_;						\
	})

/* Whether the pointer still owns something: 0, or -ESTALE if it was moved from. */
static inline int px_owns(const void *p)
{
	return p ? 0 : -ESTALE;
}

/* Frees what *pp owns: 0, or -ESTALE if that is nothing. */
#define px_drop(pp, fn)							\
	({								\
		__typeof__(*(pp)) px_dropped_ = px_move(pp);		\
									\
		if (px_dropped_)					\
			fn(px_dropped_);				\
		px_owns(px_dropped_);					\
	})

/* A variable so declared frees at the end of its block what it then still owns. */
#define px_owned	__attribute__((cleanup(px_owned_end)))

static inline void px_owned_end(void *variable)
{
	void *p;

	__builtin_memcpy(&p, variable, sizeof(p));
	px_os_free(p);
}

/*
 * Spawns fn with what *pp owns, which is the thread's then: 0 and *pp is NULL;
 * or an error as for px_thread_spawn(), and nothing has moved. -ESTALE if *pp
 * was moved from before.
 */
#define px_spawn_moving(t, fn, pp)					\
	({								\
		int px_err_ = px_owns(*(pp));				\
									\
		if (!px_err_)						\
			px_err_ = px_thread_spawn((t), fn, *(pp));	\
		if (!px_err_)						\
			*(pp) = NULL;					\
		px_err_;						\
	})

#endif /* PX_MOVE_H */
