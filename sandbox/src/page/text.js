// Words on the page: all of them as text, never as HTML.

const today = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const otherDay = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

// A copy of a template's content.
export function copy(id) {
  return document.getElementById(id).content.cloneNode(true);
}

// Shows these words; where they stand already nothing is touched, because somebody may have marked them.
export function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// Tells people who cannot see what happened.
export function say(words) {
  document.getElementById("said").textContent = words;
}

// `milliseconds` since 1970 into a `time` element. The sandbox's clock may stand in another year.
export function tell(time, milliseconds) {
  const date = new Date(milliseconds);
  const isToday = date.toDateString() === new Date().toDateString();
  time.dateTime = date.toISOString();
  time.textContent = (isToday ? today : otherDay).format(date);
}

// The question around the sender's name, which is kept apart so that no direction of it reaches the other words.
export function question(feedback) {
  const placeholder = "<display_name>";
  const name = feedback.display_name ?? `@${feedback.from_screen_name}`;
  return feedback.question_template.split(placeholder).flatMap((words, at) => {
    if (at === 0) return [words];
    const apart = document.createElement("bdi");
    apart.textContent = name;
    return [apart, words];
  });
}

// The address if a browser may be sent there, and nothing otherwise.
export function webAddress(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : undefined;
}
