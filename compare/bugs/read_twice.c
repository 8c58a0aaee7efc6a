// SPDX-License-Identifier: GPL-2.0-only
/* read_twice: BROKEN ON PURPOSE. A reader read-locks again while a writer waits. */
#include "bug.h"
#include "rwlock.h"
#include "rwlock_lab.h"

static struct px_rwlock lock;

static u64 writer(void *arg)
{
	px_os_sleep(PX_BUG_WAIT_NS / 4);
	px_rwlock_write(&lock);
	px_rwlock_write_unlock(&lock);
	return 0;
}

static u64 reader(void *arg)
{
	px_rwlock_read(&lock);
	px_os_sleep(PX_BUG_WAIT_NS);
	if (PX_WRONG) {
		px_rwlock_read(&lock);
		px_rwlock_read_unlock(&lock);
	}
	px_rwlock_read_unlock(&lock);
	return 0;
}

static void read_twice(void)
{
	if (px_rwlock_init_kind(&lock, PX_RWLOCK_PREFER_WRITER_NONRECURSIVE))
		px_rwlock_init(&lock);
	px_bug_run_two(reader, writer, NULL);
	px_rwlock_destroy(&lock);
}

PX_BUG(read_twice) = {
	.name = "read_twice",
	.run = read_twice,
};

PX_BUG_DOC(read_twice) = {
	.name = "read_twice",
	.wrong = "A thread that holds a read lock takes it again, while a writer waits.",
	.effect = "The reader waits for the writer, and the writer waits for the reader.",
	.rust = "The types allow two reads. Whether the lock does is not specified.",
	.caught = "clang lockdep hung",
	.missed = "rustc gcc sparse tsan helgrind",
	.note = "In user space the lock is of the kind that prefers writers. With the "
		"default kind the second read succeeds.",
};
