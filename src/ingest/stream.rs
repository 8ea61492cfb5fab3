//! Cut, run, join: one thread cuts a file into units, the others read them, and what they read is
//! put together in the order of the file. At any time a few batches of units are in memory.

use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

use super::json::Output;

/// Bytes of units that are read at once.
const BATCH: usize = 1 << 22;

/// Something of a size.
pub(super) trait Bulk: Send + Sync {
    /// About how many bytes it holds.
    fn bytes(&self) -> usize;
}

/// Reads the units that `cut` emits. A `small` file is not worth a thread.
pub(super) fn stream<U: Bulk>(
    small: bool,
    cut: impl FnOnce(&mut dyn FnMut(U)) + Send,
    run: impl Fn(&U) -> Output + Sync,
) -> Output {
    let mut out = Output::default();
    if small {
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
            for output in outputs {
                out.append(output);
            }
        }
    });
    out
}
