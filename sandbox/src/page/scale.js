// Five faces or eleven numbers: radio buttons, of which one is sent at once.

import { copy } from "./text.js";

// Fills `form`, which belongs to the card `id`. `choose` is given the score when a person has chosen for good: by
// pointer, by Enter or Space, or by the button that comes after a choice by arrow keys or assistive technology.
export function fillScale(form, id, type, choose) {
  const scale = form.querySelector(".scale");
  scale.classList.add(type);
  scale.append(copy(type));
  const send = form.querySelector(".send");
  const buttons = [...scale.querySelectorAll("input")];
  const chosen = () => buttons.find((button) => button.checked);
  const submit = () => {
    if (chosen()) choose(Number(chosen().value), nameOf(chosen()));
  };
  for (const button of buttons) {
    button.name = `score-${id}`;
    button.addEventListener("change", () => {
      send.hidden = false;
    });
    button.addEventListener("click", (event) => {
      // Arrow keys click as well, but not by pointer: who only looks around has not answered.
      if (event.detail > 0) submit();
    });
    button.addEventListener("keydown", (event) => {
      if ((event.key !== "Enter" && event.key !== " ") || event.repeat) return;
      event.preventDefault();
      button.checked = true;
      submit();
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}

// Shows the score that was given; nothing can be chosen any more.
export function settleScale(form, score) {
  for (const button of form.querySelectorAll("input")) button.checked = Number(button.value) === score;
  form.querySelector("fieldset").disabled = true;
  form.querySelector(".hint").hidden = true;
  form.querySelector(".send").hidden = true;
}

// Nothing is chosen, as before.
export function clearScale(form) {
  for (const button of form.querySelectorAll("input")) button.checked = false;
  form.querySelector(".send").hidden = true;
}

function nameOf(button) {
  const words = [...button.parentElement.querySelectorAll("span")].map((span) => span.textContent);
  return words.join(", ");
}
