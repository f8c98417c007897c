//! Which tasks a list shows.

use crate::domain::list::page::{PageNumber, PageSize, whole_number};
use crate::domain::tasks::{StatusFilter, Task, TaskId};
use crate::error::{FieldErrors, Result};

/// Which tasks to list, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskQuery {
    pub status: StatusFilter,
    /// Where to start: at a page, or after the last task seen.
    pub start: PageStart,
    pub per_page: PageSize,
}

/// Where a page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStart {
    /// At a page number. The cost grows with the number.
    Page(PageNumber),
    /// Below a task's id. The cost is the same at any depth.
    Before(TaskId),
}

impl PageStart {
    /// The page number; the first if the list is not paged by number.
    pub fn number(self) -> PageNumber {
        match self {
            Self::Page(number) => number,
            Self::Before(_) => PageNumber::default(),
        }
    }
}

impl Default for PageStart {
    fn default() -> Self {
        Self::Page(PageNumber::default())
    }
}

impl TaskQuery {
    /// Reads the query parameters; absent ones get their defaults.
    pub fn parse(
        status: Option<&str>,
        page: Option<&str>,
        per_page: Option<&str>,
        before: Option<&str>,
    ) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let status = errors.check(status.map(StatusFilter::parse).transpose())?.flatten();
        let page = errors.check(page.map(PageNumber::parse).transpose())?.flatten();
        let per_page = errors.check(per_page.map(PageSize::parse).transpose())?.flatten();
        let before = errors.check(before.map(|id| whole_number("before", id)).transpose())?.flatten();
        errors.finish()?;
        let start = match before.and_then(|id| i64::try_from(id).ok()) {
            Some(id) => PageStart::Before(TaskId(id)),
            None => PageStart::Page(page.unwrap_or_default()),
        };
        Ok(Self { status: status.unwrap_or_default(), start, per_page: per_page.unwrap_or_default() })
    }
}

/// Tasks of a list that has no pages: as many as one answer may have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Portion {
    pub tasks: Vec<Task>,
    /// Whether there are more.
    pub truncated: bool,
    bytes: usize,
}

impl Portion {
    /// How many bytes the tasks may have before no more are added: 10,000 tasks without long texts have fewer.
    pub const MOST: usize = 8 * 1024 * 1024;
    /// What a task has besides its texts.
    const EACH: usize = 512;

    /// Adds a task while there is room. Returns whether there was.
    pub fn add(&mut self, task: Task) -> bool {
        self.truncated |= self.bytes >= Self::MOST;
        if !self.truncated {
            self.bytes += Self::EACH + task.size();
            self.tasks.push(task);
        }
        !self.truncated
    }

    /// As many of these tasks as there is room for.
    pub fn of(tasks: impl IntoIterator<Item = Task>) -> Self {
        let mut portion = Self::default();
        let _ = tasks.into_iter().all(|task| portion.add(task));
        portion
    }
}
