// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "command.h"
#include "device.h"
#include "laboratory.h"
#include "types.h"
#include "mutex.h"

/* In the virtual machine, and where the project was built. */
static const char *const folders[] = { "/lib/parallax/evidence", "build/evidence" };

static const char *find_evidence(void)
{
	const char *named = getenv("PARALLAX_EVIDENCE");

	if (named)
		return named;
	return access(folders[0], R_OK) ? folders[1] : folders[0];
}

static void read_setting(struct px_setting *setting)
{
	struct px_info info;
	char why[256];
	cpu_set_t cpus;

	*setting = (struct px_setting) { .cpus = 1, .lock_debug = px_mutex_misuse_is_reported() };
	if (!px_device_info(&info, why, sizeof(why))) {
		setting->realtime = info.preempt == PX_PREEMPT_RT;
		setting->preempts = info.preempt >= PX_PREEMPT_FULL;
		setting->lock_debug |= !!(info.debug & (PX_DEBUG_LOCKDEP | PX_DEBUG_MUTEXES));
	}
	if (!sched_getaffinity(0, sizeof(cpus), &cpus))
		setting->cpus = (unsigned int)CPU_COUNT(&cpus);
}

int px_laboratory_evidence(struct px_evidence *e)
{
	const char *folder = find_evidence();
	int err = px_evidence_read(e, folder);

	if (err == -EINVAL)
		return px_fail("%s: a .tsv has a line with too few fields: make them anew "
			       "(make rust refused mistakes)", folder);
	return err ? px_fail("%s: %s", folder, strerror(-err)) : PX_EXIT_FINE;
}

int px_laboratory_open(struct px_laboratory *l)
{
	struct px_info info;
	char why[256];
	int err;

	memset(l, 0, sizeof(*l));
	err = px_device_info(&info, why, sizeof(why));
	if (err == -ESTALE)
		return px_fail("%s", why);
	if (px_stamp_read(&l->stamp, err ? NULL : &info))
		return px_fail("the machine cannot be read");
	err = px_laboratory_evidence(&l->evidence);
	if (err)
		return err;
	read_setting(&l->setting);
	l->cases = calloc(px_lab_count, sizeof(*l->cases));
	return l->cases ? PX_EXIT_FINE : px_fail("not enough memory");
}

void px_laboratory_close(struct px_laboratory *l)
{
	px_evidence_free(&l->evidence);
	free(l->cases);
}

struct px_case *px_laboratory_perform(struct px_laboratory *l, const struct px_lab *lab,
				      const struct px_story *story)
{
	struct px_case *c = &l->cases[l->nr];
	int err = px_trial_make(&c->trial, lab, story);

	if (err) {
		px_fail("%s could not be performed: %s", lab->name, strerror(-err));
		return NULL;
	}
	px_evidence_draw(&l->evidence, story->name, &c->trial.seen[PX_RUST]);
	px_ruling_reach(&c->ruling, &c->trial, &l->evidence, &l->setting);
	l->nr++;
	return c;
}

int px_laboratory_status(const struct px_laboratory *l)
{
	for (unsigned int i = 0; i < l->nr; i++)
		if (l->cases[i].ruling.agreement == PX_UNEXPECTED)
			return PX_EXIT_FAILED;
	return PX_EXIT_FINE;
}
