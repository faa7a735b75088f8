// Reads every field that the service sends: what an analyst does with a page. Each sums up what it saw: nobody can
// leave the reading out then, and it shows that all saw the same.

export const asItIs = (written) => written.length;

/** As those that this library gives: a Date. */
export const asDate = (written) => new Date(written).getTime();

const size = (text) => (text == null ? 0 : text.length);

/** A page of parsed JSON; `time` is what becomes of its times. */
export function plain(page, time) {
  let seen = 0;
  for (const event of page.events) {
    seen += size(event.event_type) + time(event.created_at);
    const { feedback } = event;
    seen += size(feedback.id) + size(feedback.type) + Number(feedback.test);
    seen += time(feedback.created_at) + time(feedback.updated_at);
    seen += size(feedback.from_user_id) + size(feedback.to_user_id) + size(feedback.dm_id);
    seen += size(feedback.external_id) + size(feedback.display_name);
    seen += Number(feedback.question_variant_id ?? 0) + size(feedback.privacy_url);
    const { response } = feedback;
    if (response?.score !== undefined) {
      seen += time(response.score.created_at) + response.score.value;
    }
    if (response?.text !== undefined) {
      seen += time(response.text.created_at) + size(response.text.value);
    }
  }
  return seen;
}

/** A page of ours. */
export function ours(page) {
  let seen = 0;
  for (const event of page.events) {
    seen += size(event.eventType) + event.createdAt.getTime();
    const { feedback } = event;
    seen += size(feedback.id) + size(feedback.type) + Number(feedback.test);
    seen += feedback.createdAt.getTime() + feedback.updatedAt.getTime();
    seen += size(feedback.fromUserId) + size(feedback.toUserId) + size(feedback.dmId);
    seen += size(feedback.externalId) + size(feedback.displayName);
    seen += Number(feedback.questionVariantId ?? 0) + size(feedback.privacyUrl);
    const { response } = feedback;
    if (response.score !== null) {
      seen += response.score.createdAt.getTime() + response.score.value;
    }
    if (response.text !== null) {
      seen += response.text.createdAt.getTime() + size(response.text.value);
    }
  }
  return seen;
}
