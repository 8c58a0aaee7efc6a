// SPDX-License-Identifier: GPL-2.0-only
/* parallax call: one operation on an object of an open instance. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include "call_operations.h"
#include "command.h"
#include "os.h"
#include "sides/ring.h"
#include "uapi/parallax.h"
#include "util/args.h"
#include "util/error.h"
#include "util/nearest.h"
#include "util/parse_number.h"

#define EXIT_POISONED	3	/* the lock was acquired, but is poisoned */

struct options {
	unsigned long long fd;			/* UINT64_MAX: not given */
	bool uring;
	unsigned long long hold_ns;
	unsigned long long timeout_ns;		/* 0: none */
	const struct px_call_operation *operation;
	struct px_op op;
	const char *words[4];			/* KIND OPERATION NAME VALUE */
};

enum { FD = PX_OPTION, OWNER, TIMEOUT, URING, PROCESS_OWNED, HOLD };

static const struct argp_option options[] = {
	{ "fd", FD, "N", 0, "the open file; this option is required", 0 },
	{ "owner", OWNER, "N", 0,
	  "the number of the owner (0). Only the owner that locked an object can unlock it. Only "
	  "the owner of an end of a channel can use that end. The owner that makes a channel gets "
	  "a sender's end", 0 },
	{ "timeout", TIMEOUT, "TIME", 0,
	  "time that lock, read, write, send and recv may wait, in seconds or with a unit as 50ms "
	  "(no limit)", 0 },
	{ "uring", URING, NULL, 0, "use a command of io_uring instead of an ioctl", 0 },
	{ "process-owned", PROCESS_OWNED, NULL, 0,
	  "the lock or the end belongs to this process, not to the file: it is released when the "
	  "process exits", 0 },
	{ "hold", HOLD, "TIME", 0, "wait that long before the process exits", 0 },
	{ 0 }
};

static int parse_owner(struct px_op *op, const char *text)
{
	unsigned long long owner;

	if (!px_parse_whole(text, 0, UINT32_MAX, &owner))
		return px_usage_error("--owner '%s': expected 0 to 4294967295", text);
	op->owner = (uint32_t)owner;
	return 0;
}

static int parse_time(const char *name, const char *text, unsigned long long *ns)
{
	return px_parse_duration(text, PX_UNIT_S, PX_MAX_DURATION_NS, ns) ? 0 :
	       px_usage_error("--%s '%s': expected a duration above 0, up to 60 s, as 0.5 or 50ms",
			      name, text);
}

static int find_operation(struct options *o)
{
	const char *kind = o->words[0], *name = o->words[1];
	struct px_nearest near_kind = { .text = kind }, near_name = { .text = name };
	bool known = false;

	for (o->operation = px_call_operations; o->operation->kind; o->operation++) {
		px_nearest_try(&near_kind, o->operation->kind);
		if (strcmp(o->operation->kind, kind))
			continue;
		if (!strcmp(o->operation->name, name))
			return 0;
		known = true;
		px_nearest_try(&near_name, o->operation->name);
	}
	return px_nearest_fail(known ? &near_name : &near_kind, known ? "operation" : "kind",
			       "parallax call --help");
}

/* The argument after the name, if the operation takes one. */
static int parse_value(struct options *o)
{
	const struct px_call_operation *operation = o->operation;
	const char *text = o->words[3];
	unsigned long long value;

	if (operation->value == PX_CALL_NO_VALUE || operation->value == PX_CALL_GETS)
		return !text ? 0 : px_usage_error("%s %s takes no value", operation->kind,
						  operation->name);
	if (operation->value == PX_CALL_NUMBER) {
		if (!text || !px_parse_whole(text, 0, UINT64_MAX, &value))
			return px_usage_error("%s %s: expected a number below 2^64 after the name",
					      operation->kind, operation->name);
	} else if (text && !strcmp(text, "unbounded")) {
		value = PX_CAPACITY_UNBOUNDED;
	} else if (text && !strcmp(text, "rendezvous")) {
		value = 0;
	} else if (!text || !px_parse_whole(text, 0, PX_MAX_CAPACITY, &value)) {
		return px_usage_error("chan new: expected a capacity after the name: 0 to %u, "
				      "unbounded or rendezvous", PX_MAX_CAPACITY);
	}
	o->op.value = value;
	return 0;
}

static int parse_words(struct options *o)
{
	const char *name = o->words[2];
	int status;

	if (o->fd == UINT64_MAX)
		return px_usage_error("no --fd: expected the number of an open " PX_DEVICE_PATH
				      ", after: exec 3<>" PX_DEVICE_PATH);
	if (!name)
		return px_usage_error("expected KIND OPERATION NAME [VALUE], as in: mutex lock a");
	status = find_operation(o);
	if (status)
		return status;
	if (!*name || strlen(name) >= sizeof(o->op.name))
		return px_usage_error("name '%s': expected 1 to %zu characters", name,
				      sizeof(o->op.name) - 1);
	strcpy(o->op.name, name);
	o->op.opcode = o->operation->opcode;
	return parse_value(o);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case FD:
		return px_parse_whole(arg, 0, INT32_MAX, &o->fd) ? 0 :
		       px_usage_error("--fd '%s': expected the number of an open file", arg);
	case OWNER:
		return parse_owner(&o->op, arg);
	case TIMEOUT:
		return parse_time("timeout", arg, &o->timeout_ns);
	case URING:
		o->uring = true;
		return 0;
	case PROCESS_OWNED:
		o->op.flags |= PX_OP_PROCESS_OWNED;
		return 0;
	case HOLD:
		return parse_time("hold", arg, &o->hold_ns);
	case ARGP_KEY_ARG:
		if (state->arg_num >= 4)
			return px_usage_error("expected KIND OPERATION NAME [VALUE], "
					      "but got '%s' as well", arg);
		o->words[state->arg_num] = arg;
		return 0;
	case ARGP_KEY_END:
		return parse_words(o);
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "KIND OPERATION NAME [VALUE]",
	.doc = "Do one operation on an object of the kernel. The object is a struct mutex, a "
	       "struct rw_semaphore, a struct kref (arc), a channel or a poison lock. A poison "
	       "lock is a mutex that remembers that its holder died.\v"
	       "Operations:\n"
	       "  mutex   new lock trylock unlock\n"
	       "  rwlock  new read write tryread trywrite downgrade unlock\n"
	       "  arc     new get put upgrade count\n"
	       "  chan    new NAME CAPACITY; send NAME NUMBER, trysend; recv tryrecv count\n"
	       "          clone close-sender take-receiver close-receiver\n"
	       "  poison  new lock trylock unlock get; set NAME NUMBER; clear is\n"
	       "\n"
	       "An open file is an instance. The objects live until the shell closes it:\n"
	       "  exec 3<>/dev/parallax\n"
	       "  parallax call --fd 3 mutex new a\n"
	       "  parallax call --fd 3 mutex lock a\n"
	       "  parallax call --fd 3 mutex trylock a    # a: busy, exit status 1\n"
	       "  parallax call --fd 3 mutex unlock a\n"
	       "  parallax call --fd 3 chan new c 2       # or unbounded, or rendezvous (0)\n"
	       "  parallax call --fd 3 chan send c 7\n"
	       "  parallax call --fd 3 chan recv c        # c: received 7\n"
	       "  parallax call --fd 3 poison new p\n"
	       "  parallax call --fd 3 --process-owned poison lock p   # exits with the lock\n"
	       "  parallax call --fd 3 poison lock p      # locked, but poisoned, status 3\n"
	       "  exec 3>&-                               # releases all objects\n"
	       "\n"
	       "Exit status: 0 success; 1 the operation failed, and the reason is printed: on "
	       "stderr if the file is no instance; 2 usage error; 3 a poison lock was locked, but "
	       "is poisoned.",
};

static int call_by_uring(int fd, struct px_op *op)
{
	struct px_ring ring;
	int result = 0;
	int err = px_ring_open(&ring, fd, 1, false);

	if (err)
		return err;
	err = px_ring_add(&ring, PX_IOC_OP, (uintptr_t)op, false);
	if (!err)
		err = px_ring_submit(&ring, &result);
	px_ring_close(&ring);
	return err ? err : result;
}

/* Returns 0 or -errno. */
static int call(const struct options *o, struct px_op *op)
{
	if (o->uring)
		return call_by_uring((int)o->fd, op);
	return ioctl((int)o->fd, PX_IOC_OP, op) ? -errno : 0;
}

/*
 * Returns the reason why this owner cannot unlock. -EPERM does not show whether the lock is free.
 * If it is free, a trylock acquires it.
 */
static const char *unlock_error(const struct options *o)
{
	struct px_op op = { .size = sizeof(op), .owner = o->op.owner };
	int err;

	strcpy(op.name, o->op.name);
	op.opcode = o->op.opcode == PX_OP_RWLOCK_UNLOCK ? PX_OP_RWLOCK_WRITE_TRY :
		    o->op.opcode == PX_OP_POISON_UNLOCK ? PX_OP_POISON_TRYLOCK :
		    PX_OP_MUTEX_TRYLOCK;
	err = call(o, &op);
	if (err && err != -EOWNERDEAD)
		return err == -EBUSY ? "another owner holds it" :
				       px_call_error(o->operation, EPERM);
	op.opcode = o->op.opcode;
	call(o, &op);
	return "not locked: no owner holds it";
}

static int run_operation(struct options *o)
{
	const struct px_call_operation *operation = o->operation;
	char why[128];
	int err = o->uring ? px_ring_probe((int)o->fd, why, sizeof(why)) : 0;

	if (err && err != -EBADF)
		return px_fail("--uring: %s", why);
	if (o->timeout_ns)
		o->op.deadline_ns = px_os_now() + o->timeout_ns;
	err = call(o, &o->op);
	if (err == -EPERM && !strcmp(operation->name, "unlock"))
		printf("%s: %s\n", o->op.name, unlock_error(o));
	else if (err && !px_call_is_answer(-err))
		return px_fail("--fd %llu: %s", o->fd, px_call_error(operation, -err));
	else if (err)
		printf("%s: %s\n", o->op.name, px_call_error(operation, -err));
	else if (operation->value == PX_CALL_GETS)
		printf("%s: %s%llu\n", o->op.name, operation->done,
		       (unsigned long long)o->op.value);
	else if (operation->opcode == PX_OP_ARC_PUT && o->op.value)
		printf("%s: released\n", o->op.name);
	else
		printf("%s: %s\n", o->op.name, operation->done);
	if (fflush(stdout))
		return px_fail("write error on standard output: %s", strerror(errno));
	if (err == -EOWNERDEAD)
		return EXIT_POISONED;
	return err ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct options o = { .fd = UINT64_MAX, .op = { .size = sizeof(o.op) } };
	int status = px_args_parse(&argp, argc, argv, &o);

	if (status)
		return status;
	status = run_operation(&o);
	if (o.hold_ns)
		nanosleep(&(struct timespec) {
			(time_t)(o.hold_ns / 1000000000u), (long)(o.hold_ns % 1000000000u)
		}, NULL);
	return status;
}

const struct px_command px_command_call = {
	.name = "call",
	.summary = "do one operation on a kernel lock, arc or channel",
	.run = run,
};
