/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gnuplot: draws a picture as SVG and puts it into the page. The picture follows the
 * reader's light or dark scheme.
 */
#ifndef PX_GNUPLOT_H
#define PX_GNUPLOT_H

#include <stddef.h>
#include <stdio.h>

struct px_gnuplot {
	char *text;
	size_t size;
	FILE *script;		/* the caller writes gnuplot's commands to it */
	unsigned int points;	/* written so far; without any, nothing is drawn */
};

/* 0 if gnuplot is installed; else -ENOENT with one line in reason. */
int px_gnuplot_probe(char *reason, size_t size);

/* 0 or -ENOMEM. After 0 the caller must call px_gnuplot_end(). */
int px_gnuplot_begin(struct px_gnuplot *plot, unsigned int height);

/*
 * Draws the picture, and frees the script. name identifies the picture in the page; the
 * format is the text for readers who cannot see it. 0 or -errno.
 */
int px_gnuplot_end(struct px_gnuplot *plot, FILE *out, const char *name, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif /* PX_GNUPLOT_H */
