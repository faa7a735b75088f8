import { inspect } from "node:util";

import { checked } from "./check.js";
import { FeedbackEvent } from "./event.js";
import { type Batch, pageFromJson } from "./native.js";
import { Origin, type ReplyRow } from "./origin.js";
import { natively } from "./raised.js";
import type { Reply } from "./records.js";
import type { Rows } from "./rows.js";

/** An event that could not be read, kept as it came. */
export interface UnreadableEvent {
  /** Its place on the page, from 0. */
  readonly index: number;
  /** Its JSON text, to the letter. */
  readonly raw: string;
  /** Where reading it stopped: `feedback.id`. */
  readonly jsonPath: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

type UnreadableRow = [index: number, raw: string, jsonPath: string, reason: string];
/** A page as it crosses: the order of `src/crossing.rs`. */
type PageRows = [rows: Rows, nextCursor: string | null, unreadable: UnreadableRow[], reply: ReplyRow | null];

/** One page of events. An empty or short page says nothing about the end. */
export class EventPage {
  /** The events that could be read, in the service's order. */
  readonly events: readonly FeedbackEvent[];
  /** Those that could not, as they came. */
  readonly unreadable: readonly UnreadableEvent[];
  /** Where to go on; `null` after the last page. */
  readonly nextCursor: string | null;

  readonly #origin: Origin;

  private constructor([rows, nextCursor, unreadable]: PageRows, origin: Origin) {
    this.events = FeedbackEvent.all(rows, origin);
    this.unreadable = unreadable.map(([index, raw, jsonPath, reason]) => ({ index, raw, jsonPath, reason }));
    this.nextCursor = nextCursor;
    this.#origin = origin;
  }

  /** @internal */
  static of(page: string | Batch): EventPage {
    if (typeof page === "string") {
      const end = page.indexOf("\n");
      const rows = JSON.parse(page.substring(0, end)) as PageRows;
      return new EventPage(rows, Origin.page(rows[3], page.substring(end + 1)));
    }
    const rows = JSON.parse(page.takeJson()) as PageRows;
    return new EventPage(rows, Origin.kept(page, rows[3]));
  }

  /**
   * Reads the body of one answer of `GET feedback/events`, text or bytes.
   *
   * @throws {@link DecodeError} when it is not a page at all.
   */
  static fromJSON(json: string | Uint8Array): EventPage {
    const body = checked((check) => check.body("json", json));
    return EventPage.of(natively(() => pageFromJson(body)));
  }

  /** The HTTP answer behind it; `null` for a page that was read from text. */
  get reply(): Reply | null {
    return this.#origin.reply;
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](): string {
    const { events, unreadable, nextCursor } = this;
    return `EventPage (${events.length} events, ${unreadable.length} unreadable, nextCursor: ${inspect(nextCursor)})`;
  }
}
