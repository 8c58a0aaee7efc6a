// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "warning.h"

#define TAINT_W		0x200u	/* "kernel issued warning" */

/* Reads a file of one line. Returns 0 or -errno. */
static int read_line(const char *path, char *line, int size)
{
	FILE *f = fopen(path, "re");
	int err = 0;

	if (!f)
		return -errno;
	if (!fgets(line, size, f))
		err = -EIO;
	fclose(f);
	return err;
}

/* A kernel before 6.2 may have no warn_limit. */
static bool is_set(const char *name, char *why, size_t size)
{
	char path[64], line[32];
	int err;

	snprintf(path, sizeof(path), "/proc/sys/kernel/%s", name);
	err = read_line(path, line, sizeof(line));
	if (err == -ENOENT && !strcmp(name, "warn_limit"))
		return false;
	if (err)
		snprintf(why, size, "the lab makes the kernel warn, and %s cannot be read: %s",
			 path, strerror(-err));
	else if (strtoul(line, NULL, 10))
		snprintf(why, size, "the lab makes the kernel warn, and kernel.%s is set", name);
	else
		return false;
	return true;
}

/* panic_on_taint=BITMASK[,nousertaint], in hexadecimal */
static bool taint_panics(char *why, size_t size)
{
	static const char name[] = "panic_on_taint=", cmdline[] = "/proc/cmdline";
	char line[4096] = "";
	const char *at;
	int err = read_line(cmdline, line, sizeof(line));

	if (err) {
		snprintf(why, size, "the lab makes the kernel warn, and %s cannot be read: %s",
			 cmdline, strerror(-err));
		return true;
	}
	at = strstr(line, name);
	if (!at || !(strtoul(at + strlen(name), NULL, 16) & TAINT_W))
		return false;
	snprintf(why, size, "the lab makes the kernel warn, and the boot parameter panic_on_taint "
		 "has bit 0x200");
	return true;
}

bool px_warning_panics(char *why, size_t size)
{
	return is_set("panic_on_warn", why, size) || is_set("warn_limit", why, size) ||
	       taint_panics(why, size);
}
