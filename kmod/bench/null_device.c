// SPDX-License-Identifier: GPL-2.0-only
/*
 * bare: /dev/parallax_bare, whose ioctl returns 0 and does nothing else: what an
 * ioctl of a misc device costs before anybody has dispatched it. Only in builds
 * for make bench.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include "null_device.h"

static long answer(struct file *file, unsigned int cmd, unsigned long arg)
{
	return 0;
}

static const struct file_operations bare_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = answer,
	.llseek = noop_llseek,
};

static struct miscdevice bare_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "parallax_bare",
	.fops = &bare_fops,
	.mode = 0600,
};

int px_null_device_register(void)
{
	return misc_register(&bare_device);
}

void px_null_device_unregister(void)
{
	misc_deregister(&bare_device);
}
