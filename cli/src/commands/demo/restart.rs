use std::env;
use std::ffi::OsString;
use std::process::{Command, Stdio};

use super::part::Part;

/// How to start this program once more: the command line of this process, be it our own executable, Python or Node.
pub(crate) struct Restart {
    program: OsString,
    arguments: Vec<OsString>,
}

impl Restart {
    /// `None` where this process was not started for the command alone, but by somebody who calls it from inside a
    /// program of theirs: that would run a second time as well.
    pub(crate) fn of(args: &[OsString]) -> Option<Self> {
        Self::from_line(env::args_os().collect(), args.get(1..)?)
    }

    fn from_line(mut line: Vec<OsString>, asked: &[OsString]) -> Option<Self> {
        if line.len() <= asked.len() || !line.ends_with(asked) {
            return None;
        }
        let own = line.len() == asked.len() + 1;
        let arguments = line.split_off(1);
        let called = line.pop()?;
        // An interpreter finds its packages by the name that it was called by, which may be a link.
        let program = env::current_exe().ok().filter(|_| own).map_or(called, Into::into);
        Some(Self { program, arguments })
    }

    /// The same command line again, to do this part and to be talked to.
    pub(super) fn command(&self, part: Part) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env(Part::VARIABLE, part.as_str());
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn an_interpreter_is_called_as_it_was_and_our_own_executable_by_its_file() {
        let python =
            Restart::from_line(words("venv/bin/python -m twitter_feedback demo --out x"), &words("demo --out x"));
        let python = python.unwrap();
        assert_eq!(
            (python.program, python.arguments),
            ("venv/bin/python".into(), words("-m twitter_feedback demo --out x"))
        );
        let own = Restart::from_line(words("twitter-feedback demo"), &words("demo")).unwrap();
        assert_eq!((own.program, own.arguments), (env::current_exe().unwrap().into(), words("demo")));
    }

    #[test]
    fn somebody_elses_program_is_not_started_again() {
        for line in ["python report.py", "python report.py demo --out", "python report.py --demo", "demo", ""] {
            assert!(Restart::from_line(words(line), &words("demo")).is_none(), "{line}");
        }
    }
}
