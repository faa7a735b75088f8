// Who was asked, the most recent first.

import { arrange } from "./arrange.js";
import { copy, put } from "./text.js";

// Feedbacks, newest first, by the person that was asked.
export function group(feedbacks) {
  const people = new Map();
  for (const feedback of feedbacks) {
    const id = feedback.to_user_id;
    if (!people.has(id)) people.set(id, { id, name: `@${feedback.to_screen_name}`, feedbacks: [] });
    people.get(id).feedbacks.unshift(feedback);
  }
  for (const person of people.values()) {
    const senders = new Set(person.feedbacks.map((feedback) => feedback.from_screen_name));
    person.senders = senders.size;
    person.with = senders.size > 1 ? `${senders.size} senders` : `@${[...senders][0]}`;
    person.open = person.feedbacks.filter(isOpen).length;
  }
  return [...people.values()];
}

const isOpen = ({ score, text, dismissed }) => score === null && text === null && !dismissed;

export function makePeople(nav) {
  const list = nav.querySelector("ul");
  const known = new Map();

  function show(people, chosen) {
    nav.hidden = people.length < 2;
    arrange(list, known, people, makePerson);
    for (const [id, { element }] of known) {
      const link = element.querySelector("a");
      if (id === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  return { show, focus: (id) => known.get(id)?.element.querySelector("a").focus() };
}

function makePerson(person) {
  const element = copy("person").firstElementChild;
  const find = (selector) => element.querySelector(selector);
  find("a").href = `#${person.id}`;
  find(".name").textContent = person.name;
  const show = ({ feedbacks, open }) => {
    put(find(".last"), feedbacks.at(-1).message);
    put(find(".open"), open > 0 ? `${open} open` : "");
  };
  return { element, show };
}
