// SPDX-License-Identifier: GPL-2.0-only
/* parallax call: one operation on a kernel primitive of an open instance. */
#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include "uapi/parallax.h"
#include "command.h"
#include "util/parse_number.h"
#include "sides/ring.h"

/* A poison lock that is had all the same: neither done as wished nor refused. */
#define EXIT_POISONED	3

enum value { NONE, GIVEN, TAKES_NUMBER, TAKES_CAPACITY };

static const struct verb {
	const char *kind, *name;
	uint32_t opcode;
	const char *done;		/* what to say; with GIVEN the value follows */
	enum value value;
} verbs[] = {
	{ "mutex", "new", PX_OP_MUTEX_NEW, "made", NONE },
	{ "mutex", "lock", PX_OP_MUTEX_LOCK, "locked", NONE },
	{ "mutex", "trylock", PX_OP_MUTEX_TRYLOCK, "locked", NONE },
	{ "mutex", "unlock", PX_OP_MUTEX_UNLOCK, "unlocked", NONE },
	{ "rwlock", "new", PX_OP_RWLOCK_NEW, "made", NONE },
	{ "rwlock", "read", PX_OP_RWLOCK_READ, "reading", NONE },
	{ "rwlock", "write", PX_OP_RWLOCK_WRITE, "writing", NONE },
	{ "rwlock", "tryread", PX_OP_RWLOCK_READ_TRY, "reading", NONE },
	{ "rwlock", "trywrite", PX_OP_RWLOCK_WRITE_TRY, "writing", NONE },
	{ "rwlock", "downgrade", PX_OP_RWLOCK_DOWNGRADE, "reading", NONE },
	{ "rwlock", "unlock", PX_OP_RWLOCK_UNLOCK, "unlocked", NONE },
	{ "arc", "new", PX_OP_ARC_NEW, "made, count 1", NONE },
	{ "arc", "get", PX_OP_ARC_GET, "one more", NONE },
	{ "arc", "put", PX_OP_ARC_PUT, "one less", NONE },
	{ "arc", "upgrade", PX_OP_ARC_UPGRADE, "one more", NONE },
	{ "arc", "count", PX_OP_ARC_COUNT, "count ", GIVEN },
	{ "chan", "new", PX_OP_CHAN_NEW, "made, with one sender", TAKES_CAPACITY },
	{ "chan", "send", PX_OP_CHAN_SEND, "sent", TAKES_NUMBER },
	{ "chan", "trysend", PX_OP_CHAN_TRY_SEND, "sent", TAKES_NUMBER },
	{ "chan", "recv", PX_OP_CHAN_RECV, "received ", GIVEN },
	{ "chan", "tryrecv", PX_OP_CHAN_TRY_RECV, "received ", GIVEN },
	{ "chan", "clone", PX_OP_CHAN_CLONE, "one sender more", NONE },
	{ "chan", "close-sender", PX_OP_CHAN_CLOSE_SENDER, "one sender less", NONE },
	{ "chan", "take-receiver", PX_OP_CHAN_TAKE_RECEIVER, "taken", NONE },
	{ "chan", "close-receiver", PX_OP_CHAN_CLOSE_RECEIVER, "no receiver any more", NONE },
	{ "chan", "count", PX_OP_CHAN_COUNT, "messages ", GIVEN },
	{ "poison", "new", PX_OP_POISON_NEW, "made", NONE },
	{ "poison", "lock", PX_OP_POISON_LOCK, "locked", NONE },
	{ "poison", "trylock", PX_OP_POISON_TRYLOCK, "locked", NONE },
	{ "poison", "unlock", PX_OP_POISON_UNLOCK, "unlocked", NONE },
	{ "poison", "get", PX_OP_POISON_GET, "", GIVEN },
	{ "poison", "set", PX_OP_POISON_SET, "set", TAKES_NUMBER },
	{ "poison", "clear", PX_OP_POISON_CLEAR, "not poisoned any more", NONE },
	{ "poison", "is", PX_OP_POISON_IS, "poisoned ", GIVEN },
};

static const struct verb *find(const char *kind, const char *name)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (!strcmp(verbs[i].kind, kind) && !strcmp(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

/* What an error means of a channel, as abi.h has it; NULL: as elsewhere. */
static const char *meaning_of_chan(uint32_t opcode, int err)
{
	switch (err) {
	case EBUSY: return opcode == PX_OP_CHAN_TAKE_RECEIVER ? "taken, or a recv waits" :
								"a recv waits";
	case EPERM: return "no such end of this owner's (clone and take-receiver make one)";
	case EPIPE: return opcode == PX_OP_CHAN_TAKE_RECEIVER ? "that end is closed" :
			   opcode == PX_OP_CHAN_SEND || opcode == PX_OP_CHAN_TRY_SEND ?
			   "the receiver is gone" : "all senders are gone";
	case EAGAIN: return opcode == PX_OP_CHAN_TRY_SEND ? "no room now" : "no message now";
	case ETIMEDOUT: return opcode == PX_OP_CHAN_SEND ? "no room in time" :
							   "no message in time";
	case ENOSPC: return opcode == PX_OP_CHAN_NEW ? NULL : "too many senders";
	default: return NULL;
	}
}

/* What an error means here, as abi.h has it. */
static const char *meaning(const struct verb *verb, int err)
{
	const char *of_chan = strcmp(verb->kind, "chan") ? NULL :
			      meaning_of_chan(verb->opcode, err);

	if (of_chan)
		return of_chan;
	switch (err) {
	case EBUSY: return "busy";
	case ETIMEDOUT: return "not to be had in time";
	case EINTR: return "interrupted";
	case EPERM: return verb->value == NONE ? "not this owner's to give back" :
						 "not locked by this owner";
	case EINVAL: return "not an operation that takes this (--process-owned, --timeout), or that "
			    "this module knows";
	case ENOENT: return "no object of that name (new makes one)";
	case EEXIST: return "exists already";
	case EPROTOTYPE: return "an object of another kind";
	case ENOSPC: return "too many objects or holds in this instance";
	case EAGAIN: return "too many threads in the module";
	case ESTALE: return "released already, its count is zero";
	case EOVERFLOW: return "too many references";
	case EOWNERDEAD: return "locked, but poisoned: a process ended while it held it";
	case EBADF: return "the file is not open";
	case ENOTTY:
	case EOPNOTSUPP: return "the file is not " PX_DEVICE_PATH;
	default: return strerror(err);
	}
}

/* What is asked for, beside the operation itself. */
struct wish {
	unsigned long long fd;
	bool uring;
	__u64 hold_ns;
};

static int by_uring(int fd, struct px_op *op)
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

/* The operation on the open file: 0 or -errno. */
static int make_call(const struct wish *wish, struct px_op *op)
{
	if (wish->uring)
		return by_uring((int)wish->fd, op);
	return ioctl((int)wish->fd, PX_IOC_OP, op) ? -errno : 0;
}

static int perform(const struct wish *wish, const struct verb *verb, struct px_op *op)
{
	int err = make_call(wish, op);

	if (err)
		printf("%s: %s\n", op->name, meaning(verb, -err));
	else if (verb->value == GIVEN)
		printf("%s: %s%llu\n", op->name, verb->done, (unsigned long long)op->value);
	else if (verb->opcode == PX_OP_ARC_PUT && op->value)
		printf("%s: released\n", op->name);
	else
		printf("%s: %s\n", op->name, verb->done);
	fflush(stdout);
	if (err == -EOWNERDEAD)
		return EXIT_POISONED;
	return err ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

static const struct option options[] = {
	{ "fd", required_argument, NULL, 'f' },
	{ "as", required_argument, NULL, 'a' },
	{ "timeout", required_argument, NULL, 't' },
	{ "uring", no_argument, NULL, 'u' },
	{ "mine", no_argument, NULL, 'm' },
	{ "hold", required_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

/* Whether the options were understood; otherwise said why not. */
static int parse(int argc, char **argv, struct wish *wish, struct px_op *op)
{
	unsigned long long owner;
	int o;

	opterr = 0;
	while ((o = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (o) {
		case 'f':
			if (!px_parse_whole(optarg, 0, INT32_MAX, &wish->fd))
				return px_usage_error("--fd '%s': expected a file's number", optarg);
			break;
		case 'a':
			if (!px_parse_whole(optarg, 0, UINT32_MAX, &owner))
				return px_usage_error("--owner '%s': expected 0 to 4294967295", optarg);
			op->owner = (uint32_t)owner;
			break;
		case 't':
			if (!px_parse_seconds(optarg, PX_MAX_DURATION_NS, &op->timeout_ns))
				return px_usage_error("--timeout '%s': expected seconds, up to 60",
						optarg);
			break;
		case 'm':
			op->flags |= PX_OP_PROCESS_OWNED;
			break;
		case 'h':
			if (!px_parse_seconds(optarg, PX_MAX_DURATION_NS, &wish->hold_ns))
				return px_usage_error("--hold '%s': expected seconds, up to 60", optarg);
			break;
		case 'u':
			wish->uring = true;
			break;
		default:
			return px_usage_error("'%s' is not an option of call, or lacks its value "
					"(try --help)", argv[optind - 1]);
		}
	}
	return PX_EXIT_FINE;
}

/* What the operation takes, after its name: whether it was understood. */
static int parse_value(const struct verb *verb, const char *text, struct px_op *op)
{
	unsigned long long value;

	if (verb->value == NONE || verb->value == GIVEN)
		return text ? px_usage_error("%s %s takes no value", verb->kind, verb->name) :
			      PX_EXIT_FINE;
	if (verb->value == TAKES_NUMBER) {
		if (!text || !px_parse_whole(text, 0, UINT64_MAX, &value))
			return px_usage_error("%s %s expects a number below 2^64 after the name",
					verb->kind, verb->name);
	} else if (text && !strcmp(text, "unbounded")) {
		value = PX_CAPACITY_UNBOUNDED;
	} else if (text && !strcmp(text, "rendezvous")) {
		value = 0;
	} else if (!text || !px_parse_whole(text, 0, PX_MAX_CAPACITY, &value)) {
		return px_usage_error("chan new expects a capacity after the name: 0 to %u, unbounded "
				"or rendezvous", PX_MAX_CAPACITY);
	}
	op->value = value;
	return PX_EXIT_FINE;
}

/* KIND VERB NAME [VALUE]. */
static int parse_operation(int argc, char **argv, const struct verb **verb, struct px_op *op)
{
	if (argc != 3 && argc != 4)
		return px_usage_error("call expects KIND VERB NAME [VALUE], as in: mutex lock a (try --help)");
	*verb = find(argv[0], argv[1]);
	if (!*verb)
		return px_usage_error("no operation '%s %s' (try --help)", argv[0], argv[1]);
	if (!argv[2][0] || strlen(argv[2]) >= sizeof(op->name))
		return px_usage_error("name '%s': expected 1 to %zu characters", argv[2],
				sizeof(op->name) - 1);
	strcpy(op->name, argv[2]);
	op->opcode = (*verb)->opcode;
	return parse_value(*verb, argc == 4 ? argv[3] : NULL, op);
}

static int call(int argc, char **argv)
{
	struct px_op op = { .size = sizeof(op) };
	struct wish wish = { .fd = UINT64_MAX };
	const struct verb *verb = NULL;
	int status = parse(argc, argv, &wish, &op);

	if (status)
		return status;
	if (wish.fd == UINT64_MAX)
		return px_usage_error("call needs --fd N, an open " PX_DEVICE_PATH
				" (exec 3<>" PX_DEVICE_PATH ")");
	status = parse_operation(argc - optind, argv + optind, &verb, &op);
	if (status)
		return status;
	status = perform(&wish, verb, &op);
	if (wish.hold_ns)
		nanosleep(&(struct timespec) {
			(time_t)(wish.hold_ns / 1000000000u), (long)(wish.hold_ns % 1000000000u)
		}, NULL);
	return status;
}

const struct px_command px_command_call = {
	.name = "call",
	.summary = "one operation on a kernel lock, arc or channel of an open instance",
	.run = call,
	.help = "usage: parallax call --fd N [OPTION…] KIND VERB NAME [VALUE]\n"
		"\n"
		"  mutex   new lock trylock unlock\n"
		"  rwlock  new read write tryread trywrite downgrade unlock\n"
		"  arc     new get put upgrade count\n"
		"  chan    new NAME CAPACITY; send NAME NUMBER, trysend; recv tryrecv count\n"
		"          clone close-sender take-receiver close-receiver\n"
		"  poison  new lock trylock unlock get; set NAME NUMBER; clear is\n"
		"\n"
		"The primitives are the kernel's own: struct mutex, struct rw_semaphore, struct\n"
		"kref; a channel is the workloads', a poison lock a mutex that remembers that its\n"
		"holder died. The instance is a file that the shell holds open, and lives as long:\n"
		"\n"
		"    exec 3<>/dev/parallax\n"
		"    parallax call --fd 3 mutex new a\n"
		"    parallax call --fd 3 mutex lock a\n"
		"    parallax call --fd 3 mutex trylock a      # a: busy, exit status 1\n"
		"    parallax call --fd 3 mutex unlock a\n"
		"    parallax call --fd 3 chan new c 2         # or unbounded, or rendezvous (0)\n"
		"    parallax call --fd 3 chan send c 7\n"
		"    parallax call --fd 3 chan recv c          # c: received 7\n"
		"    parallax call --fd 3 poison new p\n"
		"    parallax call --fd 3 --process-owned poison lock p # and the process ends, holding it\n"
		"    parallax call --fd 3 poison lock p        # locked, but poisoned; status 3\n"
		"    exec 3>&-                                 # all is released\n"
		"\n"
		"  --fd N             the open file\n"
		"  --owner ACTOR         who acts, a number (0): only who locked can unlock, only who\n"
		"                     has an end can use it; who makes a channel has a sender's\n"
		"  --timeout SECONDS  how long lock, read, write, send and recv may wait (no limit)\n"
		"  --uring            as a command of an io_uring instead of an ioctl\n"
		"  --process-owned             what is taken, a lock or an end, is this command's own, and\n"
		"                     goes with it, however it ends; not the file's\n"
		"  --hold SECONDS     stay that long after it is done\n"
		"\n"
		"Exit status: 0 done; 1 it was refused, which is said; 2 usage; 3 a poison lock is\n"
		"poisoned, and locked.\n",
};
