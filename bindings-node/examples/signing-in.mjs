// Signing in as the account that asks, by PIN.

import { Sandbox, SignIn } from "twitter-feedback";

const sandbox = await Sandbox.start();
const { consumerKey, consumerSecret } = sandbox.credentials; // in earnest, from your app's page at the service

const signIn = await SignIn.begin({ consumerKey, consumerSecret, apiBase: sandbox.url, clock: "service" });
console.log(`Open ${signIn.authorizeUrl}, agree, and tell the PIN.`);
const pin = sandbox.authorize(signIn.oauthToken); // in earnest, the person tells it

const { credentials, screenName } = await signIn.complete(pin);
credentials.toFile("twitter-feedback.json"); // mode 0600; Credentials.fromFile reads it
console.log(`Signed in as @${screenName}.`);
