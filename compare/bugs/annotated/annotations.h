/* SPDX-License-Identifier: GPL-2.0-only */
/* annotations: attributes for clang's -Wthread-safety. Other compilers see nothing. */
#ifndef PX_ANNOTATIONS_H
#define PX_ANNOTATIONS_H

#include "base/types.h"

/* sparse reports an inline function without a body. */
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
/* The inline functions of a contract are not annotated: no warnings about them. */
#define px_thread_safety_off		_Pragma("clang diagnostic push") \
				_Pragma("clang diagnostic ignored \"-Wthread-safety\"")
#define px_thread_safety_on		_Pragma("clang diagnostic pop")
#else
#define px_lockable
#define px_acquires(l)
#define px_releases(l)
#define px_acquires_shared(l)
#define px_releases_shared(l)
#define px_thread_safety_off
#define px_thread_safety_on
#endif

#endif /* PX_ANNOTATIONS_H */
