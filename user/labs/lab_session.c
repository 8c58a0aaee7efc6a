// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "util/error.h"
#include "util/device.h"
#include "lab_session.h"
#include "base/types.h"
#include "mutex.h"
#include "mutex_lab.h"

/* In the virtual machine, and where the project was built. */
static const char *const folders[] = { "/lib/parallax/results", "build/results" };

static const char *find_evidence(void)
{
	const char *named = getenv("PARALLAX_RESULTS");

	if (named)
		return named;
	return access(folders[0], R_OK) ? folders[1] : folders[0];
}

static void read_setting(struct px_test_config *setting)
{
	struct px_info info;
	char why[256];
	cpu_set_t cpus;

	*setting = (struct px_test_config) { .cpus = 1, .lock_debug = px_mutex_misuse_is_reported() };
	if (!px_device_info(&info, why, sizeof(why))) {
		setting->realtime = info.preempt == PX_PREEMPT_RT;
		setting->preempts = info.preempt >= PX_PREEMPT_FULL;
		setting->lock_debug |= !!(info.debug & (PX_DEBUG_LOCKDEP | PX_DEBUG_MUTEXES));
	}
	if (!sched_getaffinity(0, sizeof(cpus), &cpus))
		setting->cpus = (unsigned int)CPU_COUNT(&cpus);
}

int px_lab_session_evidence(struct px_build_results *e)
{
	const char *folder = find_evidence();
	int err = px_build_results_read(e, folder);

	if (err == -EINVAL)
		return px_fail("%s: a .tsv has a line with too few fields: make them anew "
			       "(make rust refused mistakes)", folder);
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
	if (px_environment_read(&l->stamp, err ? NULL : &info))
		return px_fail("the machine cannot be read");
	err = px_lab_session_evidence(&l->evidence);
	if (err)
		return err;
	read_setting(&l->setting);
	l->cases = calloc(px_lab_count, sizeof(*l->cases));
	return l->cases ? PX_EXIT_FINE : px_fail("not enough memory");
}

void px_lab_session_close(struct px_lab_session *l)
{
	px_build_results_free(&l->evidence);
	free(l->cases);
}

struct px_lab_case *px_lab_session_run(struct px_lab_session *l, const struct px_lab *lab,
				      const struct px_lab_doc *story)
{
	struct px_lab_case *c = &l->cases[l->nr];
	int err = px_lab_results_collect(&c->trial, lab, story);

	if (err) {
		px_fail("%s could not be performed: %s", lab->name, strerror(-err));
		return NULL;
	}
	px_build_results_draw(&l->evidence, story->name, &c->trial.seen[PX_RUST]);
	px_lab_verdict_reach(&c->ruling, &c->trial, &l->evidence, &l->setting);
	l->nr++;
	return c;
}

int px_lab_session_status(const struct px_lab_session *l)
{
	for (unsigned int i = 0; i < l->nr; i++)
		if (l->cases[i].ruling.agreement == PX_UNEXPECTED)
			return PX_EXIT_FAILED;
	return PX_EXIT_FINE;
}
