// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "kmsg.h"

#define RECORD	8192	/* the longest record that the kernel returns */

/* Lets WARN_ONCE() and similar reports be printed again. Needs debugfs. */
static bool clear_once(void)
{
	int fd = open("/sys/kernel/debug/clear_warn_once", O_WRONLY | O_CLOEXEC);
	bool cleared;

	if (fd < 0)
		return false;
	cleared = write(fd, "1", 1) == 1;
	close(fd);
	return cleared;
}

int px_kmsg_mark(bool *again)
{
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	*again = clear_once();
	lseek(fd, 0, SEEK_END);
	return fd;
}

bool px_kmsg_has(int fd, const char *text)
{
	char record[RECORD + 1];
	bool found = false;

	for (;;) {
		ssize_t n = read(fd, record, RECORD);

		if (n < 0 && errno == EPIPE)	/* records were overwritten: continue after them */
			continue;
		if (n <= 0)
			break;
		record[n] = '\0';
		/* The module's own message quotes the text; it does not count. */
		found = found || (strstr(record, text) && !strstr(record, "parallax: lab "));
	}
	close(fd);
	return found;
}
