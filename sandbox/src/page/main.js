// What the sandbox knows, kept up to date while somebody looks.

import { feedbacks } from "./calls.js";
import { makeConversation } from "./conversation.js";
import { group, makePeople } from "./people.js";
import { put } from "./text.js";

// Milliseconds between two looks.
const PAUSE = 2000;
const TITLE = document.title;

const trouble = document.getElementById("trouble");
const section = document.getElementById("conversation");
const people = makePeople(document.getElementById("people"));
const conversation = makeConversation(section, refresh);

let known = [];
// Whose conversation is shown.
let chosen;
let asked = 0;
let timer;

async function refresh() {
  asked += 1;
  const mine = asked;
  clearTimeout(timer);
  const outcome = await feedbacks().then(
    (listed) => ({ listed }),
    (error) => ({ error }),
  );
  // A later question was asked after something was done; this answer may be from before.
  if (mine !== asked) return;
  if (outcome.listed) {
    known = group(outcome.listed);
    show();
  }
  const words = outcome.error ? `${outcome.error.message} This page tries again.` : "";
  put(trouble, words);
  trouble.hidden = !words;
  if (document.visibilityState === "visible") timer = setTimeout(refresh, PAUSE);
}

const find = (id) => known.find((person) => person.id === id);
const named = () => find(location.hash.slice(1));

function show() {
  const person = named() ?? find(chosen) ?? known[0];
  chosen = person?.id;
  // Who sees the only conversation goes on to see it when there are more.
  if (known.length === 1 && !named()) history.replaceState(null, "", `#${chosen}`);
  document.body.classList.toggle("shows-list", known.length > 1 && !named());
  document.getElementById("empty").hidden = person !== undefined;
  section.hidden = person === undefined;
  section.querySelector(".back").hidden = known.length < 2;
  document.title = person ? `${person.name} – ${TITLE}` : TITLE;
  people.show(known, chosen);
  if (person) conversation.show(person);
}

addEventListener("hashchange", () => {
  show();
  if (named()) conversation.focus();
  else people.focus(chosen);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") refresh();
  else clearTimeout(timer);
});
refresh();
