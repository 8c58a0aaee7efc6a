// SPDX-License-Identifier: GPL-2.0-only
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

void px_progress_print(const struct px_progress *progress, const char *text)
{
	char counter[32], what[128], left[48];
	unsigned int room = PX_PROGRESS_COLUMNS;

	if (!progress->live)
		return;
	snprintf(counter, sizeof(counter), "[%3u/%u] ", progress->done,
		 progress->total);
	snprintf(what, sizeof(what), "%s", text);
	time_left(progress, left, sizeof(left));
	room -= px_text_width(counter) + px_text_width(left);
	px_text_clip(what, room);
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
