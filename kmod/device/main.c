// SPDX-License-Identifier: GPL-2.0-only
/* main: loads and unloads the module. */
#include <linux/module.h>
#include "bench/null_device.h"
#include "chardev.h"
#include "base/limits.h"
#include "node.h"
#include "thread.h"

static int __init px_init(void)
{
	int err = px_limits_init();

	if (err)
		return err;
	err = px_null_device_register();
	if (err)
		return err;
	err = px_node_register(&px_fops);
	if (err)
		px_null_device_unregister();
	return err;
}

static void __exit px_exit(void)
{
	px_node_unregister();
	px_null_device_unregister();
	px_thread_await_detached();
}

module_init(px_init);
module_exit(px_exit);

MODULE_DESCRIPTION("Compares the kernel's synchronization primitives with those of user space");
MODULE_LICENSE("GPL");
