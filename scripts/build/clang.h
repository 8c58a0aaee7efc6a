/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For scripts/build/build-module: corrects the configuration of a kernel built by gcc for clang.
 * Named address spaces are off: with them clang omits %gs in inline assembly and reads per-CPU
 * variables from wrong addresses.
 */
#undef CONFIG_CC_IS_GCC
#define CONFIG_CC_IS_CLANG 1
#undef CONFIG_CC_HAS_NAMED_AS
#undef CONFIG_USE_X86_SEG_SUPPORT
