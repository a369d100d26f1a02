//! How much memory pictures may take together. Many threads read pictures at a time; a few large ones at once would
//! otherwise take more than a small machine has.

use std::sync::{Condvar, Mutex, PoisonError};

/// What pictures may take together, in bytes.
const ALL: u64 = 384 << 20;

/// The memory for pictures.
#[derive(Debug)]
pub struct Room {
    left: Mutex<u64>,
    given_back: Condvar,
}

impl Default for Room {
    fn default() -> Self {
        Self { left: Mutex::new(ALL), given_back: Condvar::new() }
    }
}

/// Memory that was taken, and is given back at the end.
#[derive(Debug)]
pub struct Taken<'a> {
    room: &'a Room,
    bytes: u64,
}

impl Room {
    /// Waits until there is so much. What is larger than all of it has it for itself.
    pub fn take(&self, bytes: u64) -> Taken<'_> {
        let bytes = bytes.min(ALL);
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.given_back.wait_while(left, |left| *left < bytes);
        *wait.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Taken { room: self, bytes }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.room.left.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.room.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn never_more_than_all_of_it_at_a_time() {
        let (room, now, most) = (Room::default(), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for number in 0..12u64 {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    let bytes = ALL / (1 + number % 4) + number;
                    let taken = room.take(bytes);
                    let all = now.fetch_add(taken.bytes, Ordering::SeqCst) + taken.bytes;
                    most.fetch_max(all, Ordering::SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(3));
                    now.fetch_sub(taken.bytes, Ordering::SeqCst);
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= ALL);
    }
}
