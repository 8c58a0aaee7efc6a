/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * node: the device node /dev/parallax, with the mode and the group that the module's
 * parameters say. A misc device has no group.
 */
#ifndef PX_KMOD_NODE_H
#define PX_KMOD_NODE_H

struct file_operations;

/**
 * px_node_register() - create the device node
 * @fops: what it does
 *
 * Context: module init.
 * Return: 0, -EINVAL if a parameter is out of its range, or another negative errno.
 */
int px_node_register(const struct file_operations *fops);

/**
 * px_node_unregister() - remove the device node
 *
 * Context: module exit.
 */
void px_node_unregister(void);

#endif /* PX_KMOD_NODE_H */
