import type { ArgumentCheck } from "./check.js";
import { checkPromptContext, type NativePromptContext } from "./native.js";

/**
 * What is known of the conversation when a prompt is sent. It stays in the ledger and never reaches the service; it is
 * taken at that moment because later it is lost: agents change teams, cases change hands.
 *
 * Each text has 1 to 200 characters, none of them a control character.
 */
export interface PromptContext {
  /** Who talked to the customer. */
  readonly agentId?: string | null | undefined;
  /** The agent's team. */
  readonly team?: string | null | undefined;
  /** Whatever else to look at later, at most 50. */
  readonly tags?: readonly string[] | null | undefined;
  /** The conversation's language, as a BCP 47 tag by custom: `pt-BR`. */
  readonly language?: string | null | undefined;
}

/** @internal What native code takes. Throws an `InvalidRequestError` with all that is wrong. */
export function nativeContext(check: ArgumentCheck, context: PromptContext | null | undefined): NativePromptContext {
  const known = ["agentId", "team", "tags", "language"] as const;
  const { agentId, team, tags, language } = check.options<PromptContext>("context", context ?? undefined, known);
  const native: NativePromptContext = {
    ...(agentId != null && { agentId: check.text("agent_id", agentId) }),
    ...(team != null && { team: check.text("team", team) }),
    tags: tags == null ? [] : check.list("tags", tags, (tag) => check.text("tags", tag)),
    ...(language != null && { language: check.text("language", language) }),
  };
  check.adopt(() => checkPromptContext(native));
  check.refuse("the context");
  return native;
}
