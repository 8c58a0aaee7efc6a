// SPDX-License-Identifier: GPL-2.0-only
/*
 * null_device: /dev/parallax_bare, whose ioctl only returns 0. It measures the cost of
 * an ioctl of a misc device without any dispatch. Only in builds for make bench.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include "null_device.h"

static long null_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return 0;
}

static const struct file_operations null_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = null_ioctl,
	.llseek = noop_llseek,
};

static struct miscdevice null_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "parallax_bare",
	.fops = &null_fops,
	.mode = 0600,
};

int px_null_device_register(void)
{
	return misc_register(&null_device);
}

void px_null_device_unregister(void)
{
	misc_deregister(&null_device);
}
