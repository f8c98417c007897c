//! Counts how much of a line is read, rereading included. Tests use it to check that the work grows linearly.

#[cfg(test)]
thread_local! {
    static READ: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts tokens or bytes that are read.
pub(super) fn note(read: usize) {
    #[cfg(test)]
    READ.set(READ.get() + read);
    let _ = read;
}

/// How much this thread has read since the last call.
#[cfg(test)]
pub(super) fn take() -> usize {
    READ.take()
}
