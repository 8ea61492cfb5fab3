//! Writing what is too long to be held: entries are made in lots on all threads, and written in
//! their order, so that the bytes are the same for any number of threads.

use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;

/// Lots that are made at a time: no more are held.
const LOTS: usize = 32;
/// Entries of a lot.
const LOT: usize = 32;

/// Writes so many entries. `add` appends those of a range to a lot's bytes, and `written` hears of
/// how many more are written.
///
/// # Errors
/// Where an entry cannot be made, or `out` cannot be written.
pub(super) fn write(
    entries: usize,
    out: &mut dyn Write,
    written: &dyn Fn(usize),
    add: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    // What a lot takes stays for the next ones.
    let mut lots = vec![Vec::new(); LOTS];
    for start in (0..entries).step_by(LOTS * LOT) {
        let batch = start..entries.min(start + LOTS * LOT);
        let ranges = batch.clone().into_par_iter().step_by(LOT);
        let filled = lots.par_iter_mut().zip(ranges).map(|(lot, from)| {
            lot.clear();
            add(from..batch.end.min(from + LOT), lot)
        });
        filled.collect::<io::Result<()>>()?;
        for lot in &lots[..batch.len().div_ceil(LOT)] {
            out.write_all(lot)?;
        }
        written(batch.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn entries_keep_their_order() {
        for entries in [0, 1, LOT, LOT + 1, 3 * LOT * LOTS + 5] {
            let (mut out, told) = (Vec::new(), Cell::new(0));
            let add = |range: Range<usize>, bytes: &mut Vec<u8>| {
                range.for_each(|n| bytes.extend(format!("{n},").bytes()));
                Ok(())
            };
            write(entries, &mut out, &|n| told.set(told.get() + n), add).unwrap();
            let wanted: Vec<String> = (0..entries).map(|n| format!("{n},")).collect();
            assert_eq!(String::from_utf8(out).unwrap(), wanted.concat());
            assert_eq!(told.get(), entries);
        }
    }

    #[test]
    fn an_entry_that_fails_ends_it() {
        let failed = write(5, &mut Vec::new(), &|_| (), |_, _| {
            Err(io::Error::other("no"))
        });
        assert_eq!(failed.unwrap_err().to_string(), "no");
    }
}
