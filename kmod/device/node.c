// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uidgid.h>
#include "base/compat.h"
#include "node.h"

static char *mode = "0600";
static unsigned int group;

module_param(mode, charp, 0444);
MODULE_PARM_DESC(mode, "mode of /dev/parallax, in octal (2 to 0666; 0600)");
module_param(group, uint, 0444);
MODULE_PARM_DESC(group, "number of the group of /dev/parallax (0)");

static u16 mode_bits;		/* mode as a number */
static dev_t number;
static struct cdev cdev;
static struct device *device;

static struct class px_class = { .name = "parallax" };

/* The pointers are NULL when the node is removed. */
static char *devnode(px_devnode_arg *dev, umode_t *its_mode, kuid_t *uid, kgid_t *gid)
{
	if (its_mode)
		*its_mode = mode_bits;
	if (gid)
		*gid = make_kgid(&init_user_ns, group);
	return NULL;
}

static const struct device_type px_type = { .name = "parallax", .devnode = devnode };

static void release(struct device *dev)
{
	kfree(dev);
}

static struct device *make_device(void)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	device_initialize(dev);
	dev->devt = number;
	dev->class = &px_class;
	dev->type = &px_type;
	dev->release = release;
	return dev;
}

static int add_device(const struct file_operations *fops)
{
	int err;

	device = make_device();
	if (!device)
		return -ENOMEM;
	cdev_init(&cdev, fops);
	cdev.owner = THIS_MODULE;
	err = dev_set_name(device, "parallax");
	if (!err)
		err = cdev_device_add(&cdev, device);
	if (err)
		put_device(device);
	return err;
}

static int check_parameters(void)
{
	/* As chmod: octal without a prefix. With 0 the kernel would take its own default. */
	if (kstrtou16(mode, 8, &mode_bits) || !mode_bits || mode_bits & ~0666) {
		pr_err("mode=\"%s\": expected read and write bits in octal, 2 to 0666\n",
		       mode);
		return -EINVAL;
	}
	if (!gid_valid(make_kgid(&init_user_ns, group))) {
		pr_err("group=%u: expected the number of a group\n", group);
		return -EINVAL;
	}
	return 0;
}

int px_node_register(const struct file_operations *fops)
{
	int err = check_parameters();

	if (err)
		return err;
	err = alloc_chrdev_region(&number, 0, 1, "parallax");
	if (err)
		return err;
	err = class_register(&px_class);
	if (err)
		goto free_number;
	err = add_device(fops);
	if (!err)
		return 0;
	class_unregister(&px_class);
free_number:
	unregister_chrdev_region(number, 1);
	return err;
}

void px_node_unregister(void)
{
	cdev_device_del(&cdev, device);
	put_device(device);
	class_unregister(&px_class);
	unregister_chrdev_region(number, 1);
}
