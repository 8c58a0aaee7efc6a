/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * move: a pointer owns its object until it is moved from; then it is NULL. The last
 * owner frees the object, once. Rust refuses the use of a moved-from value when it
 * compiles (E0382); here px_owns() checks at run time.
 */
#ifndef PX_MOVE_H
#define PX_MOVE_H

#include "os.h"
#include "thread.h"
#include "base/types.h"

/* Returns *pp and sets it to NULL. */
#define px_move(pp)							\
	({								\
		__typeof__(*(pp)) px_moved_ = *(pp);			\
									\
		*(pp) = NULL;						\
		px_moved_;						\
	})

/* Returns 0, or -ESTALE if the pointer was moved from. */
static inline int px_owns(const void *p)
{
	return p ? 0 : -ESTALE;
}

/* Frees the object with fn. Returns 0, or -ESTALE if *pp was moved from. */
#define px_drop(pp, fn)							\
	({								\
		__typeof__(*(pp)) px_dropped_ = px_move(pp);		\
									\
		if (px_dropped_)					\
			fn(px_dropped_);				\
		px_owns(px_dropped_);					\
	})

/* Declares a pointer that frees its object at the end of the block, unless it was moved from. */
#define px_owned	__attribute__((cleanup(px_owned_end)))

static inline void px_owned_end(void *variable)
{
	void *p;

	__builtin_memcpy(&p, variable, sizeof(p));
	px_os_free(p);
}

/*
 * Starts a thread that runs fn and owns the object of *pp. Returns 0, and *pp is
 * NULL; or the error of px_thread_spawn(), and nothing has moved; or -ESTALE if *pp
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
