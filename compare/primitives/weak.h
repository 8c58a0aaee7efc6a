/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * weak: a shared object with references of two kinds, as in Rust's Arc and
 * Weak. Strong ones keep the object alive; weak ones keep only its memory, and
 * become strong as long as the object lives.
 *
 *	last strong reference gone	drop(): the object ends, its memory stays
 *	last reference of any kind	free(): the memory may go
 *
 * Each is called exactly once, drop first. It is two arcs: the strong
 * references own one weak reference together, until the last of them is gone.
 * What anyone did with the object before a put is visible to drop and to free.
 * Nothing here sleeps unless drop or free does.
 */
#ifndef PX_WEAK_H
#define PX_WEAK_H

#include "arc.h"
#include "base/types.h"

struct px_weak {
	struct px_arc strong;
	struct px_arc weak;	/* and one for all strong ones together */
};

typedef void (*px_weak_fn)(struct px_weak *w);

/* What an arc calls on its end: here whoever asked goes on by itself. */
static inline void px_weak_ended(struct px_arc *a)
{
}

/* One strong reference, the caller's; no weak one. */
static inline void px_weak_init(struct px_weak *w)
{
	px_arc_init(&w->strong);
	px_arc_init(&w->weak);
}

/* Adds a strong reference. The caller has one. */
static inline void px_weak_get_strong(struct px_weak *w)
{
	px_arc_get(&w->strong);
}

/* Adds a weak reference. The caller has one, of whichever kind. */
static inline void px_weak_get(struct px_weak *w)
{
	px_arc_get(&w->weak);
}

/* Drops the caller's weak reference. True if it called free. */
static inline bool px_weak_put(struct px_weak *w, px_weak_fn free)
{
	if (!px_arc_put(&w->weak, px_weak_ended))
		return false;
	free(w);
	return true;
}

/* Drops the caller's strong reference. True if it called drop. */
static inline bool px_weak_put_strong(struct px_weak *w, px_weak_fn drop, px_weak_fn free)
{
	if (!px_arc_put(&w->strong, px_weak_ended))
		return false;
	drop(w);
	px_weak_put(w, free);
	return true;
}

/*
 * Adds a strong reference if the object still lives: true if it did. The caller
 * has a weak one, and keeps it. Once false, false for ever.
 */
static inline bool px_weak_upgrade(struct px_weak *w)
{
	return px_arc_get_unless_zero(&w->strong);
}

/* Strong references at some moment during the call: a hint where others count too. */
static inline u32 px_weak_strong_count(struct px_weak *w)
{
	return px_arc_count(&w->strong);
}

/* Weak ones, likewise. As in Rust, 0 once no strong one is left. */
static inline u32 px_weak_count(struct px_weak *w)
{
	u32 weak = px_arc_count(&w->weak);

	return px_arc_count(&w->strong) ? weak - 1 : 0;
}

#endif /* PX_WEAK_H */
