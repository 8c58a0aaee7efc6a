// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/module.h>
#include "uapi/parallax.h"
#include "limits.h"

#define MAX_KTHREADS	65536u

struct px_limits px_limits = {
	.max_threads = PX_MAX_THREADS,
	.max_duration_ns = PX_MAX_DURATION_NS,
	.max_ops = PX_MAX_OPS,
	.max_busy_ns = PX_MAX_BUSY_NS,
};
unsigned int px_max_objects = PX_MAX_OBJECTS;
unsigned int px_max_holds = PX_MAX_HOLDS;
u64 px_max_data = 256 << 20;
unsigned int px_max_user_kthreads = 4096;
u64 px_max_user_data = 128 << 20;

static unsigned int max_kthreads = 8192;
static atomic_t threads_charged = ATOMIC_INIT(0);
static atomic64_t data_charged = ATOMIC64_INIT(0);

module_param_named(max_threads, px_limits.max_threads, uint, 0444);
MODULE_PARM_DESC(max_threads, "maximum number of workers of a run (1 to 1024)");
module_param_named(max_duration_ns, px_limits.max_duration_ns, ullong, 0444);
MODULE_PARM_DESC(max_duration_ns, "maximum length of a run in ns (1 ns to 60 s)");
module_param_named(max_ops, px_limits.max_ops, ullong, 0444);
MODULE_PARM_DESC(max_ops, "maximum number of operations of one worker (1 to 10^12)");
module_param_named(max_busy_ns, px_limits.max_busy_ns, ullong, 0444);
MODULE_PARM_DESC(max_busy_ns,
		 "maximum of threads x (hold + think) in ns (0 to 50 ms)");
module_param_named(max_objects, px_max_objects, uint, 0444);
MODULE_PARM_DESC(max_objects, "maximum number of named objects of an instance (0 to 64)");
module_param_named(max_holds, px_max_holds, uint, 0444);
MODULE_PARM_DESC(max_holds,
		 "maximum number of locks that an instance holds or waits for (0 to 64)");
module_param_named(max_data, px_max_data, ullong, 0444);
MODULE_PARM_DESC(max_data,
		 "maximum bytes of input, messages and latencies of all instances (0 to 2^40)");
module_param_named(max_user_data, px_max_user_data, ullong, 0444);
MODULE_PARM_DESC(max_user_data,
		 "maximum bytes of input, messages and latencies of a user (0 to 2^40)");
module_param(max_kthreads, uint, 0444);
MODULE_PARM_DESC(max_kthreads,
		 "maximum number of kernel threads of all instances (1 to 65536)");
module_param_named(max_user_kthreads, px_max_user_kthreads, uint, 0444);
MODULE_PARM_DESC(max_user_kthreads,
		 "maximum number of kernel threads of a user's instances (1 to 65536)");

static bool within(const char *name, u64 value, u64 least, u64 most)
{
	if (value >= least && value <= most)
		return true;
	pr_err("%s=%llu: expected %llu to %llu\n", name, value, least, most);
	return false;
}

int px_limits_init(void)
{
	return within("max_threads", px_limits.max_threads, 1, PX_MAX_THREADS) &&
	       within("max_duration_ns", px_limits.max_duration_ns, 1, PX_MAX_DURATION_NS) &&
	       within("max_ops", px_limits.max_ops, 1, PX_MAX_OPS) &&
	       within("max_busy_ns", px_limits.max_busy_ns, 0, PX_MAX_BUSY_NS) &&
	       within("max_objects", px_max_objects, 0, PX_MAX_OBJECTS) &&
	       within("max_holds", px_max_holds, 0, PX_MAX_HOLDS) &&
	       within("max_data", px_max_data, 0, PX_MAX_DATA) &&
	       within("max_user_data", px_max_user_data, 0, PX_MAX_DATA) &&
	       within("max_kthreads", max_kthreads, 1, MAX_KTHREADS) &&
	       within("max_user_kthreads", px_max_user_kthreads, 1, MAX_KTHREADS) ? 0 : -EINVAL;
}

int px_threads_charge(unsigned int nr)
{
	if (atomic_add_return(nr, &threads_charged) <= max_kthreads)
		return 0;
	atomic_sub(nr, &threads_charged);
	return -EAGAIN;
}

void px_threads_uncharge(unsigned int nr)
{
	atomic_sub(nr, &threads_charged);
}

int px_data_charge(u64 bytes)
{
	if (atomic64_add_return(bytes, &data_charged) <= px_max_data)
		return 0;
	atomic64_sub(bytes, &data_charged);
	return -ENOMEM;
}

void px_data_uncharge(u64 bytes)
{
	atomic64_sub(bytes, &data_charged);
}
