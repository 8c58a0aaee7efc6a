// SPDX-License-Identifier: GPL-2.0-only
//! claims: C1
//! shows: only get() needs Copy (cell_of_string uses the functions that do not)
//! expect: error E0599
use std::cell::Cell;

fn main() {
    let cell = Cell::new(String::new());
    cell.get(); //~ refused: String is not Copy
}
