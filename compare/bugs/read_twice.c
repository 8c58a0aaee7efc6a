// SPDX-License-Identifier: GPL-2.0-only
/*
 * read_twice: BROKEN ON PURPOSE. A reader reads once more, and a writer has
 * come in between.
 */
#include "bug.h"
#include "rwlock.h"
#include "rwlock_lab.h"

static struct px_rwlock lock;

static u64 writer(void *arg)
{
	px_os_sleep(PX_BUG_WHILE / 4);
	px_rwlock_write(&lock);
	px_rwlock_write_unlock(&lock);
	return 0;
}

static u64 reader(void *arg)
{
	px_rwlock_read(&lock);
	px_os_sleep(PX_BUG_WHILE);
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
	px_run_both(reader, writer, NULL);
	px_rwlock_destroy(&lock);
}

PX_BUG(read_twice) = {
	.name = "read_twice",
	.make = read_twice,
};

PX_BUG_DOC(read_twice) = {
	.name = "read_twice",
	.wrong = "A thread that reads asks to read once more, while a writer waits for it.",
	.ends = "The reader waits for the writer, and the writer for the reader.",
	.rust = "Two reads are fine to the types; whether they are to the lock is left "
		"open.",
	.caught = "clang lockdep hung",
	.missed = "rustc gcc sparse tsan helgrind",
	.why = "In user space the lock is of the kind that lets writers go first: of the "
		"default kind, the reader would get in.",
};
