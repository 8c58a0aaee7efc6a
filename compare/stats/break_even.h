/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How many steps must one call do in the kernel before crossing pays?
 *
 * In every round a call that does one step took call, a step in the kernel
 * kernel, and one in user space user. What the call costs beside its step is
 * call - kernel, or nothing if that is below 0; n steps by one call then take
 *
 *	(call - kernel) + n * kernel,	against	n * user
 *
 * and the ratio of the two falls as n grows, towards kernel / user. It is
 * put to the test of stats.h at every n: crossing is shown to pay from the
 * least n at which the interval lies below 1.
 */
#ifndef PX_BREAK_EVEN_H
#define PX_BREAK_EVEN_H

#define PX_BREAK_EVEN_MOST	1e12

enum px_pays {
	PX_PAYS_FROM,		/* so many steps on */
	PX_PAYS_NEVER,		/* a step in the kernel is shown not to be cheaper */
	PX_PAYS_UNKNOWN		/* neither is shown */
};

struct px_break_even {
	enum px_pays pays;
	double estimate;	/* the least n at which the ratio's estimate is below 1; NAN: none */
	double low, high;	/* likewise, the interval's bounds; NAN unless PX_PAYS_FROM */
};

/* Over n rounds, of which those count whose numbers are finite and above zero. 0 or -ENOMEM. */
int px_break_even(const double *call, const double *kernel, const double *user,
		  unsigned int n, struct px_break_even *result);

#endif /* PX_BREAK_EVEN_H */
