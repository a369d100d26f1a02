//! Making things ahead: while one is put away, the next is made. What is put away never depends on how many threads
//! there are.

/// Makes something of every item and takes it, both in order, with no more ready than the next. The first failure ends
/// it.
pub(super) fn each<T: Send, R: Send, E: Send>(
    items: impl IntoIterator<Item = T>,
    make: impl Fn(T) -> Result<R, E> + Sync,
    mut take: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E> {
    let mut items = items.into_iter();
    let mut made = items.next().map(&make).transpose()?;
    while let Some(ready) = made {
        let next = items.next();
        let (taken, of_next) = rayon::join(|| take(ready), || next.map(&make).transpose());
        taken?;
        made = of_next?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn what_is_made_is_taken_in_order_until_something_fails() {
        for (making_fails, taking_fails) in [(0, 200), (40, 200), (200, 40), (200, 200)] {
            let mut taken = Vec::new();
            let make = |n: usize| if n == making_fails { Err(n) } else { Ok((n, n * 2)) };
            let done = each(0..100, make, |(n, double)| {
                assert_eq!(double, n * 2);
                taken.push(n);
                if n == taking_fails { Err(n) } else { Ok(()) }
            });
            let failure = making_fails.min(taking_fails);
            assert_eq!(done, if failure < 100 { Err(failure) } else { Ok(()) });
            let count = if taking_fails < making_fails { failure + 1 } else { failure };
            assert_eq!(taken, Vec::from_iter(0..count.min(100)));
        }
    }
}
