// SPDX-License-Identifier: GPL-2.0-only
/* Text in columns, and the line of progress. */
#include <stdlib.h>
#include <string.h>
#include "line_width.h"
#include "measure/progress.h"
#include "tap.h"
#include "measure/text.h"

static void test_text(void)
{
	char text[] = "5 µs", tight[] = "abc", *printed;
	struct px_flow flow = { .separator = " · ", .indent = 2 };
	size_t size;

	tap_ok(px_text_width("× µ – ≈") == 7, "width is counted in characters");
	px_text_clip(text, 4);
	tap_ok(!strcmp(text, "5 µs"), "a text that fits is not clipped");
	px_text_clip(text, 3);
	tap_ok(px_text_width(text) <= 3, "a text that does not fit is clipped: %s", text);
	px_text_clip(tight, 2);
	tap_ok(!strcmp(tight, "ab"), "no ellipsis if it has no room");
	flow.out = open_memstream(&printed, &size);
	px_flow_item(&flow, "%060d", 1);
	px_flow_item(&flow, "%0250d", 2);
	px_flow_item(&flow, "end");
	px_flow_end(&flow);
	px_text_left(flow.out, "ün", 4);
	px_text_right(flow.out, "überlang", 5);
	fclose(flow.out);
	tap_ok(fits(printed), "no line of a flow is too wide");
	tap_ok(strstr(printed, " · end\nün  über…"), "fields are padded and clipped");
	free(printed);
}

/* The last line has at most 79 columns, and is erased at the end. */
static void test_progress(void)
{
	struct px_progress progress;
	char *text = NULL, *line;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	px_progress_init(&progress, out, 220);
	px_progress_show(&progress, "mutex_counter", "kernel", 2);
	fflush(out);
	tap_ok(size == 0, "no progress if out is not a terminal");
	progress.live = true;
	px_progress_start(&progress);
	progress.done = 42;
	px_progress_show(&progress, "mutex_counter", "kernel", 2);
	fflush(out);
	tap_ok(strstr(text, "[ 42/220] mutex_counter kernel ×2 … about 0 s left"),
	       "progress: %s", text + 4);
	px_progress_show(&progress, "a_workload_with_a_name_far_longer_than_any_line_"
			 "that_a_terminal_can_show_without_a_break", "kernel", 1024);
	fflush(out);
	line = strrchr(text, '\r') + strlen("\r\033[K");
	tap_ok(px_text_width(line) == PX_PROGRESS_COLUMNS && strstr(line, "left"),
	       "a long name is cut at 79 columns");
	px_progress_clear(&progress);
	fflush(out);
	tap_ok(!strcmp(strrchr(text, '\r'), "\r\033[K"), "the line is erased");
	fclose(out);
	free(text);
}

int main(void)
{
	test_text();
	test_progress();
	return tap_done();
}
