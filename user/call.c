// SPDX-License-Identifier: GPL-2.0-only
/* parallax call: one operation on a kernel primitive of an open instance. */
#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include "abi.h"
#include "command.h"
#include "number.h"

static const struct verb {
	const char *kind, *name;
	uint32_t opcode;
	const char *done;		/* what to say; %llu is the value */
} verbs[] = {
	{ "mutex", "new", PX_OP_MUTEX_NEW, "made" },
	{ "mutex", "lock", PX_OP_MUTEX_LOCK, "locked" },
	{ "mutex", "trylock", PX_OP_MUTEX_TRYLOCK, "locked" },
	{ "mutex", "unlock", PX_OP_MUTEX_UNLOCK, "unlocked" },
	{ "rwlock", "new", PX_OP_RWLOCK_NEW, "made" },
	{ "rwlock", "read", PX_OP_RWLOCK_READ, "reading" },
	{ "rwlock", "write", PX_OP_RWLOCK_WRITE, "writing" },
	{ "rwlock", "tryread", PX_OP_RWLOCK_READ_TRY, "reading" },
	{ "rwlock", "trywrite", PX_OP_RWLOCK_WRITE_TRY, "writing" },
	{ "rwlock", "downgrade", PX_OP_RWLOCK_DOWNGRADE, "reading" },
	{ "rwlock", "unlock", PX_OP_RWLOCK_UNLOCK, "unlocked" },
	{ "arc", "new", PX_OP_ARC_NEW, "made, count 1" },
	{ "arc", "get", PX_OP_ARC_GET, "one more" },
	{ "arc", "put", PX_OP_ARC_PUT, "one less" },
	{ "arc", "upgrade", PX_OP_ARC_UPGRADE, "one more" },
	{ "arc", "count", PX_OP_ARC_COUNT, "count" },
};

static const struct verb *find(const char *kind, const char *name)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (!strcmp(verbs[i].kind, kind) && !strcmp(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

/* What an error means here, as abi.h has it. */
static const char *meaning(int err)
{
	switch (err) {
	case EBUSY: return "busy";
	case ETIMEDOUT: return "not to be had in time";
	case EINTR: return "interrupted";
	case EPERM: return "not this actor's to give back";
	case ENOENT: return "no object of that name (new makes one)";
	case EEXIST: return "exists already";
	case EPROTOTYPE: return "an object of another kind";
	case ENOSPC: return "too many objects or holds in this instance";
	case EAGAIN: return "too many threads in the module";
	case ESTALE: return "released already, its count is zero";
	case EOVERFLOW: return "too many references";
	case EBADF: return "the file is not open";
	case ENOTTY: return "the file is not " PX_DEVICE_PATH;
	default: return strerror(err);
	}
}

static int perform(int fd, const struct verb *verb, struct px_op *op)
{
	if (ioctl(fd, PX_IOC_OP, op)) {
		printf("%s: %s\n", op->name, meaning(errno));
		return PX_EXIT_FAILED;
	}
	if (verb->opcode == PX_OP_ARC_COUNT)
		printf("%s: count %llu\n", op->name, (unsigned long long)op->value);
	else if (verb->opcode == PX_OP_ARC_PUT && op->value)
		printf("%s: released\n", op->name);
	else
		printf("%s: %s\n", op->name, verb->done);
	return PX_EXIT_FINE;
}

static const struct option options[] = {
	{ "fd", required_argument, NULL, 'f' },
	{ "as", required_argument, NULL, 'a' },
	{ "timeout", required_argument, NULL, 't' },
	{ NULL, 0, NULL, 0 },
};

/* Whether the options were understood; otherwise said why not. */
static int parse(int argc, char **argv, unsigned long long *fd, struct px_op *op)
{
	unsigned long long actor;
	int o;

	opterr = 0;
	while ((o = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (o) {
		case 'f':
			if (!px_number_whole(optarg, 0, INT32_MAX, fd))
				return px_usage("--fd '%s': expected a file's number", optarg);
			break;
		case 'a':
			if (!px_number_whole(optarg, 0, UINT32_MAX, &actor))
				return px_usage("--as '%s': expected 0 to 4294967295", optarg);
			op->actor = (uint32_t)actor;
			break;
		case 't':
			if (!px_number_seconds(optarg, PX_MAX_DURATION_NS, &op->timeout_ns))
				return px_usage("--timeout '%s': expected seconds, up to 60",
						optarg);
			break;
		default:
			return px_usage("'%s' is not an option of call, or lacks its value "
					"(try --help)", argv[optind - 1]);
		}
	}
	return PX_EXIT_FINE;
}

static int call(int argc, char **argv)
{
	struct px_op op = { .size = sizeof(op) };
	unsigned long long fd = UINT64_MAX;
	const struct verb *verb;
	int status = parse(argc, argv, &fd, &op);

	if (status)
		return status;
	if (fd == UINT64_MAX)
		return px_usage("call needs --fd N, an open " PX_DEVICE_PATH
				" (exec 3<>" PX_DEVICE_PATH ")");
	if (argc - optind != 3)
		return px_usage("call expects KIND VERB NAME, as in: mutex lock a (try --help)");
	verb = find(argv[optind], argv[optind + 1]);
	if (!verb)
		return px_usage("no operation '%s %s' (try --help)",
				argv[optind], argv[optind + 1]);
	if (!argv[optind + 2][0] || strlen(argv[optind + 2]) >= sizeof(op.name))
		return px_usage("name '%s': expected 1 to %zu characters",
				argv[optind + 2], sizeof(op.name) - 1);
	strcpy(op.name, argv[optind + 2]);
	op.opcode = verb->opcode;
	return perform((int)fd, verb, &op);
}

const struct px_command px_command_call = {
	.name = "call",
	.summary = "one operation on a kernel mutex, rwlock or arc of an open instance",
	.run = call,
	.help = "usage: parallax call --fd N [--as ACTOR] [--timeout SECONDS] KIND VERB NAME\n"
		"\n"
		"  mutex   new lock trylock unlock\n"
		"  rwlock  new read write tryread trywrite downgrade unlock\n"
		"  arc     new get put upgrade count\n"
		"\n"
		"The primitives are the kernel's own: struct mutex, struct rw_semaphore, struct\n"
		"kref. The instance is a file that the shell holds open, and lives as long:\n"
		"\n"
		"    exec 3<>/dev/parallax\n"
		"    parallax call --fd 3 mutex new a\n"
		"    parallax call --fd 3 mutex lock a\n"
		"    parallax call --fd 3 mutex trylock a      # a: busy, exit status 1\n"
		"    parallax call --fd 3 mutex unlock a\n"
		"    exec 3>&-                                 # all is released\n"
		"\n"
		"  --fd N             the open file\n"
		"  --as ACTOR         who acts, a number (0): only who locked can unlock\n"
		"  --timeout SECONDS  how long lock, read and write may wait (no limit)\n"
		"\n"
		"Exit status: 0 done; 1 it was refused, which is said; 2 usage.\n",
};
