// The card of one feedback: the question, then a comment, or ×.

import { answer, dismiss } from "./calls.js";
import { clearScale, fillScale, settleScale } from "./scale.js";
import { copy, put, question, say, webAddress } from "./text.js";

// `refresh` reads what has become of the feedback, and `show` is called with it.
export function makeCard(feedback, refresh) {
  const card = copy("card").firstElementChild;
  const find = (selector) => card.querySelector(selector);
  const [ask, add, thanks, close, error] = [".ask", ".add", ".thanks", ".close", ".error"].map(find);
  const textarea = find("textarea");
  // Where the focus goes when the card is next shown, because what had it goes away.
  let next;
  let busy = false;

  name(card, feedback);
  find(".question").replaceChildren(...question(feedback));
  find(".small .sender").textContent = `@${feedback.from_screen_name}`;
  const address = webAddress(feedback.privacy_url);
  if (address) find(".privacy").href = address;
  else find(".privacy").removeAttribute("href");

  fillScale(ask, feedback.id, feedback.type, (score, words) =>
    act(() => answer(feedback.id, { score }), `Your answer was sent: ${words}.`, textarea),
  );
  add.addEventListener("submit", (event) => {
    event.preventDefault();
    act(() => answer(feedback.id, { text: textarea.value }), "Your comment was sent. Thank you!", thanks);
  });
  close.addEventListener("click", () => act(() => dismiss(feedback.id), "You closed the question.", find(".closed")));

  async function act(call, words, then) {
    if (busy) return;
    busy = true;
    card.setAttribute("aria-busy", "true");
    error.textContent = "";
    try {
      await call();
      next = then;
      say(words);
    } catch (refusal) {
      error.textContent = refusal.message;
      if (!find("fieldset").disabled) clearScale(ask);
    }
    busy = false;
    card.removeAttribute("aria-busy");
    await refresh();
  }

  function show({ score, text, dismissed }) {
    const isScored = score !== null;
    const isWritten = text !== null;
    const isClosed = dismissed && !isScored && !isWritten;
    card.classList.toggle("is-closed", isClosed);
    find(".closed").hidden = !isClosed;
    find(".small").hidden = isClosed;
    find("fieldset").hidden = isClosed;
    close.hidden = isClosed || isScored || isWritten;
    add.hidden = !isScored || isWritten;
    thanks.hidden = !isWritten;
    put(find(".comment"), text ?? "");
    if (isScored) settleScale(ask, score);
    if (isClosed) settleScale(ask);
    const lost = document.activeElement.matches(":disabled") || document.activeElement.closest("[hidden]");
    if (lost && card.contains(document.activeElement)) next ??= error;
    next?.focus();
    next = undefined;
  }

  return { element: card, show };
}

// What belongs together, by ids that no other card has.
function name(card, { id }) {
  const identify = (selector, part) => {
    const element = card.querySelector(selector);
    element.id = `${part}-${id}`;
    return element.id;
  };
  const title = identify(".question", "question");
  card.setAttribute("aria-labelledby", title);
  card.querySelector(".close").setAttribute("aria-describedby", title);
  card.querySelector("fieldset").setAttribute("aria-describedby", identify(".hint", "hint"));
}
