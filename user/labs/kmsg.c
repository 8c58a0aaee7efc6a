// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "kmsg.h"

#define RECORD	8192	/* the longest that the kernel hands out */

/* WARN_ONCE() and its like; without debugfs they stay silent a second time. */
static void clear_once(void)
{
	int fd = open("/sys/kernel/debug/clear_warn_once", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, "1", 1) != 1)
		errno = 0;
	close(fd);
}

int px_kmsg_mark(void)
{
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	clear_once();
	lseek(fd, 0, SEEK_END);
	return fd;
}

bool px_kmsg_says(int fd, const char *text)
{
	char record[RECORD + 1];
	bool result = false;

	for (;;) {
		ssize_t n = read(fd, record, RECORD);

		if (n < 0 && errno == EPIPE)	/* some were overwritten: go on behind them */
			continue;
		if (n <= 0)
			break;
		record[n] = '\0';
		/* The module's own announcement is not the kernel's word. */
		result = result || (strstr(record, text) && !strstr(record, "parallax: lab "));
	}
	close(fd);
	return result;
}
