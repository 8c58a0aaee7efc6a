/* SPDX-License-Identifier: GPL-2.0-only */
/* proof: what the page says of claims: the scoreboard's lines, and the labs behind them. */
#ifndef PX_PROOF_H
#define PX_PROOF_H

#include "concepts.h"
#include "writer.h"

/* Nothing, if the page has no notes. */
void px_proof_claims(struct px_writer *w, const struct px_concept *concept);
void px_proof_labs(struct px_writer *w, const struct px_concept *concept);

#endif /* PX_PROOF_H */
