//! Cut, run, join: one thread cuts a file into units, the others read them, and what they read is
//! put together in the order of the file. At any time a few batches of units are in memory.

use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

use super::json::Output;

/// Bytes of units that are read at once.
const BATCH: usize = 1 << 21;

/// Something of a size.
pub(super) trait Bulk: Send + Sync {
    /// About how many bytes it holds.
    fn bytes(&self) -> usize;
}

/// A file smaller than this is read on the spot: it is not worth a thread.
const SMALL: u64 = 1 << 18;

/// Reads the units that `cut` emits of an input of that `size`, where it is known.
pub(super) fn stream<U: Bulk>(
    size: Option<u64>,
    cut: impl FnOnce(&mut dyn FnMut(U)) + Send,
    run: impl Fn(&U) -> Output + Sync,
) -> Output {
    let mut out = Output::default();
    if size.is_some_and(|size| size < SMALL) {
        cut(&mut |unit| out.append(run(&unit)));
        return out;
    }
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<Vec<U>>(1);
        scope.spawn(move || {
            let mut batch = Vec::new();
            let mut bytes = 0;
            cut(&mut |unit| {
                bytes += unit.bytes();
                batch.push(unit);
                if bytes >= BATCH {
                    bytes = 0;
                    // Nobody listens only where the reader is gone: there is nobody to tell.
                    let _ = send.send(std::mem::take(&mut batch));
                }
            });
            let _ = send.send(batch);
        });
        for batch in receive {
            let outputs: Vec<Output> = batch.par_iter().map(&run).collect();
            if let Some(size) = size.filter(|_| out.claims.is_empty()) {
                make_room(&mut out, &outputs, &batch, size);
            }
            for output in outputs {
                out.append(output);
            }
        }
    });
    out
}

/// Makes room for all claims of an input, judged by its first batch: a list that grows is copied,
/// and while it is, it is there twice.
fn make_room<U: Bulk>(out: &mut Output, first: &[Output], batch: &[U], size: u64) {
    let claims: usize = first.iter().map(|output| output.claims.len()).sum();
    let bytes: usize = batch.iter().map(Bulk::bytes).sum();
    let expected = claims as f64 * size as f64 / bytes.max(1) as f64;
    // Without the room, the list grows as lists do.
    let _ = out.claims.try_reserve_exact((expected * 1.05) as usize);
}
