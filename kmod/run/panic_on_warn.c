// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "panic_on_warn.h"

#define TEXT_SIZE	4096	/* more than the longest command line: 2048 bytes on x86 */

/* Reads the file into @text, as a string. Returns 0, or a negative errno. */
static int read_text(const char *path, char *text)
{
	struct file *f = filp_open(path, O_RDONLY, 0);
	loff_t at = 0;
	ssize_t got;

	if (IS_ERR(f))
		return PTR_ERR(f);
	got = kernel_read(f, text, TEXT_SIZE - 1, &at);
	filp_close(f, NULL);
	if (got <= 0)
		return got ?: -EIO;
	text[got] = '\0';
	return 0;
}

static bool is_set(const char *path, char *text)
{
	return read_text(path, text) || strcmp(text, "0\n");
}

/* Some kernels before 6.2 have no warn_limit. */
static bool has_warn_limit(char *text)
{
	static const char path[] = "/proc/sys/kernel/warn_limit";

	return read_text(path, text) != -ENOENT && is_set(path, text);
}

/* panic_on_taint=BITMASK[,nousertaint], in hexadecimal */
static bool panics_on_taint(char *text)
{
	static const char name[] = "panic_on_taint=";
	unsigned long mask;
	const char *at;

	if (read_text("/proc/cmdline", text))
		return true;
	at = strstr(text, name);
	return at && (sscanf(at + strlen(name), "%lx", &mask) != 1 || mask & BIT(TAINT_WARN));
}

bool px_panics_on_warn(void)
{
	char *text = kmalloc(TEXT_SIZE, GFP_KERNEL);
	bool panics = !text || is_set("/proc/sys/kernel/panic_on_warn", text) ||
		      has_warn_limit(text) || panics_on_taint(text);

	kfree(text);
	return panics;
}
