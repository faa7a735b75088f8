/** What is made already, in the place of what it would be made from: some constructors take either. */
export class Ready<T> {
  readonly #made: T;

  constructor(made: T) {
    this.#made = made;
  }

  /** Asks nothing of the value, which may be anything. */
  static is<T>(value: object | Ready<T>): value is Ready<T> {
    return typeof value === "object" && value !== null && #made in value;
  }

  get made(): T {
    return this.#made;
  }
}
