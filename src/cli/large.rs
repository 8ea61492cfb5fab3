//! Large files, past the system's cache.
//!
//! A report of a million claims is written once, and read later by another program. By way of the
//! cache each byte is copied and each page made anew, which takes as long as making the report;
//! handed over straight from memory (`O_DIRECT`, open(2)) it takes a tenth of that, and pushes
//! nothing out of the cache that somebody needs. Lengths, places and addresses must then be whole
//! blocks, so that the end of the file, and every small file, goes the usual way. So does all
//! where a file system knows no other.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// Bytes that are handed over at a time.
const LOT: usize = 4 << 20;
/// Of this every disk's block is a part, in bytes.
const BLOCK: usize = 4096;
/// Lots that are filled and handed over in turn.
const LOTS: usize = 3;

/// Bytes on their way to a file, whose first stands at the start of a block of memory.
struct Lot {
    bytes: Vec<u8>,
    start: usize,
}

impl Lot {
    fn new() -> Self {
        let mut bytes: Vec<u8> = Vec::with_capacity(LOT + BLOCK);
        let start = bytes.as_ptr().align_offset(BLOCK).min(BLOCK);
        bytes.resize(start, 0);
        Self { bytes, start }
    }

    fn filled(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// Takes as much as there is room for.
    fn take(&mut self, from: &[u8]) -> usize {
        let taken = from.len().min(LOT - self.filled().len());
        self.bytes.extend_from_slice(&from[..taken]);
        taken
    }

    fn clear(&mut self) {
        self.bytes.truncate(self.start);
    }
}

/// A new file that is written from its start to its end, in the background once it is large.
pub(super) struct Large {
    path: PathBuf,
    file: File,
    lot: Lot,
    /// The one who writes full lots, once there was one.
    writer: Option<Writer>,
}

impl Large {
    /// An empty file and its path.
    pub(super) fn new(file: File, path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            file,
            lot: Lot::new(),
            writer: None,
        }
    }

    /// Writes what is left, and gives the file.
    ///
    /// # Errors
    /// Where anything could not be written.
    pub(super) fn finish(mut self) -> io::Result<File> {
        let mut hand = match self.writer.take() {
            Some(writer) => writer.finish()?,
            None => Hand::new(&self.file, None)?,
        };
        hand.direct = None;
        hand.put(self.lot.filled())?;
        Ok(self.file)
    }

    /// Gives a full lot to the writer, and takes an empty one.
    fn hand_over(&mut self) -> io::Result<()> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => Writer::new(Hand::new(&self.file, direct(&self.path))?)?,
        };
        let Some(empty) = writer.empty() else {
            // It has stopped, and says why.
            return Err(writer.finish().err().unwrap_or_else(stopped));
        };
        let full = std::mem::replace(&mut self.lot, empty);
        if writer.to.send(full).is_err() {
            return Err(writer.finish().err().unwrap_or_else(stopped));
        }
        self.writer = Some(writer);
        Ok(())
    }
}

impl Write for Large {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.lot.take(bytes);
        if self.lot.filled().len() == LOT {
            self.hand_over()?;
        }
        Ok(taken)
    }

    /// Does nothing: a lot goes when it is full, and the last by [`Large::finish`].
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A thread that writes lots in the order in which they come.
struct Writer {
    to: SyncSender<Lot>,
    back: Receiver<Lot>,
    /// Lots that were made.
    made: usize,
    thread: JoinHandle<io::Result<Hand>>,
}

impl Writer {
    fn new(mut hand: Hand) -> io::Result<Self> {
        let (to, lots) = sync_channel::<Lot>(LOTS);
        let (emptied, back) = sync_channel::<Lot>(LOTS);
        let thread = thread::Builder::new().spawn(move || {
            for mut lot in lots {
                hand.put(lot.filled())?;
                lot.clear();
                // Nobody waits for the last ones.
                let _ = emptied.send(lot);
            }
            Ok(hand)
        })?;
        Ok(Self {
            to,
            back,
            made: 1,
            thread,
        })
    }

    /// An empty lot; none where the thread has stopped.
    fn empty(&mut self) -> Option<Lot> {
        if self.made < LOTS {
            self.made += 1;
            return Some(Lot::new());
        }
        self.back.recv().ok()
    }

    fn finish(self) -> io::Result<Hand> {
        drop(self.to);
        drop(self.back);
        self.thread.join().map_err(|_| stopped())?
    }
}

/// What is told where the thread is gone without a reason.
fn stopped() -> io::Error {
    io::Error::from(ErrorKind::BrokenPipe)
}

/// A file, and how far it is written.
struct Hand {
    file: File,
    /// The same, past the cache.
    direct: Option<File>,
    at: u64,
}

impl Hand {
    fn new(file: &File, direct: Option<File>) -> io::Result<Self> {
        Ok(Self {
            file: file.try_clone()?,
            direct,
            at: 0,
        })
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut done = false;
        if let Some(direct) = &self.direct {
            match put_at(direct, bytes, self.at) {
                // Not every file system that opens a file so will also write it.
                Err(error) if error.kind() == ErrorKind::InvalidInput => self.direct = None,
                other => done = other.map(|()| true)?,
            }
        }
        if !done {
            put_at(&self.file, bytes, self.at)?;
        }
        self.at += bytes.len() as u64;
        Ok(())
    }
}

/// The file of a path as one to be written past the cache, where that can be.
#[cfg(target_os = "linux")]
fn direct(path: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = File::options();
    options.write(true).custom_flags(libc::O_DIRECT);
    options.open(path).ok()
}

#[cfg(not(target_os = "linux"))]
fn direct(_: &Path) -> Option<File> {
    None
}

#[cfg(unix)]
fn put_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(not(unix))]
fn put_at(mut file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    use std::io::Seek as _;
    file.seek(io::SeekFrom::Start(at))?;
    file.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes `bytes` in pieces of `step`, and reads the file again.
    fn through(bytes: &[u8], step: usize) -> Vec<u8> {
        let folder = tempfile::tempdir_in(".").unwrap();
        let path = folder.path().join("large");
        let mut large = Large::new(File::create(&path).unwrap(), &path);
        for piece in bytes.chunks(step) {
            large.write_all(piece).unwrap();
        }
        drop(large.finish().unwrap());
        std::fs::read(&path).unwrap()
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let bytes: Vec<u8> = (0..5 * LOT + 4321).map(|n| (n % 251) as u8).collect();
        assert!(through(&bytes[..4321], 100) == bytes[..4321]);
        assert!(through(&bytes[..LOT], 7777) == bytes[..LOT]);
        assert!(through(&bytes, 99_999) == bytes);
        assert!(through(&bytes, bytes.len()) == bytes);
        assert!(through(&[], 1).is_empty());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_by_its_name() {
        let path = Path::new("/dev/full");
        let file = || File::options().write(true).open(path).unwrap();
        let mut large = Large::new(file(), path);
        let lot = vec![b'x'; LOT];
        let error = (0..8).find_map(|_| large.write_all(&lot).err()).unwrap();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        let mut small = Large::new(file(), path);
        small.write_all(b"x").unwrap();
        assert_eq!(small.finish().unwrap_err().kind(), ErrorKind::StorageFull);
    }
}
