use crate::{Job};
pub const JOBS: &[(&str, &str, Job)] = &[];
