/* SPDX-License-Identifier: GPL-2.0-only */
/* nets: all that may catch a mistake: what reads the source, what watches it run. */
#ifndef PX_NETS_H
#define PX_NETS_H

enum px_net_group {
	PX_NETS_RUST,
	PX_NETS_BUILD,		/* of both worlds */
	PX_NETS_KERNEL,
	PX_NETS_USER,
	PX_NET_GROUPS
};

struct px_net {
	const char *name;
	const char *head;	/* of its column: 7 columns at most */
	enum px_net_group group;
	const char *what;	/* it looks for, and how */
};

#define PX_MAX_NETS	24u

extern const struct px_net px_nets[];
extern const unsigned int px_net_count;

/* "Rust", "source", "kernel", "user space" */
const char *px_net_group_name(enum px_net_group group);

#endif /* PX_NETS_H */
