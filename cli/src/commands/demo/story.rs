use twitter_feedback::{AttemptFilter, AttemptState, Feedback, FeedbackType, ScoreBand};

use super::customers::Given;
use super::job::{Asked, Collected, KILLED_AT};
use super::people::{PEOPLE, person};
use super::stage::Stage;
use crate::exit::Failure;

/// What happened.
pub(super) struct Story<'a> {
    pub(super) asked: &'a [Asked],
    pub(super) given: &'a Given,
    pub(super) collected: &'a Collected,
    /// Who was not asked a second time.
    pub(super) left_alone: usize,
}

impl Story<'_> {
    /// Says what happened, after checking that it did: nobody asked twice, and every answer that was given is back.
    pub(super) async fn tell(&self, stage: &Stage) -> Result<Vec<String>, Failure> {
        self.check_askings(stage).await?;
        self.check_answers()?;
        let Self { asked, given, collected, left_alone } = self;
        let (people, scores, comments) = (asked.len(), given.scores.len(), given.comments.len());
        let mut sentences = vec![format!(
            "{people} people were asked over real HTTP with signed requests, each exactly once: half for NPS, half for CSAT."
        )];
        sentences.push(match collected.events_before {
            Some(_) => format!(
                "The process that asked was killed (kill -9) while the service took its prompt to person {}. The next one \
                 opened the ledger, left that person alone and asked the other {}; a day later the events told that the \
                 prompt had arrived.",
                KILLED_AT + 1,
                PEOPLE - KILLED_AT - 1
            ),
            None => "Nothing was killed on the way: from inside of another program the demo cannot start itself again."
                .to_owned(),
        });
        sentences.push(format!(
            "Over five virtual days {scores} of them gave a score ({}), and {comments} wrote a comment hours later.",
            percent(scores, people)
        ));
        sentences.push(format!(
            "Then all were to be asked again, and {left_alone} of {people} times the ledger said \"cooldown\". The service's log \
             shows one request for each person."
        ));
        sentences.push(match collected.events_before {
            Some(before) => format!(
                "The process that pulled the answers was killed too, when it had stored {before} events or more. The next one \
                 went on from there and read {} more, some of them told twice.",
                collected.events
            ),
            None => format!("The service told it in {} events, some of them told twice.", collected.events),
        });
        sentences.push(format!(
            "Folded, they are {} feedbacks, and every score and every comment is in the ledger, once: {scores} of {scores} \
             and {comments} of {comments}.",
            collected.fold.len(),
        ));
        sentences.push(self.bands());
        Ok(sentences)
    }

    fn bands(&self) -> String {
        let folds = || self.collected.fold.iter();
        let count = |band| folds().filter(|folded| folded.feedback().score_band() == Some(band)).count();
        format!(
            "NPS: {} promoters, {} passives, {} detractors. CSAT: {} satisfied, {} neutral, {} dissatisfied.",
            count(ScoreBand::Promoter),
            count(ScoreBand::Passive),
            count(ScoreBand::Detractor),
            count(ScoreBand::Satisfied),
            count(ScoreBand::Neutral),
            count(ScoreBand::Dissatisfied)
        )
    }

    /// By the service's own log, and by the ledger.
    async fn check_askings(&self, stage: &Stage) -> Result<(), Failure> {
        let people = self.asked.len();
        let nps = self.asked.iter().filter(|asked| asked.kind == FeedbackType::Nps).count();
        if nps * 2 != people || u64::try_from(people).ok() != Some(PEOPLE) {
            return wrong(format!("the ledger has {people} people who were asked, {nps} of them for NPS"));
        }
        let (mut all, mut creates) = (0, stage.sandbox.requests());
        creates.retain(|request| request.to_user_id.is_some());
        for number in 0..PEOPLE {
            let requests = stage.creates(&person(number));
            all += requests;
            if requests != 1 {
                return wrong(format!("the service's log shows {requests} requests for person {}", number + 1));
            }
        }
        if creates.len() != all || self.left_alone != people {
            return wrong(format!("{} requests, and {} people left alone", creates.len(), self.left_alone));
        }
        let attempts = stage.program().await?.attempts(&AttemptFilter::default()).await?;
        match attempts.iter().find(|it| !matches!(it.state, AttemptState::Sent | AttemptState::Skipped)) {
            Some(open) => wrong(format!("the prompt to {} is {} in the ledger", open.to_user_id, open.state)),
            None => Ok(()),
        }
    }

    fn check_answers(&self) -> Result<(), Failure> {
        let Self { asked, given, collected, .. } = self;
        if collected.fold.len() != asked.len() {
            return wrong(format!(
                "{} people were asked and {} feedbacks came back",
                asked.len(),
                collected.fold.len()
            ));
        }
        for (id, score) in &given.scores {
            let back = collected.fold.get(id).and_then(|folded| folded.feedback().score());
            if back.map(|score| score.value()) != Some(*score) {
                return wrong(format!("feedback {id} was scored {score}, and {back:?} came back"));
            }
        }
        for (id, comment) in &given.comments {
            let back = collected.fold.get(id).map(|folded| folded.feedback());
            if back.as_ref().and_then(Feedback::comment) != Some(comment) {
                return wrong(format!("the comment on feedback {id} did not come back"));
            }
        }
        let answered = collected.fold.iter().filter(|folded| folded.feedback().score().is_some()).count();
        if answered != given.scores.len() {
            return wrong(format!("{} people gave a score and {answered} scores came back", given.scores.len()));
        }
        Ok(())
    }
}

fn wrong(what: String) -> Result<(), Failure> {
    Err(Failure::defect(format!("the demo went wrong: {what}")))
}

fn percent(part: usize, whole: usize) -> String {
    format!("{} %", (part * 100 + whole / 2) / whole.max(1))
}
