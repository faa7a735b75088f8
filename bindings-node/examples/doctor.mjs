// What has to be right before anybody can be asked.

import { Client } from "twitter-feedback";

const client = Client.fromEnv();
for (const { name, state, finding, nextStep } of await client.doctor()) {
  console.log(`${state}: ${name}: ${finding}. ${nextStep}`);
}
