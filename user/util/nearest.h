/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * nearest: the error message for an unknown name, with the known name nearest to it:
 *
 *	struct px_nearest near = { .text = "rnu" };
 *
 *	px_nearest_try(&near, "run");		// for each known name
 *	return px_nearest_fail(&near, "command", "parallax --help");
 */
#ifndef PX_USER_NEAREST_H
#define PX_USER_NEAREST_H

struct px_nearest {
	const char *text;		/* the unknown name */
	const char *name;		/* the nearest known name; NULL: none is similar */
	unsigned int distance;		/* edits from text to name */
};

/* Keeps the name if it is similar to the text, and nearer than the name kept before. */
void px_nearest_try(struct px_nearest *near, const char *name);

/*
 * Reports a usage error: "unknown KIND 'TEXT': did you mean NAME?". If no name is similar,
 * refers to the command that lists the names. Returns PX_EXIT_USAGE.
 */
int px_nearest_fail(const struct px_nearest *near, const char *kind, const char *list);

#endif /* PX_USER_NEAREST_H */
