// SPDX-License-Identifier: GPL-2.0-only
//! claims: C3
//! shows: an Arc alone gives no write access, unlike a Cell
//! expect: error E0594
use std::sync::Arc;

fn main() {
    let shared = Arc::new(0);
    *shared += 1; //~ refused: Arc has no DerefMut
}
