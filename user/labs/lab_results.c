// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "claims/lab_results.h"

#define LIMIT_MS	20000	/* of one phase */

static const char *const names[PX_WORLDS] = {
	[PX_RUST] = "rust", [PX_KERNEL] = "kernel", [PX_USER] = "user",
};

const char *px_world_name(enum px_world world)
{
	return names[world];
}

static const struct px_side *side_of(enum px_world world)
{
	for (const struct px_side *const *side = px_sides; *side; side++)
		if (!strcmp((*side)->name, names[world]) && (*side)->run_lab)
			return *side;
	return NULL;
}

/* The process's end as an error: 0, a crash, or too late, and then no more. */
static int await(pid_t pid)
{
	const struct timespec ms = { 0, 1000000 };
	int status;

	for (int waited = 0; waited < LIMIT_MS; waited++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : -EFAULT;
		nanosleep(&ms, NULL);
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return -ETIMEDOUT;
}

/* In a process of its own. What it saw, it writes into shared memory. */
static void perform_act(const struct px_side *side, const char *lab, u32 phase,
			struct px_lab_result *seen)
{
	pid_t pid;
	int err;

	fflush(NULL);
	pid = fork();
	if (pid < 0) {
		seen->error = -errno;
		return;
	}
	if (!pid) {
		err = side->run_lab(lab, phase, seen);
		if (err)
			seen->error = err;
		_exit(0);
	}
	err = await(pid);
	if (err)
		seen->error = err;
}

static int perform(const struct px_side *side, const struct px_lab *lab,
		   struct px_lab_result *seen)
{
	struct px_lab_result *shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
					     MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (shared == MAP_FAILED)
		return -errno;
	for (u32 phase = 0; phase < px_lab_phases(lab) && !shared->error; phase++)
		perform_act(side, lab->name, phase, shared);
	*seen = *shared;
	munmap(shared, sizeof(*shared));
	return 0;
}

int px_lab_results_collect(struct px_lab_results *trial, const struct px_lab *lab,
		  const struct px_lab_doc *story)
{
	int err = 0;

	memset(trial, 0, sizeof(*trial));
	trial->lab = lab;
	trial->story = story;
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS && !err; w++) {
		const struct px_side *side = side_of(w);

		if (!side || side->probe(trial->absent[w], sizeof(trial->absent[w])))
			continue;
		trial->made[w] = true;
		err = perform(side, lab, &trial->seen[w]);
	}
	return err;
}

bool px_lab_results_value(const struct px_lab_results *trial, enum px_world world, const char *what,
		    int64_t *value)
{
	const struct px_lab_result *seen = &trial->seen[world];

	for (u32 i = 0; i < seen->nr_observations; i++) {
		if (strcmp(seen->observations[i].what, what))
			continue;
		*value = seen->observations[i].value;
		return true;
	}
	return false;
}
