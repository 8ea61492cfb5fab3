//! One spelling for a word, under the names that extraction knows it by.

pub(super) use crate::text::{plain as fold, plain_into as fold_into};
