/* SPDX-License-Identifier: GPL-2.0-only */
/* What a claim's workloads cost on each side, when cost is what answers it. */
#ifndef PX_CLAIM_COST_H
#define PX_CLAIM_COST_H

#include "claims/scoreboard.h"

/* Measures it, for half a second or so. 0 or -errno. */
int px_claim_cost(const struct px_claim *claim, struct px_claim_cost *cost);

#endif /* PX_CLAIM_COST_H */
