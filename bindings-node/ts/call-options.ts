/** What every call that asks the service takes. */
export interface CallOptions {
  /**
   * Stops waiting: the call rejects with the signal's reason, and what was begun of it is dropped.
   *
   * A `create` under way is not taken back: it goes on as long as the process lives, and who aborts one has to take the
   * person as asked.
   */
  readonly signal?: AbortSignal | undefined;
}
