// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "util/error.h"
#include "util/device.h"
#include "lab_collect.h"
#include "lab_session.h"
#include "base/types.h"
#include "mutex.h"
#include "mutex_lab.h"

/* The results in the virtual machine, and in the source tree. */
static const char *const folders[] = { "/lib/parallax/results", "build/results" };

static const char *results_folder(void)
{
	const char *named = getenv("PARALLAX_RESULTS");

	if (named)
		return named;
	return access(folders[0], R_OK) ? folders[1] : folders[0];
}

static void read_config(struct px_test_config *config)
{
	struct px_info info;
	char why[256];
	cpu_set_t cpus;

	*config = (struct px_test_config) {
		.cpus = 1, .lock_debug = px_mutex_misuse_is_reported(),
	};
	if (!px_device_info(&info, why, sizeof(why))) {
		config->realtime = info.preempt == PX_PREEMPT_RT;
		config->preempts = info.preempt >= PX_PREEMPT_FULL;
		config->lock_debug |= !!(info.debug & (PX_DEBUG_LOCKDEP | PX_DEBUG_MUTEXES));
	}
	if (!sched_getaffinity(0, sizeof(cpus), &cpus))
		config->cpus = (unsigned int)CPU_COUNT(&cpus);
}

int px_lab_session_read_build(struct px_build_results *build)
{
	const char *folder = results_folder();
	int err = px_build_results_read(build, folder);

	if (err == -EINVAL)
		return px_fail("%s: a .tsv file has a line with too few fields: "
			       "make them again (make rust checkers bugs)", folder);
	return err ? px_fail("%s: %s", folder, strerror(-err)) : PX_EXIT_FINE;
}

int px_lab_session_open(struct px_lab_session *l)
{
	struct px_info info;
	char why[256];
	int err;

	memset(l, 0, sizeof(*l));
	err = px_device_info(&info, why, sizeof(why));
	if (err == -ESTALE)
		return px_fail("%s", why);
	err = px_environment_read(&l->environment, err ? NULL : &info);
	if (err)
		return px_fail_machine(err);
	err = px_lab_session_read_build(&l->build);
	if (err)
		return err;
	read_config(&l->config);
	l->cases = calloc(px_lab_count, sizeof(*l->cases));
	return l->cases ? PX_EXIT_FINE : px_fail("not enough memory");
}

void px_lab_session_close(struct px_lab_session *l)
{
	px_build_results_free(&l->build);
	free(l->cases);
}

struct px_lab_case *px_lab_session_run(struct px_lab_session *l, const struct px_lab *lab,
				       const struct px_lab_doc *doc)
{
	struct px_lab_case *c = &l->cases[l->nr];
	int err = px_lab_collect(&c->results, lab, doc, px_sides);

	if (err) {
		px_fail("%s: cannot run this lab: %s", lab->name, strerror(-err));
		return NULL;
	}
	px_build_results_events(&l->build, doc->name, &c->results.observed[PX_RUST]);
	px_lab_verdict_reach(&c->verdict, &c->results, &l->build, &l->config);
	l->nr++;
	return c;
}

int px_lab_session_status(const struct px_lab_session *l)
{
	for (unsigned int i = 0; i < l->nr; i++)
		if (l->cases[i].verdict.agreement == PX_UNEXPECTED)
			return PX_EXIT_FAILED;
	return PX_EXIT_FINE;
}
