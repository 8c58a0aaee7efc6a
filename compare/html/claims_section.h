/* SPDX-License-Identifier: GPL-2.0-only */
/* claims_section: the claims of a concept, and the labs that test them. */
#ifndef PX_CLAIMS_SECTION_H
#define PX_CLAIMS_SECTION_H

#include "claims/concepts.h"
#include "page_ctx.h"

/* They print nothing if the page has no claims. */
void px_claims_section_claims(struct px_page_ctx *ctx, const struct px_concept *concept);
void px_claims_section_labs(struct px_page_ctx *ctx, const struct px_concept *concept);

#endif /* PX_CLAIMS_SECTION_H */
