// SPDX-License-Identifier: GPL-2.0-only
#include "detectors.h"

const struct px_detector px_detectors[] = {
	{ "rustc", "rustc", PX_DETECTORS_RUST,
	  "the same bug in Rust: an error, a warning, or a panic at run time" },

	{ "gcc", "gcc", PX_DETECTORS_BUILD, "-Wall -Wextra -fanalyzer" },
	{ "clang", "clang", PX_DETECTORS_BUILD,
	  "-Wall -Wthread-safety; annotations name the lock of the data" },
	{ "sparse", "sparse", PX_DETECTORS_BUILD,
	  "lock contexts: all return paths must hold the same locks" },

	{ "lockdep", "lockdep", PX_DETECTORS_KERNEL,
	  "lock order, owner and context (PROVE_LOCKING)" },
	{ "mutexes", "mutexes", PX_DETECTORS_KERNEL,
	  "DEBUG_MUTEXES, on a kernel without lockdep, which would report first" },
	{ "refcount", "refs", PX_DETECTORS_KERNEL,
	  "refcount_t: counts that were 0 or that saturate" },
	{ "kasan", "KASAN", PX_DETECTORS_KERNEL, "accesses to freed memory or beyond an object" },
	{ "kubsan", "UBSAN", PX_DETECTORS_KERNEL, "array indices and shifts out of range" },
	{ "kcsan", "KCSAN", PX_DETECTORS_KERNEL, "simultaneous accesses without synchronization" },
	{ "kmemleak", "leaks", PX_DETECTORS_KERNEL,
	  "kmemleak: memory without a pointer to it, when it scans" },
	{ "sleep", "sleep", PX_DETECTORS_KERNEL,
	  "DEBUG_ATOMIC_SLEEP: a call that may sleep in atomic context" },
	{ "hung", "hung", PX_DETECTORS_KERNEL,
	  "the hung-task detector: long uninterruptible sleep" },

	{ "asan", "ASan", PX_DETECTORS_USER, "accesses to freed memory or beyond an object" },
	{ "lsan", "LSan", PX_DETECTORS_USER, "memory without a pointer to it, at exit" },
	{ "ubsan", "UBSan", PX_DETECTORS_USER,
	  "undefined behaviour of C: indices, shifts, overflows" },
	{ "tsan", "TSan", PX_DETECTORS_USER, "unordered accesses; lock errors; freed memory" },
	{ "helgrind", "helgrind", PX_DETECTORS_USER, "unordered accesses; lock errors" },
	{ "glibc", "glibc", PX_DETECTORS_USER,
	  "the error-checking mutex; the return value of each call is checked" },
};

const unsigned int px_detector_count = sizeof(px_detectors) / sizeof(px_detectors[0]);
_Static_assert(sizeof(px_detectors) / sizeof(px_detectors[0]) <= PX_MAX_DETECTORS,
	       "struct px_bug_row has an element for each detector");

const char *px_detector_group_name(enum px_detector_group group)
{
	static const char *const names[] = { "Rust", "source", "kernel", "user space" };

	return names[group];
}
