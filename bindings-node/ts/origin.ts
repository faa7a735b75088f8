import { type Batch, pageReadAnew } from "./native.js";
import { natively } from "./raised.js";
import { date, type Reply } from "./records.js";

/** An HTTP answer as it crosses, but for its body: the order of `src/crossing.rs`. */
export type ReplyRow = [status: number, headers: Record<string, string>, requestId: string | null, date: number | null];

/** What feedbacks and events were read from, for those who want to know more than their fields. */
export class Origin {
  readonly #reply: ReplyRow | null;
  readonly #body: string | null;
  #batch: Batch | null;

  private constructor(reply: ReplyRow | null, body: string | null, batch: Batch | null) {
    this.#reply = reply;
    this.#body = body;
    this.#batch = batch;
  }

  /** A page whose body crossed with it. */
  static page(reply: ReplyRow | null, body: string): Origin {
    return new Origin(reply, body, null);
  }

  /** What is kept on the native side. */
  static kept(batch: Batch, reply: ReplyRow | null = null): Origin {
    return new Origin(reply, null, batch);
  }

  /** The native side; a page is read there when it is first needed. */
  get batch(): Batch {
    this.#batch ??= natively(() => pageReadAnew(this.#body ?? ""));
    return this.#batch;
  }

  /** The HTTP answer; `null` for what was read from text. */
  get reply(): Reply | null {
    if (this.#reply === null) {
      return null;
    }
    const [status, headers, requestId, at] = this.#reply;
    const body = this.#body === null ? natively(() => this.batch.body) : Buffer.from(this.#body);
    return { status, headers: { ...headers }, body, requestId, date: date(at) };
  }
}
