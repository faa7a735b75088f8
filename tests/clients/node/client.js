// twitter-api-v2, connected to a sandbox.

import http from "node:http";

import { TwitterApi } from "twitter-api-v2";

const PLATFORM = "https://api.x.com";

// A client with the sender's keys, but for the changes; null takes one away.
export function connect(sandbox, changes = {}) {
  const keys = { ...sandbox.credentials, ...changes };
  const tokens = {
    appKey: keys.consumer_key,
    appSecret: keys.consumer_secret,
    accessToken: keys.access_token,
    accessSecret: keys.access_token_secret,
  };
  // The library calls node:https for every address; an agent for plain HTTP in its settings is enough
  // to make that speak HTTP, as the sandbox on the loopback does.
  return new TwitterApi(tokens, { httpAgent: new http.Agent(), plugins: [new Detour(sandbox.url)] });
}

// A client with the app's keys alone.
export const connectApp = (sandbox, changes = {}) =>
  connect(sandbox, { access_token: null, access_token_secret: null, ...changes });

// The library writes the platform's host into the addresses of signing in and has no setting for it. Clients that
// it makes itself, as `login` does, take the plugins along.
class Detour {
  constructor(sandbox) {
    this.sandbox = sandbox;
  }

  // Before the request is signed: for the address that it really goes to.
  onBeforeRequestConfig({ params }) {
    params.url = params.url.replace(PLATFORM, this.sandbox);
  }

  // After that: by the address, in these two forms, the library knows limits and form-encoded answers.
  onBeforeRequest({ computedParams }) {
    const { rawUrl, url } = computedParams;
    computedParams.rawUrl = rawUrl.replace(this.sandbox, PLATFORM);
    Object.defineProperty(url, "href", { value: url.href.replace(this.sandbox, PLATFORM) });
  }
}

// The address of the platform's page, at the sandbox.
export const atSandbox = (sandbox, page) => page.replace(PLATFORM, sandbox.url);
