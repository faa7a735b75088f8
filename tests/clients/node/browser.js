// The person at the browser, over HTTP: opens the page, reads its form, presses one of its buttons.

const LETTERS = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const text = (html) => html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => LETTERS[name]);
const attributes = (tag) =>
  Object.fromEntries([...tag.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, text(value)]));

// The PIN that is shown afterwards, or the URL that the browser is sent to; undefined where there is neither.
export async function press(address, label = "Authorize app") {
  const opened = await fetch(address, { headers: { accept: ACCEPT } });
  if (!opened.ok) throw new Error(`the page: ${opened.status}`);
  const page = await opened.text();
  const [, start, form] = page.match(/(<form[^>]*>)(.*?)<\/form>/s);
  const { action, method } = attributes(start);
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const { name, value } = attributes(tag);
    fields.append(name, value);
  }
  const button = [...form.matchAll(/(<button[^>]*>)([^<]*)<\/button>/g)].find(([, , shown]) => text(shown) === label);
  const { name, value } = attributes(button[1]);
  if (name) fields.append(name, value);
  const answer = await fetch(new URL(action, address), {
    method,
    body: fields,
    headers: { accept: ACCEPT, origin: new URL(address).origin },
    redirect: "manual",
  });
  if (answer.status >= 400) throw new Error(`the button: ${answer.status}`);
  const shown = await answer.text();
  return answer.headers.get("location") ?? shown.match(/id="oauth_pin">.*?<code>(\d+)<\/code>/s)?.[1];
}
