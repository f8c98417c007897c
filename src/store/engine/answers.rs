//! How the threads of the database tell askers what came of their jobs.

use tokio::runtime::Handle;

/// Tells an asker. It doesn't block.
pub type Answer = Box<dyn FnOnce() + Send>;

/// Tells the askers of a whole group from within the runtime.
///
/// Telling them one by one from here would wake the runtime for each: on a busy core, that costs two switches of threads
/// an answer, more than most queries.
pub fn deliver(runtime: &Handle, answers: Vec<Answer>) {
    runtime.spawn(async move {
        for answer in answers {
            answer();
        }
    });
}
