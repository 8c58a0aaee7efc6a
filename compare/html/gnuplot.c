// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "gnuplot.h"
#include "html.h"

#define WIDTH	760	/* pixels */

/* Draws black lines and text in the colour of the page's text. CSS overrides attributes. */
static const char style[] =
	"<style>:root{--ink:#222}@media(prefers-color-scheme:dark){:root{--ink:#ddd}}"
	"@media print{:root{--ink:#000}}"
	"[stroke=\"black\"]{stroke:var(--ink)}[fill=\"black\"]{fill:var(--ink)}"
	"[color=\"black\"]{color:var(--ink)}</style>";

int px_gnuplot_probe(char *reason, size_t size)
{
	if (!system("command -v gnuplot >/dev/null 2>&1"))
		return 0;
	snprintf(reason, size, "gnuplot is not on the PATH; install it (Debian: gnuplot-nox)");
	return -ENOENT;
}

int px_gnuplot_begin(struct px_gnuplot *plot, unsigned int height)
{
	*plot = (struct px_gnuplot) { .text = NULL };
	plot->script = open_memstream(&plot->text, &plot->size);
	if (!plot->script)
		return -ENOMEM;
	fprintf(plot->script, "set term svg size %d,%u font \"sans-serif,13\" noenhanced\n"
		"set grid lw 0.5\nset key outside right top\nset tics nomirror\nset border 3\n",
		WIDTH, height);
	return 0;
}

static char *read_all(FILE *in)
{
	char *text = NULL, block[4096];
	size_t size, n;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	while ((n = fread(block, 1, sizeof(block), in)))
		fwrite(block, 1, n, out);
	fclose(out);
	return text;
}

/* The SVG that gnuplot draws from the script at path; NULL if it fails. */
static char *draw(const char *path)
{
	char command[128], *svg;
	FILE *pipe;

	snprintf(command, sizeof(command), "gnuplot %s 2>/dev/null", path);
	pipe = popen(command, "r");
	if (!pipe)
		return NULL;
	svg = read_all(pipe);
	if (!pclose(pipe) && svg && strstr(svg, "</svg>"))
		return svg;
	free(svg);
	return NULL;
}

static int put_image(FILE *out, char *svg, const char *name, const char *alt)
{
	char *start = strstr(svg, "<svg"), *inside = start ? strchr(start, '>') : NULL;

	if (!inside)
		return -EIO;
	fputs("<img data-name=\"", out);
	px_html_text(out, name);
	fputs("\" alt=\"", out);
	px_html_text(out, alt);
	fputs("\" src=\"data:image/svg+xml,", out);
	*inside = '\0';
	px_html_uri(out, start);
	px_html_uri(out, ">");
	px_html_uri(out, style);
	px_html_uri(out, inside + 1);
	fputs("\">\n", out);
	return 0;
}

static int put_drawing(const struct px_gnuplot *plot, FILE *out, const char *name, const char *alt)
{
	char path[] = "/tmp/px-gnuplot-XXXXXX", *svg = NULL;
	int fd = mkstemp(path);
	int err = fd < 0 ? -errno : 0;

	if (!err && write(fd, plot->text, plot->size) != (ssize_t)plot->size)
		err = -EIO;
	if (!err)
		svg = draw(path);
	if (fd >= 0) {
		close(fd);
		unlink(path);
	}
	if (!err)
		err = svg ? put_image(out, svg, name, alt) : -EIO;
	free(svg);
	return err;
}

int px_gnuplot_end(struct px_gnuplot *plot, FILE *out, const char *name, const char *format, ...)
{
	char alt[512];
	va_list args;
	int err = 0;

	fputc('\n', plot->script);
	fclose(plot->script);
	va_start(args, format);
	vsnprintf(alt, sizeof(alt), format, args);
	va_end(args);
	if (plot->points)
		err = put_drawing(plot, out, name, alt);
	free(plot->text);
	return err;
}
