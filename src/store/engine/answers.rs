//! How the database threads answer their callers.

use tokio::runtime::Handle;

/// Answers one caller. It doesn't block.
pub type Answer = Box<dyn FnOnce() + Send>;

/// Answers a whole group from within the runtime.
///
/// Answering one by one from a database thread would wake the runtime each time. On a busy core that costs two context
/// switches per answer, more than most queries.
pub fn deliver(runtime: &Handle, answers: Vec<Answer>) {
    runtime.spawn(async move {
        for answer in answers {
            answer();
        }
    });
}
