// One person's messages, each with its card, the oldest first.

import { arrange } from "./arrange.js";
import { makeCard } from "./card.js";
import { copy, put, say, tell } from "./text.js";

export function makeConversation(section, refresh) {
  const title = section.querySelector("h2");
  const talk = section.querySelector(".talk");
  const turns = new Map();
  let shown;

  function show(person) {
    const isAnother = shown !== person.id;
    if (isAnother) {
      shown = person.id;
      turns.clear();
      talk.replaceChildren();
    }
    put(title, person.with);
    put(section.querySelector(".whose"), `as ${person.name} sees it`);
    section.classList.toggle("has-several-senders", person.senders > 1);
    const added = arrange(talk, turns, person.feedbacks, (feedback) => makeTurn(feedback, refresh));
    if (added.length === 0) return;
    if (!isAnother) say(`New question: ${person.feedbacks.at(-1).question}`);
    // Nobody who is writing is taken elsewhere.
    if (document.activeElement?.tagName !== "TEXTAREA") talk.lastElementChild.scrollIntoView({ block: "end" });
  }

  return { show, focus: () => title.focus({ preventScroll: true }) };
}

function makeTurn(feedback, refresh) {
  const turn = copy("turn").firstElementChild;
  const find = (selector) => turn.querySelector(selector);
  find(".avatar").textContent = initial(feedback);
  find(".sender").textContent = `@${feedback.from_screen_name}`;
  find(".bubble").textContent = feedback.message;
  tell(find("time"), feedback.created_at);
  const card = makeCard(feedback, refresh);
  turn.append(card.element);
  return { element: turn, show: card.show };
}

function initial({ display_name, from_screen_name }) {
  const [letter] = (display_name ?? from_screen_name).match(/[\p{L}\p{N}]/u) ?? ["?"];
  return letter.toUpperCase();
}
