//! Work shared out among threads, with the results in order: what is written never depends on how many there are.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does every piece of work below `count`. The first failure in order is the result; work after it may be left out.
pub(super) fn each<R: Send, E: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    if threads <= 1 || count <= 1 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<R, E>)>> = Mutex::new(Vec::with_capacity(count));
    let one = || {
        let mut own = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                break;
            }
            let result = work(number);
            if result.is_err() {
                // Nobody begins anything more.
                next.store(count, Ordering::Relaxed);
            }
            own.push((number, result));
        }
        done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(own);
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            scope.spawn(one);
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn results_come_in_order_and_the_first_failure_wins() {
        for threads in [1, 2, 8] {
            assert_eq!(each(threads, 100, Ok::<_, ()>), Ok((0..100).collect::<Vec<_>>()));
            let failing = |n| if n >= 40 { Err(n) } else { Ok(n) };
            assert!(each(threads, 100, failing).is_err_and(|n| (40..50).contains(&n)));
        }
    }
}
