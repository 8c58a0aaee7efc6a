/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * /dev/parallax: the interface between the module and its callers.
 *
 * One open file is one instance. An instance can run one workload, once:
 *
 *	setup -> start -> wait -> check
 *
 * by kernel threads, or by threads of the callers' own (PX_IOC_ATTACH); and, at
 * any time and independently of that, perform operations on named kernel locks,
 * reference counts and channels of its own (PX_IOC_OP). Whatever an instance
 * holds is released when its file is closed for the last time.
 *
 * The device is for root (mode 0600), and who may is asked when it is opened,
 * not when it is called: whoever is given the open file, by fork or over a
 * socket, may do with the instance all that can be done, within its bounds.
 *
 * Every argument is a pointer to a structure that begins with its own size in
 * bytes. A caller compiled against an older, shorter structure is served; one
 * with a longer structure is served as long as the bytes that this kernel does
 * not know are zero (-E2BIG otherwise). Flags and reserved fields must be zero
 * (-EINVAL). Text is NUL-terminated within its array (-EINVAL otherwise).
 *
 * Every structure has one layout, without holes, for callers of 32 and of 64
 * bits; a field is never moved. Pointers travel as 64 bits.
 *
 * Times are in nanoseconds. This file needs nothing but the two headers below
 * and can be compiled as C99 or as C++.
 */
#ifndef PARALLAX_UAPI_H
#define PARALLAX_UAPI_H

#include <linux/types.h>
#include <linux/ioctl.h>

#define PX_ABI_VERSION		1
#define PX_DEVICE_PATH		"/dev/parallax"

/* 0xD5 is free in Documentation/userspace-api/ioctl/ioctl-number.rst. */
#define PX_IOC_MAGIC		0xD5

#define PX_NAME_SIZE		32	/* any name, with its NUL */
#define PX_RELEASE_SIZE		72	/* a kernel release, with its NUL */
#define PX_HASH_SIZE		72	/* a SHA-256 in hexadecimal, with its NUL */
#define PX_COMPILER_SIZE	128	/* a compiler's name and version */

/* Upper bounds. A module parameter of the same name may lower each. */
#define PX_MAX_THREADS		1024u			/* workers of a run */
#define PX_MAX_DURATION_NS	60000000000ull		/* of a run */
#define PX_MAX_OPS		1000000000000ull	/* of one worker */
#define PX_MAX_BUSY_NS		50000000ull		/* threads x (hold + think) */
#define PX_MAX_LINES		10000000ull		/* made up */
#define PX_DEFAULT_LINES	2000ull
#define PX_MAX_PAYLOAD		4096u			/* bytes of a message */
#define PX_DEFAULT_PAYLOAD	8u
#define PX_MAX_CAPACITY		65536u			/* messages in a bounded channel */
#define PX_DEFAULT_CAPACITY	16u
#define PX_MAX_CHANNEL		(16ull << 20)		/* bytes: payload x capacity */
#define PX_MAX_LINE_BYTES	4096u			/* of input, without its end */
#define PX_MAX_DATA		(1ull << 40)		/* bytes, of all instances */
#define PX_MAX_OBJECTS		64u			/* of an instance */
#define PX_MAX_HOLDS		64u			/* locks held or awaited, of an instance */
#define PX_MAX_FINDINGS		4u
#define PX_HISTOGRAM_BUCKETS	1984u			/* of what a step took: up to 2^36 ns */

/*
 * PX_IOC_INFO: what this module and this kernel are.
 *
 * max_data bounds what the input, the messages, the senders' ends and the latencies of all
 * instances take together. All else that is allocated is charged to the memory cgroup of
 * whoever calls, and to no bound of ours.
 *
 * Errors: -EFAULT, -EINVAL, -E2BIG as for every call.
 */
enum px_preempt {		/* the preemption model in force */
	PX_PREEMPT_UNKNOWN = 0,
	PX_PREEMPT_NONE,
	PX_PREEMPT_VOLUNTARY,
	PX_PREEMPT_FULL,
	PX_PREEMPT_LAZY,
	PX_PREEMPT_RT
};

/* Debug options that change what a primitive costs. */
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
	char source_hash[PX_HASH_SIZE];		/* of all that both halves share */
	char compiler[PX_COMPILER_SIZE];	/* that built the module */
	__u64 max_data;				/* bytes, of all instances */
};

/*
 * What one run is asked to do. Exactly one of duration_ns and ops is not zero;
 * a run by count that is not done after PX_MAX_DURATION_NS ends with -ETIME.
 */
enum px_pin {
	PX_PIN_NONE = 0,	/* the scheduler places the workers */
	PX_PIN_SPREAD,		/* worker i on the i-th allowed CPU, round robin */
	PX_PIN_ONE		/* all workers on the first allowed CPU */
};

struct px_run_spec {
	__u32 threads;		/* 1 to max_threads */
	__u32 pin;		/* enum px_pin */
	__u64 duration_ns;	/* 0, or 1 to max_duration_ns */
	__u64 ops;		/* 0, or 1 to max_ops, for each worker */
	__u64 hold_ns;		/* busy inside a critical section */
	__u64 think_ns;		/* busy between two operations */
	__u64 seed;		/* of the workers' random numbers */
	__u32 read_share;	/* 0 to 100: percentage of reads */
	__u32 timed;		/* 1: each step, for PX_IOC_LATENCY; 0: none */
	__u64 lines;		/* made up where no input was written; 0: PX_DEFAULT_LINES */
	__u32 payload;		/* bytes, a multiple of 8; 0: PX_DEFAULT_PAYLOAD */
	__u32 capacity;		/* of a bounded channel; 0: PX_DEFAULT_CAPACITY */
};

/*
 * PX_IOC_SETUP: chooses the workload and prepares its state.
 *
 * Errors: -ENOENT no workload of that name; -EINVAL a number out of its range,
 * or fewer threads than the workload needs (those of channels: 2);
 * -EBUSY the instance is set up already; -EAGAIN the module's threads are in
 * use by other instances; -ENOMEM, also when max_data is reached; -EINTR; and
 * where input was written (see write() below), -EINVAL it is bad or the
 * workload takes none, or lines is not 0; -EDOM fewer lines than threads.
 */
struct px_setup {
	__u32 size;
	__u32 flags;			/* 0 */
	char workload[PX_NAME_SIZE];
	struct px_run_spec spec;
};

/*
 * PX_IOC_START: starts the run and returns at once. The workers are kernel
 * threads with the caller's CPU mask, scheduling policy and nice value.
 *
 * Errors: -EBADFD not set up; -EBUSY started already; -EOPNOTSUPP the caller's
 * policy is SCHED_DEADLINE; -ENOMEM, -EAGAIN no kernel thread to be had.
 */
struct px_start {
	__u32 size;
	__u32 flags;		/* PX_START_USER_WORKERS or 0 */
};

/*
 * PX_IOC_ATTACH, PACE, STEP, LEAVE: a worker's life as that of a thread
 * of the caller's, whose steps the kernel executes in the caller's context, on
 * the instance's state. The run is then not of kernel threads, but of callers:
 *
 *	setup -> enter of each worker -> start (PX_START_USER_WORKERS) -> steps
 *	      -> leave of each worker -> check
 *
 * Start says that all have entered who ever will; from then on they may step.
 * Which role a worker plays follows from its number. A worker belongs to the
 * process that entered it, in whichever thread it steps: when that process
 * closes the file (any duplicate of it) or ends, its workers leave. An enter that another thread
 * is in at that time goes on, and that worker leaves at the next close, or with the file.
 *
 * STEP takes no structure: worker and count are packed in the argument, by
 * PX_STEP(). It returns how many steps were done; fewer than asked for when
 * something kept the worker from the next one, which a call then says by itself;
 * 0 when it has nothing left to do (a receiver whose senders have all left). A
 * step that waits for others can be interrupted, and then has changed nothing.
 *
 * PX_IOC_DELAY: before its first step, a worker that is to be busy for hold_ns and
 * think_ns finds out, in the caller's context, what keeps it so; without that
 * call it is never busy. Takes a few times as long as both.
 *
 * Errors: -EBADFD not set up, or STEP: not started; -EINVAL no worker of that
 * number, or STEP: a count of 0; -EBUSY ENTER: it has entered already, or the
 * run has started, START: somebody is just entering, otherwise: the worker is in
 * another call; -ESRCH it has not entered, or has left; -EINTR a signal; -EPIPE
 * ENTER: what the workers share ended when the last of them left; and what a step
 * says: -EPIPE, -ENOMEM, -EAGAIN no thread to be had.
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
	__u64 hold_ns;		/* in: 0; out: what a hold was measured to take */
	__u64 think_ns;		/* likewise */
};

struct px_detach {
	__u32 size;
	__u32 flags;		/* 0 */
	__u32 worker;
	__u32 reserved;		/* 0 */
	__u64 ops;		/* in: 0; out: the steps that it has done */
};

#define PX_STEP_MAX		((1u << 20) - 1)	/* steps of one call */
#define PX_STEP(worker, count)	((__u32)(worker) | (__u32)(count) << 12)
#define PX_STEP_WORKER(arg)	((__u32)(arg) & 0xfffu)
#define PX_STEP_COUNT(arg)	((__u32)(arg) >> 12)

/*
 * IORING_OP_URING_CMD: PX_IOC_STEP, PX_IOC_OP and PX_IOC_WAIT can be submitted
 * to a ring as well. The operation (cmd_op) is the ioctl's number, and the 16
 * bytes of the command have its argument; no SQE128 is needed. The completion's
 * result is what the ioctl would have returned.
 *
 * What needs no waiting is done while it is submitted. What must wait does so
 * on a worker thread of io_uring's, which goes on when it can, and which
 * IORING_OP_ASYNC_CANCEL, the ring's end or the process's end interrupt: -EINTR
 * or -ECANCELED. A thread that submits has 4 of them for each CPU unless its ring is
 * told (IORING_REGISTER_IOWQ_MAX_WORKERS, the bounded ones). Commands that may wait
 * are in no order unless they are linked (IOSQE_IO_LINK). From Linux 6.10 to 6.13
 * a command behind a link is read from its entry in the ring only when its turn
 * comes: put nothing else there until then, or give it IOSQE_ASYNC as well.
 *
 * Errors: -EOPNOTSUPP another operation; -EINVAL reserved is not 0.
 */
struct px_uring_command {
	__u64 arg;		/* as the ioctl's */
	__u64 reserved;		/* 0 */
};

/*
 * PX_IOC_WAIT: sleeps until the run has ended and fetches what its workers
 * measured. May be called any number of times. A signal ends the sleep with
 * -EINTR or restarts the call, as SA_RESTART has it; the run goes on. A signal
 * that is fatal to the caller ends the run.
 *
 * Errors: -EBADFD not started; -EINTR; -ENOSPC room for fewer workers than
 * the run has (nr_workers then says how many there are).
 */
struct px_worker_result {	/* times since the first worker's start */
	__u64 ops;
	__u64 start_ns;
	__u64 end_ns;
	__u64 cpu_ns;			/* CPU time between start and end */
	__u64 voluntary_switches;
	__u64 involuntary_switches;
	__u64 hold_ns;			/* measured length of one hold; 0: none asked */
	__u64 think_ns;			/* measured length of one think; 0: none asked */
};

struct px_wait {
	__u32 size;
	__u32 flags;		/* 0 */
	__s32 error;		/* out: 0, or the -errno that ended the run early */
	__u32 nr_workers;	/* in: room at workers; out: workers of the run */
	__u64 workers;		/* user pointer to struct px_worker_result[] */
};

/*
 * PX_IOC_CHECK: holds the state that the run left against what it must be.
 *
 * Errors: -EBADFD not started; -EBUSY still running.
 */
struct px_finding {
	char what[PX_NAME_SIZE];
	__u64 expected;
	__u64 observed;
};

struct px_check {
	__u32 size;
	__u32 flags;			/* 0 */
	__u32 nr_findings;		/* out */
	__u32 reserved;			/* 0 */
	struct px_finding findings[PX_MAX_FINDINGS];
	__u64 depth;			/* in: 0; out: of the channel's queue at its longest; or 0 */
};

/*
 * PX_IOC_LATENCY: what the steps took in a run that was timed (spec.timed), by
 * kernel threads; callers have clocks of their own. Bucket i counts the steps
 * that took i ns where i < 128. Above that, with i = 64 (n + 1) + k and k < 64,
 * it counts those from (64 + k) 2^n ns to below (65 + k) 2^n ns.
 *
 * Errors: -EBADFD not started by kernel threads; -EBUSY still running; -ENODATA
 * not timed; -ENOSPC room for fewer buckets than PX_HISTOGRAM_BUCKETS
 * (nr_buckets then says how many there are).
 */
struct px_latency {
	__u32 size;
	__u32 flags;		/* 0 */
	__u32 nr_buckets;	/* in: room at buckets; out: how many */
	__u32 reserved;		/* 0 */
	__u64 buckets;		/* user pointer to __u64[] */
	__u64 max_ns;		/* out */
	__u64 clock_ns;		/* out: of each, what reading the clock takes */
};

/*
 * PX_IOC_OP: one operation on a named object of the instance.
 *
 * A lock taken here stays taken when the call returns. Since no kernel lock
 * may be held on return to user space, a kernel thread stands in for the
 * caller: it takes the real struct mutex or struct rw_semaphore, sleeps with
 * it, and lets go when told. Waiting is interruptible, and a caller that is
 * interrupted or runs out of time leaves no trace.
 *
 * What is taken, a hold of a lock or an end of a channel, belongs to the open
 * file, not to the process that asked for it, so a shell can lock with one
 * command and unlock with the next. Within the file it belongs to the owner, a
 * number of the caller's choice, that took it: nobody else can give it back
 * (-EPERM). An owner may hold a lock of readers, and senders' ends, several
 * times; unlock and close_sender give back the latest.
 *
 * With PX_OP_PROCESS_OWNED, which the operations that take something know, it belongs to
 * the owner in the calling process only: to the file table that the threads of
 * the process share. It is given back when the process closes the file, be it a
 * duplicate (as with fcntl's locks), or ends, in whatever way, while others may
 * keep the file. A call that another thread of the process is in at that time
 * goes on: a lock that it then gets is the process's until the next close; a
 * recv returns first, and then the receiver's end is closed. A file that is
 * kept without being open, as one registered with io_uring, is not closed when
 * the process ends: what is taken through it is given back with the file.
 *
 * A poison lock is a struct mutex that remembers that its holder died: that a
 * process that held it with PX_OP_PROCESS_OWNED closed the file or ended. It is unlocked
 * then and marked, and lock and trylock say -EOWNERDEAD and give it to the
 * caller all the same, until clear. The number behind it is as the dead left it.
 *
 * A channel takes 64-bit numbers from any number of senders to one receiver, in
 * the order in which each sender sent them. It is made with a sender's end,
 * its maker's, and a receiver's end which is nobody's: any owner may receive
 * until one takes it. A send needs an end of the owner's; one that is on its
 * way counts as a sender until it returns. A send to a bounded channel returns
 * when there is room; with capacity 0, when a recv has the message. Each
 * message that waits takes 64 bytes of max_data, and so does a sender's end.
 *
 * Errors: -EINVAL no such operation, or an argument that it does not take;
 * -ENOENT no object of that name; -EEXIST there is one; -EPROTOTYPE the object
 * is of another kind; -ENOSPC max_objects or max_holds reached; -EAGAIN the
 * module's threads are in use by other instances; and
 *	trylock, read_try, write_try	-EBUSY the lock is not to be had now
 *	lock, read, write, send, recv	-EINTR a signal; -ETIMEDOUT the time is over
 *	unlock, downgrade		-EPERM the owner does not hold it (so)
 *	get, put			-ESTALE the count has reached zero before
 *	get				-EOVERFLOW PX_MAX_REFERENCES reached
 *	upgrade				-ESTALE likewise: there is nothing to upgrade to
 *	lock, trylock of poison		-EOWNERDEAD poisoned, and the owner holds it
 *	get, set of poison		-EPERM the owner does not hold it
 *	send, try_send			-EPIPE the receiver's end is closed; -EPERM the
 *					owner has no sender's end; -ENOMEM, also when
 *					max_data is reached
 *	try_send			-EAGAIN no room, or at capacity 0 no recv waits
 *	recv, try_recv			-EPIPE no message, and no sender any more;
 *					-EBUSY another recv waits; -EPERM the end is
 *					closed, or another's
 *	try_recv			-EAGAIN no message now
 *	clone				-EPIPE there is no sender's end to be cloned;
 *					-ENOSPC PX_MAX_SENDERS reached
 *	close_sender			-EPERM the owner has none
 *	take_receiver			-EPIPE it is closed; -EBUSY it is taken, or
 *					a recv waits
 *	close_receiver			-EPERM it is closed, or another's; -EBUSY a
 *					recv waits
 */
enum px_opcode {
	PX_OP_MUTEX_NEW = 1,
	PX_OP_MUTEX_LOCK,	/* takes timeout_ns, PX_OP_PROCESS_OWNED */
	PX_OP_MUTEX_TRYLOCK,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_MUTEX_UNLOCK,
	PX_OP_RWLOCK_NEW,
	PX_OP_RWLOCK_READ,	/* takes timeout_ns, PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_WRITE,	/* takes timeout_ns, PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_READ_TRY,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_WRITE_TRY,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_RWLOCK_DOWNGRADE,	/* a writer becomes a reader, nobody in between */
	PX_OP_RWLOCK_UNLOCK,
	PX_OP_ARC_NEW,		/* with a count of one */
	PX_OP_ARC_GET,
	PX_OP_ARC_PUT,		/* value: 1 if this was the last one */
	PX_OP_ARC_UPGRADE,	/* get, unless the count is zero */
	PX_OP_ARC_COUNT,	/* value: the count */
	PX_OP_CHAN_NEW,		/* value in: the capacity; takes PX_OP_PROCESS_OWNED */
	PX_OP_CHAN_SEND,	/* value in: the message; takes timeout_ns */
	PX_OP_CHAN_TRY_SEND,	/* value in: the message */
	PX_OP_CHAN_RECV,	/* value: the message; takes timeout_ns */
	PX_OP_CHAN_TRY_RECV,	/* value: the message */
	PX_OP_CHAN_CLONE,	/* one sender's end more, the owner's; takes PX_OP_PROCESS_OWNED */
	PX_OP_CHAN_CLOSE_SENDER,	/* the last one to go ends what waits in recv */
	PX_OP_CHAN_TAKE_RECEIVER,	/* only the owner receives; takes PX_OP_PROCESS_OWNED */
	PX_OP_CHAN_CLOSE_RECEIVER,	/* for ever; what is queued is lost */
	PX_OP_CHAN_COUNT,	/* value: messages sent and not received; 0 at capacity 0 */
	PX_OP_POISON_NEW,	/* not poisoned, with 0 behind it */
	PX_OP_POISON_LOCK,	/* takes timeout_ns, PX_OP_PROCESS_OWNED */
	PX_OP_POISON_TRYLOCK,	/* takes PX_OP_PROCESS_OWNED */
	PX_OP_POISON_UNLOCK,
	PX_OP_POISON_GET,	/* value: the number behind the lock */
	PX_OP_POISON_SET,	/* value in: likewise */
	PX_OP_POISON_CLEAR,	/* by anyone, best by its holder */
	PX_OP_POISON_IS		/* value: 1 if it is poisoned. By anyone */
};

/* Flags of an operation. */
#define PX_OP_PROCESS_OWNED		(1u << 0)	/* what it takes is the calling process's */

#define PX_MAX_REFERENCES	(1u << 20)
#define PX_MAX_SENDERS		1024u		/* senders' ends of a channel */
#define PX_CAPACITY_UNBOUNDED	0xffffffffu	/* else 0 to PX_MAX_CAPACITY messages */

struct px_op {
	__u32 size;
	__u32 flags;		/* PX_OP_PROCESS_OWNED, or 0 */
	__u32 opcode;		/* enum px_opcode */
	__u32 owner;
	__u64 timeout_ns;	/* 0: wait without limit; at most max_duration_ns */
	__u64 value;		/* in: 0, or see the opcode; out: likewise */
	char name[PX_NAME_SIZE];
};

/*
 * PX_IOC_LAB: performs one act of a lab, a semantic experiment, in kernel
 * threads of its own, and fetches what was observed. A lab ends by itself,
 * within seconds; a signal ends it sooner. An instance may perform any number
 * of labs, one at a time.
 *
 * What an act keeps for the next one belongs to the module, not to the
 * instance: two processes that perform the same lab at once disturb each other.
 *
 * Errors: -ENOENT no lab of that name; -EINVAL no such act; -EBUSY the instance
 * performs one already; -EAGAIN the module's threads are in use by other
 * instances; -EINTR a signal ended it; -ENOSPC room for fewer observations or
 * events than there are (the numbers then say how many); -ENOMEM.
 */
#define PX_MAX_OBSERVATIONS	32u
#define PX_MAX_EVENTS		64u
#define PX_EVENT_SIZE		24	/* what an actor does, with its NUL */

struct px_observation {
	char what[PX_NAME_SIZE];
	__s64 value;
};

enum px_actor_state {		/* from this event to the actor's next one */
	PX_ACTOR_RUNS = 0,
	PX_ACTOR_WAITS,
	PX_ACTOR_SHARES,	/* holds as one of several */
	PX_ACTOR_HOLDS,		/* holds alone */
	PX_ACTOR_GONE
};

#define PX_EVENT_TITLE	(~0u)	/* an actor that is none: a title for what follows */

struct px_event {		/* in the order in which they happened */
	__u32 actor;
	__u32 state;		/* enum px_actor_state */
	char what[PX_EVENT_SIZE];
};

struct px_lab_run {
	__u32 size;
	__u32 flags;			/* 0 */
	char lab[PX_NAME_SIZE];
	__u32 phase;			/* 0: the first */
	__s32 error;			/* out: 0, or the -errno that kept the lab from its end */
	__u32 nr_observations;		/* in: room; out: how many */
	__u32 nr_events;		/* likewise */
	__u64 observations;		/* user pointer to struct px_observation[] */
	__u64 events;			/* user pointer to struct px_event[] */
};

/*
 * write(): while a lab that reads (reader_and_ticker) is performed, what is read
 * there: any bytes; a write sleeps while a few thousand wait to be read. Errors:
 * -EPIPE the lab reads no more; -EINTR; -EFAULT; -ENOMEM.
 *
 * Otherwise the input of a workload that takes one (scope_chunks), before setup
 * and in any number of pieces. It is parsed as it arrives, and only what it
 * says is kept. A line is an equation,
 *
 *	29: 3 8 5
 *
 * a target and up to 16 numbers, each decimal and below 2^64. Blanks (spaces,
 * tabs) may stand anywhere but inside a number. A line ends with LF or CR LF,
 * the last one also with the input. Blank lines are skipped.
 *
 * A signal ends a long write early: it returns what was taken. Errors: -EINVAL
 * a line is refused, here or before (PX_IOC_INPUT tells which, and why);
 * -EBUSY after setup; -ENOMEM, also when max_data is reached; -EFAULT; -EINTR.
 */
enum px_input_reason {
	PX_INPUT_FINE = 0,
	PX_INPUT_BYTE,		/* neither a digit, a colon, a blank nor a line's end */
	PX_INPUT_TOO_LONG,	/* a line of more than PX_MAX_LINE_BYTES */
	PX_INPUT_NO_TARGET,	/* nothing before the colon */
	PX_INPUT_NO_COLON,	/* something else after the target */
	PX_INPUT_COLONS,	/* more than one */
	PX_INPUT_NO_NUMBERS,	/* nothing after the colon */
	PX_INPUT_TOO_MANY,	/* numbers */
	PX_INPUT_TOO_BIG,	/* a number of more than 64 bits */
	PX_INPUT_EMPTY,		/* no equation at all; known at setup */
	PX_INPUT_REASONS
};

/*
 * PX_IOC_INPUT: what has been written so far.
 *
 * Errors: -EINTR.
 */
struct px_input {
	__u32 size;
	__u32 flags;		/* 0 */
	__u64 bytes;		/* out: of text */
	__u64 equations;	/* out */
	__u64 stored;		/* out: bytes of memory that they take */
	__u64 bad_line;		/* out: the line that was refused, from 1; 0: none */
	__u32 reason;		/* out: enum px_input_reason */
	__u32 reserved;		/* 0 */
};

#define PX_IOC_INFO	_IO(PX_IOC_MAGIC, 0x00)	/* struct px_info */
#define PX_IOC_SETUP	_IO(PX_IOC_MAGIC, 0x01)	/* struct px_setup */
#define PX_IOC_START	_IO(PX_IOC_MAGIC, 0x02)	/* struct px_start */
#define PX_IOC_WAIT	_IO(PX_IOC_MAGIC, 0x03)	/* struct px_wait */
#define PX_IOC_CHECK	_IO(PX_IOC_MAGIC, 0x04)	/* struct px_check */
#define PX_IOC_OP	_IO(PX_IOC_MAGIC, 0x05)	/* struct px_op */
#define PX_IOC_LAB	_IO(PX_IOC_MAGIC, 0x06)	/* struct px_lab_run */
#define PX_IOC_INPUT	_IO(PX_IOC_MAGIC, 0x07)	/* struct px_input */
#define PX_IOC_ATTACH	_IO(PX_IOC_MAGIC, 0x08)	/* struct px_attach */
#define PX_IOC_STEP	_IO(PX_IOC_MAGIC, 0x09)	/* PX_STEP(worker, count) */
#define PX_IOC_DETACH	_IO(PX_IOC_MAGIC, 0x0a)	/* struct px_detach */
#define PX_IOC_DELAY	_IO(PX_IOC_MAGIC, 0x0b)	/* struct px_set_delay */
#define PX_IOC_LATENCY	_IO(PX_IOC_MAGIC, 0x0c)	/* struct px_latency */

#endif /* PARALLAX_UAPI_H */
