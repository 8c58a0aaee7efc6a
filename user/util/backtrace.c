// SPDX-License-Identifier: GPL-2.0-only
#include <elf.h>
#include <link.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unwind.h>
#include "backtrace.h"
#include "os.h"

#define SIGNAL		(SIGRTMIN + 3)
#define MAX_FRAMES	24
#define ANSWER_NS	500000000ull
#define LINE_SIZE	512

/* By the linker: this program in memory. */
extern const ElfW(Ehdr) __ehdr_start;
extern const char etext[];

/* The interrupted thread fills it. Only one thread is interrupted at a time. */
static struct {
	uintptr_t at[MAX_FRAMES];
	uint32_t nr;
	uint32_t done;
} frames;

/* A return address is after the call: the address before it is in the call. */
static _Unwind_Reason_Code add_frame(struct _Unwind_Context *context, void *unused)
{
	int is_exact = 0;
	uintptr_t at = _Unwind_GetIPInfo(context, &is_exact);

	if (!at || frames.nr == MAX_FRAMES)
		return _URC_END_OF_STACK;
	frames.at[frames.nr++] = at - !is_exact;
	return _URC_NO_REASON;
}

static void answer(int sig)
{
	_Unwind_Backtrace(add_frame, NULL);
	__atomic_store_n(&frames.done, 1, __ATOMIC_RELEASE);	/* pairs with ask() */
}

/* Returns false if the thread did not answer. */
static bool ask(int tid)
{
	const struct sigaction action = { .sa_handler = answer, .sa_flags = SA_RESTART };
	u64 end = px_os_now() + ANSWER_NS;

	memset(&frames, 0, sizeof(frames));
	if (sigaction(SIGNAL, &action, NULL) || syscall(SYS_tgkill, getpid(), tid, SIGNAL))
		return false;
	while (!px_read_acquire(frames.done)) {
		if (px_os_now() > end)
			return false;
		px_os_sleep(1000000);
	}
	return true;
}

/* The part of a path that begins in this project. */
static const char *short_path(const char *path)
{
	static const char *const folders[] = { "/compare/", "/user/" };
	const char *found = path;

	for (size_t i = 0; i < PX_COUNT_OF(folders); i++)
		for (const char *p = path; (p = strstr(p, folders[i])); p++)
			if (p >= found)
				found = p + 1;
	return found;
}

/* Reads a line without its end. */
static bool read_line(FILE *from, char *line)
{
	if (!fgets(line, LINE_SIZE, from))
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

/* Prints the output of addr2line: a line for the function, and a line for the place. */
static bool print_lines(FILE *out, FILE *lines, unsigned int most)
{
	char function[LINE_SIZE], place[LINE_SIZE];
	bool any = false;

	while (read_line(lines, function) && read_line(lines, place)) {
		place[strcspn(place, " ")] = '\0';
		any = true;
		if (!most)
			continue;
		most--;
		if (strchr(place, '?'))
			fprintf(out, "    %s\n", function);
		else
			fprintf(out, "    %s (%s)\n", function, short_path(place));
	}
	return any;
}

/* Prints the frames below the signal handler that are in this program. */
static void print_frames(FILE *out, unsigned int most)
{
	uintptr_t first = (uintptr_t)&__ehdr_start;
	uintptr_t base = __ehdr_start.e_type == ET_DYN ? first : 0;
	char command[64 + MAX_FRAMES * 20];
	char addresses[MAX_FRAMES * 20] = "";
	FILE *lines;
	bool any;

	for (uint32_t i = 2; i < frames.nr; i++)
		if (frames.at[i] >= first && frames.at[i] < (uintptr_t)etext)
			snprintf(addresses + strlen(addresses), 20, " 0x%lx",
				 (unsigned long)(frames.at[i] - base));
	snprintf(command, sizeof(command), "addr2line -i -f -e /proc/%d/exe%s 2>/dev/null",
		 getpid(), addresses);
	lines = addresses[0] ? popen(command, "r") : NULL;
	any = lines && print_lines(out, lines, most);
	if (lines)
		pclose(lines);
	if (!any)
		fprintf(out, "    at%s (addr2line -ipfe build/user/parallax prints the lines)\n",
			addresses[0] ? addresses : " an unknown place");
}

void px_backtrace_print(FILE *out, int tid, unsigned int most)
{
	if (ask(tid))
		print_frames(out, most);
	else
		fprintf(out, "    where it is, is not known: it does not answer a signal\n");
}
