// SPDX-License-Identifier: GPL-2.0-only
#include "nets.h"

const struct px_net px_nets[] = {
	{ "rustc", "rustc", PX_NETS_RUST, "the same in Rust: refused, warned of, or stopped when it runs" },

	{ "gcc", "gcc", PX_NETS_BUILD, "-Wall -Wextra -fanalyzer" },
	{ "clang", "clang", PX_NETS_BUILD, "-Wall -Wthread-safety, with marks that say which lock guards what" },
	{ "sparse", "sparse", PX_NETS_BUILD, "lock contexts: does every way out hold as much?" },

	{ "lockdep", "lockdep", PX_NETS_KERNEL, "locks: their order, who holds what, and where (PROVE_LOCKING)" },
	{ "mutexes", "mutexes", PX_NETS_KERNEL, "DEBUG_MUTEXES, on a kernel without lockdep, which speaks first" },
	{ "refcount", "refs", PX_NETS_KERNEL, "refcount_t: counts that were 0, or get too high" },
	{ "kasan", "KASAN", PX_NETS_KERNEL, "memory that is not, or no longer, to be accessed" },
	{ "kubsan", "UBSAN", PX_NETS_KERNEL, "indices, shifts" },
	{ "kcsan", "KCSAN", PX_NETS_KERNEL, "accesses at the same moment that nothing keeps apart" },
	{ "kmemleak", "leaks", PX_NETS_KERNEL, "kmemleak: memory that nobody points to, when it is asked" },
	{ "sleep", "sleep", PX_NETS_KERNEL, "DEBUG_ATOMIC_SLEEP: what may sleep where that is forbidden" },
	{ "hung", "hung", PX_NETS_KERNEL, "the hung-task detector: uninterruptible sleep, for long" },

	{ "asan", "ASan", PX_NETS_USER, "memory that is not, or no longer, to be accessed" },
	{ "lsan", "LSan", PX_NETS_USER, "memory that nobody points to, at the end" },
	{ "ubsan", "UBSan", PX_NETS_USER, "what C leaves undefined: indices, shifts, overflows" },
	{ "tsan", "TSan", PX_NETS_USER, "accesses without an order between them; locks; freed memory" },
	{ "helgrind", "helgrind", PX_NETS_USER, "accesses without an order between them; locks" },
	{ "glibc", "glibc", PX_NETS_USER, "the error-checking mutex, and a look at what its calls return" },
};

const unsigned int px_net_count = sizeof(px_nets) / sizeof(px_nets[0]);
_Static_assert(sizeof(px_nets) / sizeof(px_nets[0]) <= PX_MAX_NETS, "px_matrix has a place for each");

const char *px_net_group_name(enum px_net_group group)
{
	static const char *const names[] = { "Rust", "source", "kernel", "user space" };

	return names[group];
}
