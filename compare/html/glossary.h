/* SPDX-License-Identifier: GPL-2.0-only */
/* glossary: explains the terms and marks of the page. */
#ifndef PX_GLOSSARY_H
#define PX_GLOSSARY_H

#include <stdio.h>

void px_glossary(FILE *out);

#endif /* PX_GLOSSARY_H */
