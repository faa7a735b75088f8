use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::job::Job;

/// A thread that owns a connection and does one job after the other.
#[derive(Debug)]
pub(super) struct Worker {
    /// `None` once it was told to end.
    jobs: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub(super) fn start(name: &str, run: impl FnOnce(Receiver<Box<dyn Job>>) + Send + 'static) -> io::Result<Self> {
        let (jobs, receiver) = mpsc::channel();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || run(receiver))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// False where the thread is gone.
    pub(super) fn send(&self, job: Box<dyn Job>) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// Lets it finish what it has, close its connection, and end.
    pub(super) fn finish(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take()
            // An answer can wake whoever drops the last handle on this very thread.
            && thread.thread().id() != thread::current().id()
        {
            let _ = thread.join();
        }
    }

    /// In a forked child the thread does not exist, and what it may have held locked stays locked for ever.
    pub(super) fn abandon(&mut self) {
        std::mem::forget(self.jobs.take());
        std::mem::forget(self.thread.take());
    }
}
