// SPDX-License-Identifier: GPL-2.0-only
#include "detectors.h"

const struct px_detector px_detectors[] = {
	{ "rustc", "rustc", PX_DETECTORS_RUST, "the same in Rust: refused, warned of, or stopped when it runs" },

	{ "gcc", "gcc", PX_DETECTORS_BUILD, "-Wall -Wextra -fanalyzer" },
	{ "clang", "clang", PX_DETECTORS_BUILD, "-Wall -Wthread-safety, with marks that say which lock guards what" },
	{ "sparse", "sparse", PX_DETECTORS_BUILD, "lock contexts: does every way out hold as much?" },

	{ "lockdep", "lockdep", PX_DETECTORS_KERNEL, "locks: their order, who holds what, and where (PROVE_LOCKING)" },
	{ "mutexes", "mutexes", PX_DETECTORS_KERNEL, "DEBUG_MUTEXES, on a kernel without lockdep, which speaks first" },
	{ "refcount", "refs", PX_DETECTORS_KERNEL, "refcount_t: counts that were 0, or get too high" },
	{ "kasan", "KASAN", PX_DETECTORS_KERNEL, "memory that is not, or no longer, to be accessed" },
	{ "kubsan", "UBSAN", PX_DETECTORS_KERNEL, "indices, shifts" },
	{ "kcsan", "KCSAN", PX_DETECTORS_KERNEL, "accesses at the same moment that nothing keeps apart" },
	{ "kmemleak", "leaks", PX_DETECTORS_KERNEL, "kmemleak: memory that nobody points to, when it is asked" },
	{ "sleep", "sleep", PX_DETECTORS_KERNEL, "DEBUG_ATOMIC_SLEEP: what may sleep where that is forbidden" },
	{ "hung", "hung", PX_DETECTORS_KERNEL, "the hung-task detector: uninterruptible sleep, for long" },

	{ "asan", "ASan", PX_DETECTORS_USER, "memory that is not, or no longer, to be accessed" },
	{ "lsan", "LSan", PX_DETECTORS_USER, "memory that nobody points to, at the end" },
	{ "ubsan", "UBSan", PX_DETECTORS_USER, "what C leaves undefined: indices, shifts, overflows" },
	{ "tsan", "TSan", PX_DETECTORS_USER, "accesses without an order between them; locks; freed memory" },
	{ "helgrind", "helgrind", PX_DETECTORS_USER, "accesses without an order between them; locks" },
	{ "glibc", "glibc", PX_DETECTORS_USER, "the error-checking mutex, and a look at what its calls return" },
};

const unsigned int px_detector_count = sizeof(px_detectors) / sizeof(px_detectors[0]);
_Static_assert(sizeof(px_detectors) / sizeof(px_detectors[0]) <= PX_MAX_DETECTORS, "px_bug_matrix has a place for each");

const char *px_detector_group_name(enum px_detector_group group)
{
	static const char *const names[] = { "Rust", "source", "kernel", "user space" };

	return names[group];
}
