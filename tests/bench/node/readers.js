// The contenders. Each is asked for one page at a time, reads all of it and gives the sum of what it saw.

import { createHmac } from "node:crypto";
import http from "node:http";

import * as touch from "./touch.js";

/** The most requests that are under way at once. */
export const AT_ONCE = 16;

// The libraries are loaded when they are needed: each contender has a process of its own and only its library in it.

async function twitterApi({ url, credentials, period }, time) {
  const { TwitterApi } = await import("twitter-api-v2");
  const keys = {
    appKey: credentials.consumerKey,
    appSecret: credentials.consumerSecret,
    accessToken: credentials.accessToken,
    accessSecret: credentials.accessTokenSecret,
  };
  // Without an agent it connects anew for every request.
  const { v1 } = new TwitterApi(keys, { httpAgent: new http.Agent({ keepAlive: true }) });
  v1.setPrefix(`${url}/1.1/`);
  const query = { from_time: period.fromTime, to_time: period.toTime, count: 100 };
  return async () => touch.plain(await v1.get("feedback/events.json", { ...query }), time);
}

async function undici({ url, credentials, period }, time) {
  const [{ Agent, request }, { default: OAuth }] = await Promise.all([import("undici"), import("oauth-1.0a")]);
  const oauth = new OAuth({
    consumer: { key: credentials.consumerKey, secret: credentials.consumerSecret },
    signature_method: "HMAC-SHA1",
    hash_function: (text, key) => createHmac("sha1", key).update(text).digest("base64"),
  });
  const token = { key: credentials.accessToken, secret: credentials.accessTokenSecret };
  const dispatcher = new Agent({ connections: AT_ONCE });
  return async () => {
    const query = new URLSearchParams({ from_time: period.fromTime, to_time: period.toTime, count: 100 });
    const asked = { method: "GET", url: `${url}/1.1/feedback/events.json?${query}` };
    const headers = { ...oauth.toHeader(oauth.authorize(asked, token)) };
    const { statusCode, body } = await request(asked.url, { dispatcher, headers });
    if (statusCode !== 200) {
      throw new Error(`an answer of ${statusCode}: ${await body.text()}`);
    }
    return touch.plain(await body.json(), time);
  };
}

async function ours({ url, credentials, period }) {
  const { Client } = await import("twitter-feedback");
  const client = new Client({ credentials, apiBase: url, maxTries: 1 });
  return async () => {
    const pages = client.events({ ...period, count: 100 }).pages();
    const { value: page } = await pages.next();
    return touch.ours(page);
  };
}

/** By name; each makes, of where the service is and who asks for which period, the function that reads a page. */
export const READERS = {
  "twitter-api-v2": (service) => twitterApi(service, touch.asItIs),
  "twitter-api-v2, times read": (service) => twitterApi(service, touch.asDate),
  "undici + oauth-1.0a": (service) => undici(service, touch.asItIs),
  "undici + oauth-1.0a, times read": (service) => undici(service, touch.asDate),
  Client: ours,
};
