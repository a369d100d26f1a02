//! The memory for pictures, shared by all threads: each takes what it [needs](super::need) before it reads, and waits
//! while others have it.

use std::sync::{Condvar, Mutex, PoisonError};

use super::limits::{MEMORY, too_large};

/// The memory for pictures.
#[derive(Debug)]
pub struct Room {
    left: Mutex<u64>,
    given_back: Condvar,
}

impl Default for Room {
    fn default() -> Self {
        Self { left: Mutex::new(MEMORY), given_back: Condvar::new() }
    }
}

/// Memory that was taken, and is given back at the end.
#[derive(Debug)]
pub struct Taken<'a> {
    room: &'a Room,
    bytes: u64,
}

impl Room {
    /// Waits until there is so much. More than all of it is refused. A thread that has taken some must not take more
    /// before it gave that back: two such would wait for each other.
    pub fn take(&self, bytes: u64) -> Result<Taken<'_>, String> {
        if bytes > MEMORY {
            return Err(too_large(bytes));
        }
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.given_back.wait_while(left, |left| *left < bytes);
        *wait.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Ok(Taken { room: self, bytes })
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
                    let bytes = MEMORY / (1 + number % 4);
                    let taken = room.take(bytes).unwrap();
                    let all = now.fetch_add(taken.bytes, Ordering::SeqCst) + taken.bytes;
                    most.fetch_max(all, Ordering::SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(3));
                    now.fetch_sub(taken.bytes, Ordering::SeqCst);
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= MEMORY);
    }

    #[test]
    fn more_than_all_of_it_is_refused() {
        let room = Room::default();
        assert_eq!(room.take(MEMORY).map(|taken| taken.bytes), Ok(MEMORY));
        let refused = room.take(2 * MEMORY).map(|taken| taken.bytes).unwrap_err();
        assert_eq!(refused, "reading it takes 768 MB, more than the 384 MB that pictures may take");
    }
}
