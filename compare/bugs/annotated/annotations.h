/* SPDX-License-Identifier: GPL-2.0-only */
/* mark: what clang's -Wthread-safety wants to be told; nothing to anybody else. */
#ifndef PX_ANNOTATIONS_H
#define PX_ANNOTATIONS_H

#include "base/types.h"

/* sparse cannot bear that an inline function has no body. */
#ifdef __CHECKER__
#undef inline
#define inline
#endif

#ifdef __clang__
#define px_lockable		__attribute__((capability("lock")))
#define px_acquires(l)		__attribute__((acquire_capability(l)))
#define px_releases(l)		__attribute__((release_capability(l)))
#define px_acquires_shared(l)	__attribute__((acquire_shared_capability(l)))
#define px_releases_shared(l)	__attribute__((release_shared_capability(l)))
/* The contract's own functions, as lock_as(), are not marked, and not at stake. */
#define px_marks_begin		_Pragma("clang diagnostic push") \
				_Pragma("clang diagnostic ignored \"-Wthread-safety\"")
#define px_marks_end		_Pragma("clang diagnostic pop")
#else
#define px_lockable
#define px_acquires(l)
#define px_releases(l)
#define px_acquires_shared(l)
#define px_releases_shared(l)
#define px_marks_begin
#define px_marks_end
#endif

#endif /* PX_ANNOTATIONS_H */
