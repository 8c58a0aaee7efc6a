/* SPDX-License-Identifier: GPL-2.0-only */
/* claim_cost: the costs of a claim's two workloads on each side. */
#ifndef PX_CLAIM_COST_H
#define PX_CLAIM_COST_H

#include "claims/scoreboard.h"

/* Measures the costs: about half a second. 0 or -errno. */
int px_claim_cost(const struct px_claim *claim, struct px_claim_cost *cost);

#endif /* PX_CLAIM_COST_H */
