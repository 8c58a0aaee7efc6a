/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page: results as one HTML file. It needs neither a network nor a script. It has the
 * summary first, then a section for each concept, the bugs and a glossary.
 */
#ifndef PX_PAGE_H
#define PX_PAGE_H

#include <stdio.h>
#include "output/json_decode.h"
#include "claims/bug_matrix.h"

#define PX_MAX_FILES	8u

struct px_page {
	const struct px_result_file *files;	/* by kernel; the first is the base */
	unsigned int nr;			/* 1 to PX_MAX_FILES */
	const struct px_result_file *emulated;	/* NULL: none, or the files are emulated, too */
	json_t *claims;				/* output of parallax claims --json; NULL: none */
	const struct px_bug_matrix *bugs;	/* NULL: none */
	const char *tree;			/* the project's folder, whose sources are shown */
};

/* 0; or -errno with one line in reason. */
int px_page_write(FILE *out, const struct px_page *page, char *reason, size_t size);

#endif /* PX_PAGE_H */
