// Several customers at once.

import { Prompt, Sandbox } from "twitter-feedback";

const sandbox = await Sandbox.start();
const client = sandbox.client();

const people = ["1001", "1002", "1003", "1004", "1005"];
const prompts = people.map((person) =>
  Prompt.nps(person, "Thank you for talking to Furni!", "https://furni.example/privacy"),
);
for (const { toUserId, id } of await Promise.all(prompts.map((prompt) => client.create(prompt)))) {
  console.log(toUserId, id);
}
