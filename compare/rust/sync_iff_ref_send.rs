// SPDX-License-Identifier: GPL-2.0-only
//! claims: S2
//! shows: for every T: if T is Sync, then &T is Send; this function proves it
//! expect: pass
fn send<T: Send>(_: T) {}

/// Checked once for all T, sized or not; no instance is needed.
fn sync_makes_the_reference_send<T: Sync + ?Sized>(reference: &T) {
    send(reference);
}

fn main() {
    sync_makes_the_reference_send("text");
}
