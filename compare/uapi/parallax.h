/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * /dev/parallax: the interface between the module and its callers.
 *
 * One open file is one instance. An instance can run one workload, once:
 *
 *	setup -> start -> wait -> check
 *
 * The workers are kernel threads, or threads of the calling processes
 * (PX_IOC_ATTACH). Independently of the run, a caller can operate on named locks,
 * reference counts and channels of the instance (PX_IOC_OP). The last close of the
 * file ends the run and releases everything.
 *
 * Permission is checked at open(): the device belongs to root and has mode 0600, unless
 * the module's parameters mode and group say otherwise.
 * A process that receives the descriptor, by fork() or over a socket, has full
 * access to the instance.
 *
 * The argument of every ioctl but PX_IOC_STEP is a pointer to a structure that
 * begins with its own size in bytes. A caller with an older, shorter structure is
 * served. A caller with a longer structure is served if the bytes that this
 * kernel does not know are zero. The size in the number of the ioctl is not used.
 * Only the output fields are written, and a call that returns nothing writes nothing:
 * its structure may be constant. Every such ioctl can return:
 *
 *	-EFAULT	the structure, or an array that it points to, cannot be accessed; the
 *		call has had no effect, unless another thread unmaps it meanwhile
 *	-EINVAL	size is below that of the structure's first version; an unknown
 *		flag is set; a reserved or output field is not 0 where "0" or
 *		"in: 0" is required; a text is not NUL-terminated in its array
 *	-E2BIG	a byte that this kernel does not know is not zero, or size is
 *		above one page
 *	-ENOTTY	there is no such ioctl
 *
 * With O_NONBLOCK, a call that would wait returns -EAGAIN: PX_IOC_WAIT, PX_IOC_STEP, an
 * operation that locks, sends or receives, and a write() to a lab. By io_uring too.
 *
 * Every structure has one layout, without holes, for callers of 32 and of 64
 * bits. A field never moves. Pointers are passed as 64-bit numbers.
 *
 * The kernel threads of all instances that a user has opened are limited: by the module's
 * parameter max_user_kthreads and the caller's RLIMIT_NPROC, but not with
 * CAP_SYS_RESOURCE; and those of all users by max_kthreads. The error is -EAGAIN.
 * Data, that is input, messages, senders' ends and latencies, have the same two limits:
 * max_user_data for the user whose call allocates them, and max_data for all. The error
 * is -ENOMEM. All other memory is charged to the caller's memory cgroup.
 *
 * Times are in nanoseconds. This file needs only the two headers below. It
 * compiles as C99 and as C++.
 */
#ifndef PARALLAX_UAPI_H
#define PARALLAX_UAPI_H

#include <linux/types.h>
#include <linux/ioctl.h>

#define PX_ABI_VERSION		2
#define PX_DEVICE_PATH		"/dev/parallax"

/* 0xD5 is free in Documentation/userspace-api/ioctl/ioctl-number.rst. */
#define PX_IOC_MAGIC		0xD5

#define PX_NAME_SIZE		32	/* of any name, with the NUL */
#define PX_RELEASE_SIZE		72	/* of a kernel release, with the NUL */
#define PX_HASH_SIZE		72	/* of a SHA-256 in hexadecimal, with the NUL */
#define PX_COMPILER_SIZE	128	/* of a compiler's name and version */

/* Upper bounds. A module parameter of the same name, in lower case, sets a lower limit. */
#define PX_MAX_THREADS		1024u			/* workers of a run */
#define PX_MAX_DURATION_NS	60000000000ull		/* length of a run */
#define PX_MAX_OPS		1000000000000ull	/* operations of one worker */
#define PX_MAX_BUSY_NS		50000000ull		/* threads x (hold + think) */
#define PX_MAX_LINES		10000000ull		/* lines of generated input */
#define PX_DEFAULT_LINES	2000ull
#define PX_MAX_PAYLOAD		4096u			/* bytes of a message */
#define PX_DEFAULT_PAYLOAD	8u
#define PX_MAX_CAPACITY		65536u			/* messages in a bounded channel */
#define PX_DEFAULT_CAPACITY	16u
#define PX_MAX_CHANNEL		(16ull << 20)		/* bytes: payload x capacity */
#define PX_MAX_RATE		1000000000ull		/* operations per second of a run */
#define PX_MAX_LINE_BYTES	4096u			/* length of an input line without LF */
#define PX_MAX_DATA		(1ull << 40)		/* bytes, of all instances */
#define PX_MAX_OBJECTS		64u			/* named objects of an instance */
#define PX_MAX_HOLDS		64u			/* locks held or awaited, of an instance */
#define PX_MAX_FINDINGS		4u
#define PX_HISTOGRAM_BUCKETS	1984u			/* for the time of a step: up to 2^36 ns */

/*
 * PX_IOC_INFO: describes the module and the kernel.
 *
 * Errors: only those that every ioctl can return.
 */
enum px_preempt {		/* the preemption model in force */
	PX_PREEMPT_UNKNOWN = 0,
	PX_PREEMPT_NONE,
	PX_PREEMPT_VOLUNTARY,
	PX_PREEMPT_FULL,
	PX_PREEMPT_LAZY,
	PX_PREEMPT_RT
};

/* Debug options that change the cost of a primitive. */
#define PX_DEBUG_LOCKDEP	(1u << 0)	/* CONFIG_PROVE_LOCKING */
#define PX_DEBUG_MUTEXES	(1u << 1)	/* CONFIG_DEBUG_MUTEXES */
#define PX_DEBUG_SLEEP		(1u << 2)	/* CONFIG_DEBUG_ATOMIC_SLEEP */
#define PX_DEBUG_KASAN		(1u << 3)
#define PX_DEBUG_KCSAN		(1u << 4)

struct px_info {
	__u32 size;
	__u32 flags;			/* 0 */
	__u32 abi_version;		/* PX_ABI_VERSION */
	__u32 preempt;			/* enum px_preempt */
	__u32 debug;			/* PX_DEBUG_* */
	__u32 max_threads;
	__u64 max_duration_ns;
	__u64 max_ops;
	__u64 max_busy_ns;
	__u32 max_objects;
	__u32 max_holds;
	char release[PX_RELEASE_SIZE];		/* as uname -r */
	char source_hash[PX_HASH_SIZE];		/* of the sources that module and program share */
	char compiler[PX_COMPILER_SIZE];	/* of the module */
	__u64 max_data;				/* bytes, of all instances */
	char module_hash[PX_HASH_SIZE];		/* of the module's own sources */
};

/*
 * The parameters of a run. Exactly one of duration_ns and ops must not be 0. A run
 * by ops that takes longer than PX_MAX_DURATION_NS ends with -ETIME.
 *
 * The order of the allowed CPUs: one CPU of each core, then the second SMT sibling of
 * each core, and so on; among these the CPUs of CPU 0's core last, and lower numbers
 * first. CPU 0, which receives most interrupts, is the last CPU of its core.
 */
enum px_pin {
	PX_PIN_NONE = 0,	/* the scheduler places the workers */
	PX_PIN_SPREAD,		/* worker i on the i-th allowed CPU, round robin */
	PX_PIN_ONE		/* all workers on the first allowed CPU */
};

enum px_kind {			/* of the workload's lock */
	PX_KIND_DEFAULT = 0,
	PX_KIND_ADAPTIVE,	/* pthreads: it spins before it sleeps */
	PX_KIND_PI,		/* the holder inherits the priority of its waiters */
	PX_KIND_ERRORCHECK,	/* pthreads: lock and unlock check the caller */
	PX_KIND_WRITER		/* pthreads: no reader passes a waiting writer */
};
#define PX_KINDS		5u

/*
 * What is counted of each worker, from its first step to its last: performance
 * counters of its thread (perf_event_open(2)), in the kernel and in user space. Without
 * CAP_PERFMON a run by kernel threads counts nothing, and its results say -EACCES.
 * The threads that a step starts, and user workers (PX_IOC_ATTACH), are not counted:
 * their process can count them.
 */
enum px_counting {
	PX_COUNT_NONE = 0,
	PX_COUNT_HARDWARE,	/* cycles, instructions, cache misses */
	PX_COUNT_SOFTWARE	/* CPU time in ns, context switches, page faults */
};
#define PX_COUNTERS	3u

struct px_run_spec {
	__u32 threads;		/* 1 to max_threads */
	__u32 pin;		/* enum px_pin */
	__u64 duration_ns;	/* 0, or 1 to max_duration_ns */
	__u64 ops;		/* 0, or 1 to max_ops, for each worker */
	__u64 hold_ns;		/* busy inside a critical section */
	__u64 think_ns;		/* busy between two operations */
	__u64 seed;		/* of the random numbers of the workers */
	__u32 read_share;	/* 0 to 100: percentage of reads */
	__u32 timed;		/* 1: time each step, for PX_IOC_LATENCY; or 0 */
	__u64 lines;		/* generated if no input was written; 0: PX_DEFAULT_LINES */
	__u32 payload;		/* bytes, a multiple of 8; 0: PX_DEFAULT_PAYLOAD */
	__u32 capacity;		/* of a bounded channel; 0: PX_DEFAULT_CAPACITY */
	__u32 kind;		/* enum px_kind */
	__u32 counting;		/* enum px_counting */
	__u64 rate;		/* 0, or 1 to PX_MAX_RATE: see below */
};

/*
 * With rate 0, a worker begins an operation when its previous one has ended (closed
 * loop). Otherwise the run is paced (open loop): all workers together begin rate
 * operations per second, at fixed intervals, in turn. A worker waits until its
 * operation is due, and does not wait if it is late. A worker that takes what others
 * produce (the receiver of a channel) is not paced. rate is for kernel threads; user
 * workers pace their own calls.
 */

/*
 * PX_IOC_SETUP: chooses the workload and allocates its state.
 *
 * If input was written before (see write() below), the workload reads it and lines
 * must be 0. A set-up that fails leaves the instance as it was; only the last line of the
 * input is complete then.
 *
 * A workload has only some kinds of locks; "parallax list" shows them. The kernel has
 * one mutex and one rw_semaphore. They serve all kinds but PX_KIND_PI, which is an
 * rt_mutex.
 *
 * Errors:
 *	-ENOENT	there is no workload of this name
 *	-EINVAL	a number is out of its range; the workload has no lock of this kind;
 *		it needs more threads (workloads with channels: 2); the input is bad,
 *		or the workload takes none, or lines is not 0
 *	-EDOM	the input has fewer lines than the run has threads
 *	-EBUSY	the instance is set up, or another call is setting it up
 *	-EAGAIN	too many kernel threads, of the user or of all users
 *	-ENOMEM	no memory, or the limit of data is reached
 *	-EINTR	a signal
 */
struct px_setup {
	__u32 size;
	__u32 flags;			/* 0 */
	char workload[PX_NAME_SIZE];
	struct px_run_spec spec;
};

/*
 * PX_IOC_START: starts the run and returns at once.
 *
 * Without a flag, kernel threads run the workload. They inherit the caller's CPU
 * mask, scheduling policy and nice value, but not its cgroup. With
 * PX_START_USER_WORKERS, the attached workers may step from now on.
 *
 * Errors:
 *	-EBADFD	the instance is not set up
 *	-EBUSY	the run has started; or a worker has attached and the flag is
 *		not set; or a worker is attaching
 *	-EOPNOTSUPP	the caller's policy is SCHED_DEADLINE
 *	-ENOMEM, -EAGAIN	no kernel thread can be created
 */
struct px_start {
	__u32 size;
	__u32 flags;		/* PX_START_USER_WORKERS or 0 */
};

/*
 * PX_IOC_ATTACH, PX_IOC_DELAY, PX_IOC_STEP, PX_IOC_DETACH: a worker that is a
 * thread of the calling process. The kernel executes its steps in the caller's
 * context, on the instance's state. The run then has no kernel threads:
 *
 *	setup -> attach each worker -> start (PX_START_USER_WORKERS) -> steps
 *	      -> detach each worker -> check
 *
 * No worker can attach after the start. The worker's number decides its role. A
 * worker belongs to the process that attached it; each thread of the process may
 * step it. When the process closes the file (any duplicate of it) or ends, its
 * workers are detached. A process that has closed all its descriptors of the file
 * meanwhile attaches no worker (-EBADF).
 *
 * PX_IOC_STEP takes no structure: PX_STEP() packs worker and count into the
 * argument. It returns the number of steps done. It returns fewer than count if a
 * signal, an error or a wait ended the call early; the next call returns the error.
 * It returns 0 if the worker has nothing left to do (a receiver whose senders have
 * all detached). An interrupted step has changed nothing.
 *
 * PX_IOC_DELAY calibrates the worker's delays of hold_ns and think_ns in the caller's
 * context, before the first step. Without it the worker has no delays. It takes a
 * few times hold_ns + think_ns.
 *
 * Errors:
 *	-EBADFD	the instance is not set up; DELAY, DETACH: no worker has
 *		attached; STEP: the run has not started
 *	-EINVAL	there is no such worker; STEP: count is 0
 *	-EBUSY	ATTACH: the worker has attached, or the run has started; others:
 *		the worker is in another call, or the run is by kernel threads
 *	-ESRCH	the worker has not attached, or has detached
 *	-EINTR	a signal
 *	-EPIPE	ATTACH: the shared state ended when its last user detached;
 *		STEP: the step returned it
 *	-ENOMEM, -EAGAIN	STEP: the step returned it: no memory, no thread
 */
#define PX_START_USER_WORKERS	(1u << 0)

struct px_attach {
	__u32 size;
	__u32 flags;		/* 0 */
	__u32 worker;		/* 0 to threads - 1 */
	__u32 reserved;		/* 0 */
};

struct px_set_delay {
	__u32 size;
	__u32 flags;		/* 0 */
	__u32 worker;
	__u32 reserved;		/* 0 */
	__u64 hold_ns;		/* in: 0; out: the measured length of a hold */
	__u64 think_ns;		/* in: 0; out: the measured length of a think */
};

struct px_detach {
	__u32 size;
	__u32 flags;		/* 0 */
	__u32 worker;
	__u32 reserved;		/* 0 */
	__u64 ops;		/* in: 0; out: the steps that it did */
};

#define PX_STEP_MAX		((1u << 20) - 1)	/* steps of one call */
#define PX_STEP(worker, count)	((__u32)(worker) | (__u32)(count) << 12)
#define PX_STEP_WORKER(arg)	((__u32)(arg) & 0xfffu)
#define PX_STEP_COUNT(arg)	((__u32)(arg) >> 12)

/*
 * IORING_OP_URING_CMD: PX_IOC_STEP, PX_IOC_OP and PX_IOC_WAIT can also be submitted
 * to an io_uring. cmd_op is the number of the ioctl. The 16 command bytes of a
 * normal 64-byte SQE are a struct px_uring_command. The result of the completion is
 * that of the ioctl. kmod/io_uring.md describes order, cancellation and the number
 * of worker threads.
 *
 * A command that need not wait is executed during submission. Otherwise an io_uring
 * worker thread executes it. IORING_OP_ASYNC_CANCEL, the end of the ring and the end
 * of the process interrupt it: -EINTR or -ECANCELED.
 *
 * Linux 6.10 to 6.13 reads the SQE of a command after a link (IOSQE_IO_LINK) only
 * when the command begins. Until then the caller must not reuse the SQE, or it must
 * set IOSQE_ASYNC too.
 *
 * Errors:
 *	-EOPNOTSUPP	cmd_op is another ioctl
 *	-EINVAL	reserved is not 0
 */
struct px_uring_command {
	__u64 arg;		/* the argument of the ioctl */
	__u64 reserved;		/* 0 */
};

/*
 * PX_IOC_WAIT: waits until the run by kernel threads has ended, and returns the
 * results of its workers. It may be called more than once. A signal ends the wait
 * with -EINTR, or restarts the call with SA_RESTART; the run continues. A fatal
 * signal to the caller stops the run.
 *
 * Errors:
 *	-EBADFD	the run has not started, or is by user workers
 *	-ENOSPC	nr_workers is too small; it is set to the number of workers
 *	-EINTR	a signal
 */
struct px_worker_result {	/* times since the start of the first worker */
	__u64 ops;
	__u64 start_ns;
	__u64 end_ns;
	__u64 cpu_ns;			/* CPU time between start and end */
	__u64 voluntary_switches;
	__u64 involuntary_switches;
	__u64 hold_ns;			/* measured length of one hold; 0: hold_ns was 0 */
	__u64 think_ns;			/* measured length of one think; 0: think_ns was 0 */
	__u64 counts[PX_COUNTERS];	/* of enum px_counting, scaled if they shared a counter */
	__u32 counted;			/* bit mask of the counts that are valid */
	__s32 count_error;		/* 0, or the -errno why a count is missing */
};

struct px_wait {
	__u32 size;
	__u32 flags;		/* 0 */
	__s32 error;		/* in: 0; out: 0, or the -errno that ended the run early */
	__u32 nr_workers;	/* in: room at workers; out: workers of the run */
	__u64 workers;		/* user pointer to struct px_worker_result[] */
};

/*
 * PX_IOC_CHECK: compares the state after the run with the expected state.
 *
 * Errors:
 *	-EBADFD	the run has not started
 *	-EBUSY	the run has not ended
 */
struct px_finding {
	char what[PX_NAME_SIZE];
	__u64 expected;
	__u64 observed;
};

struct px_check {
	__u32 size;
	__u32 flags;			/* 0 */
	__u32 nr_findings;		/* in: 0; out: how many */
	__u32 reserved;			/* 0 */
	struct px_finding findings[PX_MAX_FINDINGS];
	__u64 depth;			/* in: 0; out: longest queue of the channel, or 0 */
};

/*
 * PX_IOC_LATENCY: returns a histogram of the time of each step, of a run by kernel
 * threads with spec.timed. The time of a step begins with the step. In a paced run
 * (spec.rate) it begins when the step is due, and only paced workers count.
 *
 * Bucket i < 128 counts steps of i ns. A later bucket i = 64 (n + 1) + k, with k < 64,
 * counts steps from (64 + k) 2^n ns up to, but not including, (65 + k) 2^n ns.
 *
 * Errors:
 *	-EBADFD	the run has not started, or is by user workers
 *	-EBUSY	the run has not ended
 *	-ENODATA	spec.timed was 0
 *	-ENOSPC	nr_buckets is below PX_HISTOGRAM_BUCKETS; it is set to that
 *	-ENOMEM	no memory
 */
struct px_latency {
	__u32 size;
	__u32 flags;		/* 0 */
	__u32 nr_buckets;	/* in: room at buckets; out: how many */
	__u32 reserved;		/* 0 */
	__u64 buckets;		/* user pointer to __u64[] */
	__u64 max_ns;		/* in: 0; out: longest step */
	__u64 clock_ns;		/* in: 0; out: cost of the clock, part of each step */
};

/*
 * PX_IOC_OP: performs one operation on a named object of the instance.
 *
 * A lock stays locked when the call returns. No kernel lock may be held in user
 * space, so a kernel thread, the lock proxy, acquires the struct mutex or struct
 * rw_semaphore and holds it until the unlock. A wait can be interrupted. An
 * operation that is interrupted or times out has changed nothing.
 *
 * The deadline of a wait is a time of CLOCK_MONOTONIC. Therefore a call that is restarted
 * ends when it should. A deadline that is over means: try, and do not wait.
 *
 * Owners. A held lock and an end of a channel belong to the open file, not to a
 * process: one command of a shell can lock and the next one unlock. Within the
 * file they belong to the owner, a number that the caller chooses. Another owner
 * cannot release them (-EPERM). An owner may hold an rwlock for reading, and
 * senders' ends, several times; unlock and close_sender release the newest.
 *
 * With PX_OP_PROCESS_OWNED they belong to the owner in the calling process only. They
 * are released when the process closes the file, even a duplicate (as with fcntl()
 * locks), or ends. Other processes may keep the file. Another thread of the process may
 * be in a call at that time. If the process then has no descriptor of the file, the call
 * acquires nothing (-EBADF): no later close would release it. So it is with a file that
 * is only registered with io_uring. The receiver's end is closed when the recv returns.
 *
 * A process may end without a close: another process shares its file table. What it owns
 * is then released at the next close by any process, or with the file.
 *
 * A poison lock is a struct mutex that remembers that its holder died. If a process
 * closes the file or ends while it holds the lock with PX_OP_PROCESS_OWNED, the lock
 * is unlocked and marked. From then on lock and trylock acquire the lock and return
 * -EOWNERDEAD, until clear. The protected value is unchanged.
 *
 * A channel carries 64-bit numbers from any number of senders to one receiver, in
 * the order in which each sender sent them. new makes one sender's end, which the
 * caller owns, and a receiver's end without an owner. Every owner may receive until
 * one takes the receiver's end. A send needs a sender's end of the owner; until it
 * returns, it counts as a sender. A send to a bounded channel returns when there is
 * room; with capacity 0, when a recv has the message. Each queued or waiting message
 * and each sender's end takes 64 bytes of data.
 *
 * Errors:
 *	-EINVAL	there is no such operation, or it does not take an argument that
 *		is set; the name has another character than printable ASCII without
 *		blanks; the capacity or the deadline is out of range
 *	-ENOENT	there is no object of this name
 *	-EEXIST	new: there is an object of this name
 *	-EPROTOTYPE	the object is of another kind
 *	-ENOSPC	max_objects or max_holds is reached
 *	-EAGAIN	too many kernel threads, of the user or of all users
 *	-ENOMEM	no memory
 *	-EBADF	with PX_OP_PROCESS_OWNED, or a downgrade of such a lock: the process has
 *		no descriptor of the file any more; the lock is released
 * and
 *	trylock, read_try, write_try	-EBUSY another owner holds the lock
 *	lock, read, write, send, recv	-EINTR a signal; -ETIMEDOUT
 *	unlock				-EPERM the owner does not hold the lock
 *	downgrade			-EPERM the owner does not hold it as a writer
 *	get, put			-ESTALE the count was 0
 *	get, upgrade			-EOVERFLOW PX_MAX_REFERENCES is reached
 *	upgrade				-ESTALE the count is 0
 *	lock, trylock of poison		-EOWNERDEAD poisoned; the owner holds the lock
 *	get, set of poison		-EPERM the owner does not hold the lock
 *	send, try_send			-EPIPE the receiver's end is closed; -EPERM the
 *					owner has no sender's end; -ENOMEM no memory,
 *					or the limit of data is reached
 *	try_send			-EAGAIN no room; with capacity 0, no recv waits
 *	recv, try_recv			-EPIPE no message and no sender; -EBUSY another
 *					recv waits; -EPERM the receiver's end is closed
 *					or belongs to another owner
 *	try_recv			-EAGAIN no message
 *	clone				-EPIPE there is no sender's end; -ENOSPC
 *					PX_MAX_SENDERS is reached; -ENOMEM as send
 *	close_sender			-EPERM the owner has no sender's end
 *	take_receiver			-EPIPE the end is closed; -EBUSY it has an owner,
 *					or a recv waits
 *	close_receiver			-EPERM the end is closed or belongs to another
 *					owner; -EBUSY a recv waits
 */
enum px_opcode {
	PX_OP_MUTEX_NEW = 1,
	PX_OP_MUTEX_LOCK,	/* takes deadline_ns, PX_OP_PROCESS_OWNED */
	PX_OP_MUTEX_TRYLOCK,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_MUTEX_UNLOCK,
	PX_OP_RWLOCK_NEW,
	PX_OP_RWLOCK_READ,	/* takes deadline_ns, PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_WRITE,	/* takes deadline_ns, PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_READ_TRY,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_WRITE_TRY,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_DOWNGRADE,	/* a writer becomes a reader; no writer in between */
	PX_OP_RWLOCK_UNLOCK,
	PX_OP_ARC_NEW,		/* with a count of one */
	PX_OP_ARC_GET,
	PX_OP_ARC_PUT,		/* value: 1 if the count is 0 now, else 0 */
	PX_OP_ARC_UPGRADE,	/* get, unless the count is zero */
	PX_OP_ARC_COUNT,	/* value: the count */
	PX_OP_CHAN_NEW,		/* value in: the capacity; takes PX_OP_PROCESS_OWNED */
	PX_OP_CHAN_SEND,	/* value in: the message; takes deadline_ns */
	PX_OP_CHAN_TRY_SEND,	/* value in: the message */
	PX_OP_CHAN_RECV,	/* value: the message; takes deadline_ns */
	PX_OP_CHAN_TRY_RECV,	/* value: the message */
	PX_OP_CHAN_CLONE,	/* a further sender's end; takes PX_OP_PROCESS_OWNED */
	PX_OP_CHAN_CLOSE_SENDER,	/* the last one ends a recv that waits */
	PX_OP_CHAN_TAKE_RECEIVER,	/* only the owner may receive; takes PX_OP_PROCESS_OWNED */
	PX_OP_CHAN_CLOSE_RECEIVER,	/* cannot be undone; frees the messages */
	PX_OP_CHAN_COUNT,	/* value: the number of queued messages */
	PX_OP_POISON_NEW,	/* not poisoned; the protected value is 0 */
	PX_OP_POISON_LOCK,	/* takes deadline_ns, PX_OP_PROCESS_OWNED */
	PX_OP_POISON_TRYLOCK,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_POISON_UNLOCK,
	PX_OP_POISON_GET,	/* value: the protected value */
	PX_OP_POISON_SET,	/* value in: the protected value */
	PX_OP_POISON_CLEAR,	/* any owner may clear it, even without the lock */
	PX_OP_POISON_IS		/* value: 1 if it is poisoned, else 0 */
};

/* Flags of an operation. */
#define PX_OP_PROCESS_OWNED	(1u << 0)	/* the owner is in this process only */

#define PX_MAX_REFERENCES	(1u << 20)
#define PX_MAX_SENDERS		1024u		/* of a channel */
#define PX_CAPACITY_UNBOUNDED	0xffffffffu	/* or 0 to PX_MAX_CAPACITY messages */

struct px_op {
	__u32 size;
	__u32 flags;		/* PX_OP_PROCESS_OWNED, or 0 */
	__u32 opcode;		/* enum px_opcode */
	__u32 owner;
	__u64 deadline_ns;	/* 0: wait without limit; else at most max_duration_ns from now */
	__u64 value;		/* in and out: see the opcode; else 0 */
	char name[PX_NAME_SIZE];
};

/*
 * PX_IOC_POLL_ON: chooses the channel that poll() on the file watches; an empty name: none.
 * It wakes those that poll the file. A file that is in an epoll set stays there.
 *
 * poll() returns POLLIN if the run by kernel threads has ended. If a channel is chosen, it
 * also returns
 *
 *	POLLIN	a recv would return at once; with POLLHUP, since there is no sender
 *	POLLOUT	a send would return at once; with POLLERR, since there is no receiver
 *
 * Another caller may be faster, so that the operation waits nevertheless: see O_NONBLOCK.
 *
 * Errors:
 *	-EINVAL	the name is bad
 *	-ENOENT	there is no object of this name
 *	-EPROTOTYPE	it is no channel
 */
struct px_poll_on {
	__u32 size;
	__u32 flags;			/* 0 */
	char name[PX_NAME_SIZE];
};

/*
 * PX_IOC_LAB: runs one phase of a lab, a semantic experiment, in kernel threads, and
 * returns the observations and events. A lab ends within seconds; a signal ends it
 * sooner. An instance may run any number of labs, one at a time.
 *
 * The values that a phase leaves for the next one belong to the module, not to the
 * instance. Two processes must not run the same lab at the same time.
 *
 * Errors:
 *	-ENOENT	there is no lab of this name
 *	-EINVAL	there is no such phase
 *	-EBUSY	the instance runs a lab
 *	-EAGAIN	too many kernel threads, of the user or of all users
 *	-EINTR	a signal ended the lab; with SA_RESTART it begins again. A stop (SIGSTOP)
 *		takes effect when the lab has ended
 *	-EPERM	the lab makes the kernel warn, and the caller has no CAP_SYS_ADMIN
 *	-EOPNOTSUPP	the lab makes the kernel warn, and a warning would panic the machine
 *	-ENOSPC	nr_observations or nr_events is too small; both are set to what
 *		is needed
 *	-ENOMEM	no memory
 */
#define PX_MAX_OBSERVATIONS	32u
#define PX_MAX_EVENTS		64u
#define PX_EVENT_SIZE		24	/* of a text about an actor, with the NUL */

struct px_observation {
	char what[PX_NAME_SIZE];
	__s64 value;
};

/* An actor is a thread of a lab. The state holds until the actor's next event. */
enum px_actor_state {
	PX_ACTOR_RUNS = 0,
	PX_ACTOR_WAITS,
	PX_ACTOR_SHARES,	/* holds a lock, as others may too */
	PX_ACTOR_HOLDS,		/* holds a lock alone */
	PX_ACTOR_GONE
};

#define PX_EVENT_TITLE	(~0u)	/* as actor: the text is the title of the following events */

struct px_event {		/* events are in the order of their time */
	__u32 actor;
	__u32 state;		/* enum px_actor_state */
	char what[PX_EVENT_SIZE];
};

struct px_lab_run {
	__u32 size;
	__u32 flags;			/* 0 */
	char lab[PX_NAME_SIZE];
	__u32 phase;			/* 0 is the first */
	__s32 error;			/* in: 0; out: 0, or the -errno that ended the lab early */
	__u32 nr_observations;		/* in: room; out: how many */
	__u32 nr_events;		/* in: room; out: how many */
	__u64 observations;		/* user pointer to struct px_observation[] */
	__u64 events;			/* user pointer to struct px_event[] */
};

/*
 * write(): while the instance runs a lab that reads (reader_and_ticker), the bytes go
 * to the lab. A write waits while the lab has a few thousand bytes unread.
 *
 * Errors during a lab:
 *	-EPIPE	the lab reads no more
 *	-EINTR	a signal
 *	-EFAULT	the text cannot be read
 *	-ENOMEM	no memory
 *
 * Otherwise the text is the input of a workload that takes one (scope_chunks). It
 * must be written before PX_IOC_SETUP, in any number of pieces. The module parses it
 * as it arrives and keeps only the equations. A line is an equation,
 *
 *	29: 3 8 5
 *
 * a target and up to 16 numbers, each decimal and below 2^64. Blanks (spaces, tabs)
 * may stand anywhere but inside a number. A line ends with LF or CR LF; the last line
 * may have no LF. Blank lines are skipped.
 *
 * A signal, or a lack of memory, ends a write early: it returns the number of bytes taken.
 *
 * Errors:
 *	-EINVAL	this or an earlier line is refused: see PX_IOC_INPUT
 *	-EBUSY	the instance is set up
 *	-ENOMEM	no memory, or the limit of data is reached; the write can be tried again
 *	-EFAULT	the text cannot be read
 *	-EINTR	a signal
 */
enum px_input_reason {
	PX_INPUT_OK = 0,
	PX_INPUT_BYTE,		/* a byte that is no digit, colon, blank or end of line */
	PX_INPUT_TOO_LONG,	/* the line has more than PX_MAX_LINE_BYTES */
	PX_INPUT_NO_TARGET,	/* no number before the colon */
	PX_INPUT_NO_COLON,	/* no colon after the target */
	PX_INPUT_COLONS,	/* more than one colon */
	PX_INPUT_NO_NUMBERS,	/* no number after the colon */
	PX_INPUT_TOO_MANY,	/* more than 16 numbers */
	PX_INPUT_TOO_BIG,	/* a number of 2^64 or more */
	PX_INPUT_EMPTY,		/* no equation; known at PX_IOC_SETUP */
	PX_INPUT_REASONS
};

/*
 * PX_IOC_INPUT: describes the text written so far.
 *
 * Errors:
 *	-EINTR	a signal
 */
struct px_input {
	__u32 size;
	__u32 flags;		/* 0 */
	__u64 bytes;		/* out: length of the text */
	__u64 equations;	/* out: number of equations */
	__u64 stored;		/* out: bytes of memory for the equations */
	__u64 bad_line;		/* out: number of the refused line, from 1; 0: none */
	__u32 reason;		/* out: enum px_input_reason */
	__u32 reserved;		/* 0 */
};

#define PX_IOC_INFO	_IOWR(PX_IOC_MAGIC, 0x00, struct px_info)
#define PX_IOC_SETUP	_IOW(PX_IOC_MAGIC, 0x01, struct px_setup)
#define PX_IOC_START	_IOW(PX_IOC_MAGIC, 0x02, struct px_start)
#define PX_IOC_WAIT	_IOWR(PX_IOC_MAGIC, 0x03, struct px_wait)
#define PX_IOC_CHECK	_IOWR(PX_IOC_MAGIC, 0x04, struct px_check)
#define PX_IOC_OP	_IOWR(PX_IOC_MAGIC, 0x05, struct px_op)
#define PX_IOC_LAB	_IOWR(PX_IOC_MAGIC, 0x06, struct px_lab_run)
#define PX_IOC_INPUT	_IOWR(PX_IOC_MAGIC, 0x07, struct px_input)
#define PX_IOC_ATTACH	_IOW(PX_IOC_MAGIC, 0x08, struct px_attach)
#define PX_IOC_STEP	_IO(PX_IOC_MAGIC, 0x09)	/* PX_STEP(worker, count) */
#define PX_IOC_DETACH	_IOWR(PX_IOC_MAGIC, 0x0a, struct px_detach)
#define PX_IOC_DELAY	_IOWR(PX_IOC_MAGIC, 0x0b, struct px_set_delay)
#define PX_IOC_LATENCY	_IOWR(PX_IOC_MAGIC, 0x0c, struct px_latency)
#define PX_IOC_POLL_ON	_IOW(PX_IOC_MAGIC, 0x0d, struct px_poll_on)

#endif /* PARALLAX_UAPI_H */
