import { called } from "./calls.js";
import type { FeedbackEvent } from "./event.js";
import type { Batch, Listing } from "./native.js";
import { EventPage } from "./page.js";
import { natively } from "./raised.js";

/** Which events to list. A period or a cursor, not both: a cursor brings its period with it. */
export interface EventsQuery {
  /** The first moment, a `Date` or epoch milliseconds. Default: a week before `toTime`. */
  readonly fromTime?: Date | number | undefined;
  /** The last moment, a `Date` or epoch milliseconds. Default: 24 hours ago, the latest that the service shows (doc). */
  readonly toTime?: Date | number | undefined;
  /** Events on a page, 1 to 100. Default 100. */
  readonly count?: number | undefined;
  /** Goes on where an earlier listing stopped. */
  readonly cursor?: string | undefined;
  /** Stops a page that is under way, and the listing with it; go on from `cursor` in a new one. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The events of a period, over all pages: `for await (const event of client.events())`. Each loop lists anew.
 *
 * An event that cannot be read is left out with a warning in the log; `pages()` has it.
 */
export class Events implements AsyncIterable<FeedbackEvent> {
  readonly #begin: () => Listing;
  readonly #signal: AbortSignal | undefined;

  private constructor(begin: () => Listing, signal: AbortSignal | undefined) {
    this.#begin = begin;
    this.#signal = signal;
    // Wrong arguments are refused now, not when the listing is read.
    begin();
  }

  /** @internal */
  static of(begin: () => Listing, signal: AbortSignal | undefined): Events {
    return new Events(begin, signal);
  }

  /** The events one by one. */
  async *[Symbol.asyncIterator](): AsyncGenerator<FeedbackEvent, void, undefined> {
    for await (const page of this.pages()) {
      yield* page.events;
    }
  }

  /** The same, page by page. */
  pages(): EventPages {
    return EventPages.of(this.#begin(), this.#signal);
  }
}

/**
 * Pages of events, an async iterator. Ends only where the service says so; empty pages in between are normal.
 *
 * After an error the same page is asked for again, so the listing can go on once the cause is gone.
 */
export class EventPages implements AsyncIterableIterator<EventPage> {
  readonly #listing: Listing;
  readonly #signal: AbortSignal | undefined;

  private constructor(listing: Listing, signal: AbortSignal | undefined) {
    this.#listing = listing;
    this.#signal = signal;
  }

  /** @internal */
  static of(listing: Listing, signal: AbortSignal | undefined): EventPages {
    return new EventPages(listing, signal);
  }

  /** Where the next page is, for `events({ cursor })`; `null` before the first page and after the last. */
  get cursor(): string | null {
    return natively(() => this.#listing.cursor);
  }

  /** The next page. Whoever asks again meanwhile gets the one after it. */
  async next(): Promise<IteratorResult<EventPage, undefined>> {
    const begin: Parameters<typeof called>[1] = (to, call) => this.#listing.nextPage(to, call);
    const page = await called<string | Batch | null>(EventPages.prototype.next, begin, this.#signal);
    return page === null ? { done: true, value: undefined } : { done: false, value: EventPage.of(page) };
  }

  /** Itself. */
  [Symbol.asyncIterator](): this {
    return this;
  }
}
