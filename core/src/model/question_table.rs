use super::FeedbackType;
use super::question::Question;
use super::question::QuestionType::{Csat, Nps};

impl Question {
    /// Every known wording, NPS first, by id.
    pub fn all() -> &'static [Question] {
        &QUESTIONS
    }

    /// The wording of this variant, if this version knows it.
    pub fn find(of: &FeedbackType, id: u32) -> Option<&'static Question> {
        QUESTIONS.iter().find(|question| question.id == id && question.r#type() == *of)
    }
}

/// Every known wording, as `type, id, in the reference, text`. The reference's NPS table repeats the
/// CSAT wording; these are the texts that a live client of the service and its picture show.
#[rustfmt::skip]
static QUESTIONS: [Question; 48] = [
    Question::new(Nps, 0, true, "How likely are you to recommend <display_name> to a friend?"),
    Question::new(Nps, 1, true, "How likely is it that you would recommend <display_name> to a friend?"),
    Question::new(Nps, 2, true, "How likely is it that you would recommend <display_name> to a colleague?"),
    Question::new(Nps, 3, true, "How likely is it that you would recommend <display_name> to a family member?"),
    Question::new(Nps, 4, true, "How likely is it that you would recommend <display_name> to someone else?"),
    Question::new(Nps, 5, true, "How likely is it that you would recommend <display_name> to a friend or colleague?"),
    Question::new(Nps, 6, false, "How likely is it that you would shop at <display_name> in the future?"),
    Question::new(Nps, 7, false, "How likely is it that you would recommend <display_name>?"),
    Question::new(Nps, 8, false, "Would you recommend <display_name> to a friend or colleague?"),
    Question::new(Nps, 9, false, "How likely are you to recommend your experience with <display_name> to a friend?"),
    Question::new(Csat, 0, true, "What is your overall satisfaction with <display_name>?"),
    Question::new(Csat, 1, true, "How satisfied are you with <display_name>?"),
    Question::new(Csat, 2, true, "Overall, how satisfied were you with your recent <display_name> experience?"),
    Question::new(Csat, 3, true, "How would you rate the overall experience with <display_name>?"),
    Question::new(Csat, 4, true, "How would you rate your overall experience with <display_name>?"),
    Question::new(Csat, 5, true, "How would you rate your experience so far with <display_name>?"),
    Question::new(Csat, 6, true, "How would you rate your experience on Twitter with <display_name>?"),
    Question::new(Csat, 7, true, "Were you satisfied with your recent experience with <display_name>?"),
    Question::new(Csat, 8, true, "How well does <display_name> meet your expectations?"),
    Question::new(Csat, 9, true, "How would you rate your guest experience with <display_name>?"),
    Question::new(Csat, 10, true, "How would you rate your service experience with <display_name>?"),
    Question::new(Csat, 11, true, "How would you rate your recent service experience with <display_name>?"),
    Question::new(Csat, 12, true, "How would you rate the service you received from <display_name>?"),
    Question::new(Csat, 13, true, "Were you satisfied with the result of your interaction with <display_name>?"),
    Question::new(Csat, 14, true, "How would you rate the ability to resolve your issue with <display_name>?"),
    Question::new(Csat, 15, true, "How would you rate the response time from <display_name>?"),
    Question::new(Csat, 16, true, "How would you rate the speed of service from <display_name>?"),
    Question::new(Csat, 17, true, "How would you rate the time to resolution with <display_name>?"),
    Question::new(Csat, 18, true, "How would you rate the time to resolve your issue with <display_name>?"),
    Question::new(Csat, 19, true, "How would you rate the speed of resolution with <display_name>?"),
    Question::new(Csat, 20, true, "How would you rate the <display_name> advisor's expertise?"),
    Question::new(Csat, 21, true, "How satisfied were you with the <display_name> agent who helped you?"),
    Question::new(Csat, 22, true, "How satisfied were you with the <display_name> specialist who helped you?"),
    Question::new(Csat, 23, true, "How satisfied were you with the <display_name> representative who helped you?"),
    Question::new(Csat, 24, true, "How would you rate your recent banking experience with <display_name>?"),
    Question::new(Csat, 25, true, "How would you rate the overall event experience at <display_name>?"),
    Question::new(Csat, 26, true, "How would you rate your bill pay experience with <display_name>?"),
    Question::new(Csat, 27, true, "How would you rate your purchase experience with <display_name>?"),
    Question::new(Csat, 28, true, "How would you rate your shopping experience with <display_name>?"),
    Question::new(Csat, 29, true, "How would you rate your delivery experience with <display_name>?"),
    Question::new(Csat, 30, true, "How would you rate your rental experience with <display_name>?"),
    Question::new(Csat, 31, true, "How would you rate your recent <display_name> store visit?"),
    Question::new(Csat, 32, true, "How would you rate your recent <display_name> hotel stay?"),
    Question::new(Csat, 33, true, "How would you rate your recent flight with <display_name>?"),
    Question::new(Csat, 34, true, "How would you rate your recent ride with <display_name>?"),
    Question::new(Csat, 35, true, "How would you rate your recent trip with <display_name>?"),
    Question::new(Csat, 36, true, "How would you rate your recent visit to <display_name>?"),
    Question::new(Csat, 37, true, "How would you rate your recent meal at <display_name>?"),
];
