// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "lab_collect.h"

#define LIMIT_MS	20000	/* time limit of one phase */

static const struct px_side *find_side(const struct px_side *const *sides, enum px_world world)
{
	for (; *sides; sides++)
		if (!strcmp((*sides)->name, px_world_name(world)) && (*sides)->run_lab)
			return *sides;
	return NULL;
}

/* Returns 0 if the process exits with 0, -EFAULT if it crashes, -ETIMEDOUT after LIMIT_MS. */
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

/* Runs in its own process, which writes its observations into shared memory. */
static void run_phase(const struct px_side *side, const char *lab, u32 phase,
		      struct px_lab_result *observed)
{
	pid_t pid;
	int err;

	fflush(NULL);
	pid = fork();
	if (pid < 0) {
		observed->error = -errno;
		return;
	}
	if (!pid) {
		err = side->run_lab(lab, phase, observed);
		if (err)
			observed->error = err;
		_exit(0);
	}
	err = await(pid);
	if (err)
		observed->error = err;
}

static int run_phases(const struct px_side *side, const struct px_lab *lab,
		      struct px_lab_result *observed)
{
	struct px_lab_result *shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
					     MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (shared == MAP_FAILED)
		return -errno;
	for (u32 phase = 0; phase < px_lab_phases(lab) && !shared->error; phase++)
		run_phase(side, lab->name, phase, shared);
	*observed = *shared;
	munmap(shared, sizeof(*shared));
	return 0;
}

/* Why the kernel side refuses a lab that makes it warn; NULL if @err is no refusal. */
static const char *refusal(int err)
{
	if (err == -EPERM)
		return "the lab makes the kernel warn, which needs CAP_SYS_ADMIN";
	if (err == -EOPNOTSUPP)
		return "the lab makes the kernel warn, which panics this machine: "
		       "kernel.panic_on_warn, kernel.warn_limit or panic_on_taint is set";
	return NULL;
}

static int collect(struct px_lab_results *results, enum px_world world, const struct px_side *side)
{
	struct px_lab_result *observed = &results->observed[world];
	char *why = results->absent_reason[world];
	const size_t size = sizeof(results->absent_reason[world]);
	const char *refused;
	int err;

	if (side->probe(why, size))
		return 0;
	err = run_phases(side, results->lab, observed);
	refused = world == PX_KERNEL && results->lab->report ? refusal(observed->error) : NULL;
	results->ran[world] = !refused;
	if (!refused)
		return err;
	memset(observed, 0, sizeof(*observed));
	snprintf(why, size, "%s", refused);
	return 0;
}

int px_lab_collect(struct px_lab_results *results, const struct px_lab *lab,
		   const struct px_lab_doc *doc, const struct px_side *const *sides)
{
	int err = 0;

	memset(results, 0, sizeof(*results));
	results->lab = lab;
	results->doc = doc;
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS && !err; w++) {
		const struct px_side *side = find_side(sides, w);

		if (side)
			err = collect(results, w, side);
	}
	return err;
}
