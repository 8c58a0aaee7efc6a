/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page: results as one file of HTML, that needs nothing else: neither a network nor
 * a script. First the answer, then a section for each concept of the notes,
 * and at last who catches which mistake.
 */
#ifndef PX_PAGE_H
#define PX_PAGE_H

#include <stdio.h>
#include "output/json_decode.h"
#include "claims/bug_matrix.h"

#define PX_MAX_FILES	8u

struct px_page {
	const struct px_result_file *loaded;	/* of each kernel; the first is what the others are held against */
	unsigned int nr;		/* 1 to PX_MAX_FILES */
	json_t *notes;			/* what parallax claims --json said; NULL: nothing */
	const struct px_bug_matrix *bugs;	/* who catches which; NULL: nothing */
	const char *tree;		/* the project's folder, whose sources are shown */
};

/* 0; or -errno with one line in why. */
int px_page_write(FILE *out, const struct px_page *page, char *why, size_t size);

#endif /* PX_PAGE_H */
