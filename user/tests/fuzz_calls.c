// SPDX-License-Identifier: GPL-2.0-only
/* The calls of test_fuzz: where their arguments are, and which results are allowed. */
#include <poll.h>
#include <sys/mman.h>
#include "allowed_errors.h"
#include "fuzz_thread.h"
#include "op_families.h"

#define BEFORE		64u	/* the part of the WINDOW bytes before the structure */

/* ---- results ---- */

static const int common_errors[] = { -EFAULT, -EINVAL, -E2BIG, 0 };
static const int op_common_errors[] = {
	-ENOENT, -EEXIST, -EPROTOTYPE, -ENOSPC, -ENOMEM, -EAGAIN, -EINTR, -EBADF, 0
};
static const int ring_errors[] = { -ECANCELED, -EINTR, -EOPNOTSUPP, -EBADFD, 0 };

#define STEP_ERRORS	-EBADFD, -EBUSY, -ESRCH, -EINTR, -EPIPE, -ENOMEM, -EAGAIN

static const int *const call_errors[CALL_KINDS] = {
	[STEP] = ERRORS(STEP_ERRORS),
	[SETUP] = ERRORS(-ENOENT, -EBUSY, -EAGAIN, -ENOMEM, -EINTR, -EDOM),
	[START] = ERRORS(-EBADFD, -EBUSY, -EOPNOTSUPP, -ENOMEM, -EAGAIN),
	[WAIT] = ERRORS(-EBADFD, -EINTR, -ENOSPC, -EAGAIN),
	[CHECK] = ERRORS(-EBADFD, -EBUSY),
	[LATENCY] = ERRORS(-EBADFD, -EBUSY, -ENODATA, -ENOSPC),
	[ATTACH] = ERRORS(STEP_ERRORS, -EBADF),
	[DELAY] = ERRORS(STEP_ERRORS),
	[DETACH] = ERRORS(STEP_ERRORS),
	[INPUT] = ERRORS(-EINTR),
	[LAB] = ERRORS(-ENOENT, -EBUSY, -EAGAIN, -EINTR, -ENOSPC, -ENOMEM),
	[POLL_ON] = ERRORS(-ENOENT, -EPROTOTYPE),
	[BAD] = ERRORS(-ENOTTY),
	[WRITE] = ERRORS(-EBUSY, -ENOMEM, -EINTR, -EPIPE, -EAGAIN),
};

static bool is_unchanged(const struct fuzz_call *c)
{
	return c->placement != SHARED && !c->odd_value;
}

static bool some_op_may_return(int result)
{
	for (uint32_t opcode = 0; opcode < OPCODES; opcode++)
		if (op_may_return(opcode, result))
			return true;
	return false;
}

static bool listed(const struct fuzz_call *c, int result)
{
	if (result >= 0 || in_list(common_errors, result) || in_list(call_errors[c->kind], result))
		return true;
	if (c->by_ring && in_list(ring_errors, result))
		return true;
	if (c->kind != OP)
		return false;
	return in_list(op_common_errors, result) ||
	       (is_unchanged(c) ? op_may_return(c->opcode, result) : some_op_may_return(result));
}

void check_result(const struct fuzz_call *c, int result)
{
	if (!listed(c, result) && ADD(unlisted, 1) < 8)
		printf("# unlisted: %s%s, opcode %u: %s\n", call_kinds[c->kind].name,
		       c->by_ring ? " by io_uring" : "", c->opcode, strerrorname_np(-result));
}

/* ---- arguments ---- */

static uint32_t size_of(const struct fuzz_call *c)
{
	return c->size && c->size <= PAGE ? c->size : call_kinds[c->kind].size;
}

char *address_of(const struct fuzz_thread *t, const struct fuzz_call *c)
{
	char *end = t->page + PAGE;

	switch (c->placement) {
	case ENDING:
		return end - size_of(c);
	case ACROSS:
		return end - size_of(c) / 2;
	case UNALIGNED:
		return t->page + PAGE / 2 + 1 + c->value % 3;
	case SHARED:
		return shared_page + 8 * (c->value % 16);
	case FIXED:
		return fixed_page;
	case NOWHERE:
		return c->odd_value ? (char *)(uintptr_t)c->odd_value : c->value % 2 ? end : NULL;
	default:
		return t->page + PAGE / 2;
	}
}

static void copy_args(const struct fuzz_thread *t, const struct fuzz_call *c,
		      const union call_args *args, char *at)
{
	size_t room = sizeof(*args);

	if (c->placement == FIXED || c->placement == NOWHERE)
		return;
	if ((c->placement == ENDING || c->placement == ACROSS) &&
	    (size_t)(t->page + PAGE - at) < room)
		room = (size_t)(t->page + PAGE - at);
	memcpy(at, args, room);
}

/* ---- calls ---- */

uint64_t step_argument(const struct fuzz_call *c)
{
	return c->odd_value ? c->odd_value : PX_STEP(c->owner, c->value % 8 + 1);
}

uint32_t command_of(const struct fuzz_call *c)
{
	switch (c->kind == BAD ? 1 + c->value % 4 : 0) {
	case 1:
		return _IOR(PX_IOC_MAGIC, c->name % 16, struct px_op);
	case 2:
		return _IOWR(PX_IOC_MAGIC, 14 + c->name % 240, struct px_op);
	case 3:
		return _IO(c->name % PX_IOC_MAGIC, PX_IOC_OP & 0xff);
	case 4:
		return (uint32_t)c->odd_value;
	default:
		return call_kinds[c->kind].cmd;
	}
}

/* Compares memory that only this call may change. */
static void check_memory(const struct fuzz_call *c, const char *before, const char *now, int result)
{
	bool writes = result >= 0 || result == -ENOSPC;	/* -ENOSPC: the needed size */
	uint32_t written = writes ? size_of(c) : 0;

	if (written > call_kinds[c->kind].size)
		written = call_kinds[c->kind].size;
	if (!memcmp(before, now, BEFORE) &&
	    !memcmp(before + BEFORE + written, now + BEFORE + written, WINDOW - BEFORE - written))
		return;
	if (ADD(overwritten, 1) < 8)
		printf("# %s, opcode %u: returned %d and wrote beyond %u bytes\n",
		       call_kinds[c->kind].name, c->opcode, result, written);
}

static int call_with(struct fuzz_thread *t, const struct fuzz_call *c)
{
	char *at = address_of(t, c), before[WINDOW];
	bool private = c->placement == INSIDE || c->placement == UNALIGNED;
	union call_args args;
	int result;

	fill_args(c, &args, (uintptr_t)t->results);
	copy_args(t, c, &args, at);
	if (private)
		memcpy(before, at - BEFORE, WINDOW);
	result = call(files[c->file], command_of(c), at);
	if (private)
		check_memory(c, before, at - BEFORE, result);
	return result;
}

static int ioctl_call(struct fuzz_thread *t, const struct fuzz_call *c)
{
	long done;

	ADD(calls, 1);
	if (c->kind != STEP)
		return call_with(t, c);
	done = ioctl(files[c->file], PX_IOC_STEP, (unsigned long)step_argument(c));
	return done < 0 ? -errno : (int)done;
}

static int write_text(struct fuzz_thread *t, const struct fuzz_call *c)
{
	static const char *const texts[] = {
		"29: 3 8 5\n", "29:", " 3 8\n", "18446744073709551616: 1\n", "1: 2: 3\n", "x",
		"\r\n",
		"7: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n", ": 1\n", "5: 5", "\n12 : 3 4\r\n",
	};
	const char *text = texts[c->name % (sizeof(texts) / sizeof(texts[0]))];
	size_t size = c->odd_value ? c->odd_value % (4 * PAGE) : strlen(text);
	char *at = address_of(t, c);
	ssize_t n;

	if (c->placement == INSIDE)
		strcpy(at, text);
	n = write(files[c->file], at, size);
	return n < 0 ? -errno : (int)n;
}

/* read() and mmap() must fail. Reads fdinfo. */
static int read_file(struct fuzz_thread *t, const struct fuzz_call *c)
{
	struct pollfd p = { .fd = files[c->file], .events = POLLIN | POLLOUT };
	char path[64];
	int fd;

	if (read(p.fd, t->results, 1) >= 0 ||
	    mmap(NULL, PAGE, PROT_READ, MAP_SHARED, p.fd, 0) != MAP_FAILED)
		return -EBADMSG;
	poll(&p, 1, 0);
	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", p.fd);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && read(fd, t->results, PAGE) < 0)
		perror("# fdinfo");
	close(fd);
	return 0;
}

int open_named_objects(void)
{
	ADD(calls, 5);
	return open_with_objects();
}

static int reopen(const struct fuzz_call *c)
{
	int fd = c->flags ? open_named_objects() : open_instance();

	if (c->owner == 1)
		fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK);
	dup2(fd, files[c->file]);
	close(fd);
	return 0;
}

static int alias(const struct fuzz_call *c)
{
	return dup2(files[c->value % FILES], files[c->file]) < 0 ? -errno : 0;
}

int execute_call(struct fuzz_thread *t, const struct fuzz_call *c)
{
	switch (c->kind) {
	case WRITE:
		return write_text(t, c);
	case READ:
		return read_file(t, c);
	case REOPEN:
		return reopen(c);
	case ALIAS:
		return alias(c);
	default:
		return ioctl_call(t, c);
	}
}
