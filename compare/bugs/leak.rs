// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. Two objects that own each other are never dropped.
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Default)]
struct Node {
    other: RefCell<Option<Rc<Node>>>,
}

impl Drop for Node {
    fn drop(&mut self) {
        println!("harmless: dropped");
    }
}

fn main() {
    let one = Rc::new(Node::default());
    let other = Rc::new(Node::default());

    *one.other.borrow_mut() = Some(other.clone());
    *other.other.borrow_mut() = Some(one.clone());
    drop((one, other));
    println!("not caught: neither was dropped");
}
