// SPDX-License-Identifier: GPL-2.0-only
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include "progress.h"
#include "text.h"

#define CLEAR_LINE	"\r\033[K"

static uint64_t now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

void px_progress_init(struct px_progress *progress, FILE *out,
		      unsigned int total)
{
	*progress = (struct px_progress){ .out = out, .total = total };
	progress->live = out && isatty(fileno(out));
}

void px_progress_start(struct px_progress *progress)
{
	progress->start_ns = now_ns();
}

/* Assumes that the remaining runs take as long as those made. */
static void time_left(const struct px_progress *progress, char *text, size_t size)
{
	unsigned int todo = progress->total - progress->done;
	double seconds;

	text[0] = '\0';
	if (!progress->start_ns || !progress->done)
		return;
	seconds = (double)(now_ns() - progress->start_ns) * 1e-9 /
		progress->done * todo;
	if (seconds < 99.5)
		snprintf(text, size, " about %.0f s left", seconds);
	else
		snprintf(text, size, " about %.0f min left", seconds / 60);
}

/* A line as wide as the terminal would wrap. */
static unsigned int columns(const struct px_progress *progress)
{
	struct winsize size;

	if (ioctl(fileno(progress->out), TIOCGWINSZ, &size) || !size.ws_col ||
	    size.ws_col > PX_PROGRESS_COLUMNS)
		return PX_PROGRESS_COLUMNS;
	return size.ws_col - 1u;
}

void px_progress_print(const struct px_progress *progress, const char *text)
{
	char counter[32], what[128], left[48];
	unsigned int room, used;

	if (!progress->live)
		return;
	snprintf(counter, sizeof(counter), "[%3u/%u] ", progress->done,
		 progress->total);
	snprintf(what, sizeof(what), "%s", text);
	time_left(progress, left, sizeof(left));
	room = columns(progress);
	used = px_text_width(counter) + px_text_width(left);
	px_text_clip(what, room > used ? room - used : 0);
	fprintf(progress->out, CLEAR_LINE "%s%s%s", counter, what, left);
	fflush(progress->out);
}

void px_progress_show(const struct px_progress *progress, const char *workload,
		      const char *side, unsigned int threads)
{
	char what[128];

	snprintf(what, sizeof(what), "%s%s %s ×%u …",
		 progress->start_ns ? "" : "warm-up: ", workload, side, threads);
	px_progress_print(progress, what);
}

void px_progress_clear(const struct px_progress *progress)
{
	if (!progress->live)
		return;
	fputs(CLEAR_LINE, progress->out);
	fflush(progress->out);
}
