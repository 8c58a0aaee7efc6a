// SPDX-License-Identifier: GPL-2.0-only
//! Two that own each other are owned by nobody else.
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Default)]
struct Parcel {
    other: RefCell<Option<Rc<Parcel>>>,
}

impl Drop for Parcel {
    fn drop(&mut self) {
        println!("harmless: dropped");
    }
}

fn main() {
    let one = Rc::new(Parcel::default());
    let other = Rc::new(Parcel::default());

    *one.other.borrow_mut() = Some(other.clone());
    *other.other.borrow_mut() = Some(one.clone());
    drop((one, other));
    println!("not caught: neither was dropped");
}
