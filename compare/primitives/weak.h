/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * weak: a shared object with strong and weak references, as Rust's Arc and Weak. Strong
 * references keep the object alive. Weak references keep only its memory; they can be
 * upgraded to strong ones while the object lives.
 *
 *	last strong reference dropped	drop(): the object ends, its memory stays
 *	last reference dropped		free(): the memory may be freed
 *
 * Each is called exactly once, drop first. It consists of two arcs: the strong
 * references together own one weak reference. All accesses to the object before a put
 * are visible to drop and free. Nothing here sleeps unless drop or free does.
 */
#ifndef PX_WEAK_H
#define PX_WEAK_H

#include "arc.h"
#include "base/types.h"

struct px_weak {
	struct px_arc strong;
	struct px_arc weak;	/* plus one for all strong ones together */
};

typedef void (*px_weak_fn)(struct px_weak *w);

/* The release function of both arcs does nothing: the callers of put continue. */
static inline void px_weak_ended(struct px_arc *a)
{
}

/* One strong reference, the caller's, and no weak one. */
static inline void px_weak_init(struct px_weak *w)
{
	px_arc_init(&w->strong);
	px_arc_init(&w->weak);
}

/* The caller has a strong reference. */
static inline void px_weak_get_strong(struct px_weak *w)
{
	px_arc_get(&w->strong);
}

/* The caller has a reference of either kind. */
static inline void px_weak_get(struct px_weak *w)
{
	px_arc_get(&w->weak);
}

/* Returns true if it called free. */
static inline bool px_weak_put(struct px_weak *w, px_weak_fn free)
{
	if (!px_arc_put(&w->weak, px_weak_ended))
		return false;
	free(w);
	return true;
}

/* Returns true if it called drop. */
static inline bool px_weak_put_strong(struct px_weak *w, px_weak_fn drop, px_weak_fn free)
{
	if (!px_arc_put(&w->strong, px_weak_ended))
		return false;
	drop(w);
	px_weak_put(w, free);
	return true;
}

/*
 * Adds a strong reference and returns true if the object lives. The caller has a weak
 * reference and keeps it. After it has returned false once, it always does.
 */
static inline bool px_weak_upgrade(struct px_weak *w)
{
	return px_arc_get_unless_zero(&w->strong);
}

/* The count at some moment during the call. Other threads may change it. */
static inline u32 px_weak_strong_count(struct px_weak *w)
{
	return px_arc_count(&w->strong);
}

/* As px_weak_strong_count(). As in Rust, 0 without a strong reference. */
static inline u32 px_weak_count(struct px_weak *w)
{
	u32 weak = px_arc_count(&w->weak);

	return px_arc_count(&w->strong) ? weak - 1 : 0;
}

#endif /* PX_WEAK_H */
