/* SPDX-License-Identifier: GPL-2.0-only */
/* detectors: the tools that may report a bug, from the source or at run time. */
#ifndef PX_DETECTORS_H
#define PX_DETECTORS_H

enum px_detector_group {
	PX_DETECTORS_RUST,
	PX_DETECTORS_BUILD,	/* read the source, for both sides */
	PX_DETECTORS_KERNEL,
	PX_DETECTORS_USER,
	PX_DETECTOR_GROUPS
};

struct px_detector {
	const char *name;
	const char *head;	/* column heading: at most 7 columns */
	enum px_detector_group group;
	const char *what;	/* what it looks for */
};

#define PX_MAX_DETECTORS	24u

extern const struct px_detector px_detectors[];
extern const unsigned int px_detector_count;

/* "Rust", "source", "kernel", "user space" */
const char *px_detector_group_name(enum px_detector_group group);

#endif /* PX_DETECTORS_H */
