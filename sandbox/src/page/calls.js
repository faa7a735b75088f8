// What the page asks of the sandbox it came from.

// A refusal's own words, or that nobody answered.
async function call(name, body) {
  const asked = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  let response;
  let text;
  try {
    response = await fetch(`/_sandbox/${name}`, { cache: "no-store", ...asked });
    text = await response.text();
  } catch {
    throw new Error("The sandbox does not answer.");
  }
  const said = read(text);
  if (!response.ok) throw new Error(said?.error ?? `The sandbox refused with status ${response.status}.`);
  if (said === undefined) throw new Error("The sandbox answered with something that is no JSON.");
  return said;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// The newest 50 feedbacks, newest first.
export const feedbacks = () => call("feedbacks");

// A score, a text or both.
export const answer = (id, given) => call("answer", { feedback_id: id, ...given });

// The customer closes the card.
export const dismiss = (id) => call("dismiss", { feedback_id: id });
