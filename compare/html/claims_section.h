/* SPDX-License-Identifier: GPL-2.0-only */
/* proof: what the page says of claims: the scoreboard's lines, and the labs behind them. */
#ifndef PX_CLAIMS_SECTION_H
#define PX_CLAIMS_SECTION_H

#include "claims/concepts.h"
#include "page_ctx.h"

/* Nothing, if the page has no notes. */
void px_claims_section_claims(struct px_page_ctx *w, const struct px_concept *concept);
void px_claims_section_labs(struct px_page_ctx *w, const struct px_concept *concept);

#endif /* PX_CLAIMS_SECTION_H */
