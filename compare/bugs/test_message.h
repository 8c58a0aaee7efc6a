/* SPDX-License-Identifier: GPL-2.0-only */
/* parcel: an object with references, for the mistakes that are made with these. */
#ifndef PX_MISTAKE_TEST_MESSAGE_H
#define PX_MISTAKE_TEST_MESSAGE_H

#include "arc.h"
#include "bug.h"

struct parcel {
	struct px_arc refs;
	u64 weight;
};

static void parcel_release(struct px_arc *a)
{
	px_os_free((struct parcel *)a);
}

/* One reference, the caller's; or NULL. */
static inline struct parcel *parcel_make(void)
{
	struct parcel *p = px_os_alloc(sizeof(*p));

	if (p) {
		px_arc_init(&p->refs);
		p->weight = 7;
	}
	return p;
}

#endif /* PX_MISTAKE_TEST_MESSAGE_H */
