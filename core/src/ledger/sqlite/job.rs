use rusqlite::Connection;
use tokio::sync::oneshot;

use super::failure::Done;
use crate::failpoint::failpoint;
use crate::model::FeedbackError;

/// Something to be done on the thread that owns a connection.
pub(super) trait Job: Send {
    /// Does it, inside of whatever transaction the thread has begun. What it found is kept until [`Job::answer`].
    fn run(&mut self, connection: &Connection) -> Done<()>;

    /// Says what became of it, once that cannot change any more.
    fn answer(self: Box<Self>, outcome: Result<(), FeedbackError>);

    fn places(&self) -> &'static Places;

    /// Whether it changes so much that it has a transaction of its own: SQLite copies each page that changes inside of
    /// a savepoint, and looks through the copies at each statement.
    fn is_large(&self) -> bool;
}

/// Where a test may kill the process, by the stage of a job.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) applied: Option<&'static str>,
    pub(super) committed: Option<&'static str>,
    pub(super) answered: Option<&'static str>,
}

impl Places {
    pub(super) const NONE: Places = Places::new(None, None, None);

    pub(super) const fn new(
        applied: Option<&'static str>,
        committed: Option<&'static str>,
        answered: Option<&'static str>,
    ) -> Self {
        Self { applied, committed, answered }
    }

    pub(super) fn visit(place: Option<&'static str>) {
        if let Some(place) = place {
            failpoint(place);
        }
    }
}

/// One call and the one who waits for it.
pub(super) struct Call<T, W> {
    work: W,
    found: Option<T>,
    reply: oneshot::Sender<Result<T, FeedbackError>>,
    places: &'static Places,
    large: bool,
}

/// Where the answer of a call arrives.
pub(super) type Reply<T> = oneshot::Receiver<Result<T, FeedbackError>>;

impl<T, W> Call<T, W>
where
    T: Send + 'static,
    W: FnMut(&Connection) -> Done<T> + Send + 'static,
{
    pub(super) fn waiting(places: &'static Places, large: bool, work: W) -> (Box<dyn Job>, Reply<T>) {
        let (reply, receiver) = oneshot::channel();
        (Box::new(Self { work, found: None, reply, places, large }), receiver)
    }
}

impl<T, W> Job for Call<T, W>
where
    T: Send,
    W: FnMut(&Connection) -> Done<T> + Send,
{
    fn run(&mut self, connection: &Connection) -> Done<()> {
        self.found = Some((self.work)(connection)?);
        Ok(())
    }

    fn answer(self: Box<Self>, outcome: Result<(), FeedbackError>) {
        let Self { found, reply, .. } = *self;
        // Nobody may be waiting any more; what was committed stays.
        if let Some(answer) = outcome.map(|()| found).transpose() {
            let _ = reply.send(answer);
        }
    }

    fn places(&self) -> &'static Places {
        self.places
    }

    fn is_large(&self) -> bool {
        self.large
    }
}
