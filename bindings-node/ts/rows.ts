/** Rows as they cross: the order of `src/rows.rs`. */
export type Rows = readonly [earliest: number, strings: readonly string[], numbers: readonly number[]];

/** Reads rows column by column, one row after the other. */
export class Row {
  /** The row's place. */
  index = 0;

  readonly #earliest: number;
  readonly #strings: readonly string[];
  readonly #numbers: readonly number[];
  #at = 0;

  constructor([earliest, strings, numbers]: Rows) {
    this.#earliest = earliest;
    this.#strings = strings;
    this.#numbers = numbers;
  }

  /** Whether there is no further row. */
  ended(): boolean {
    return this.#at >= this.#numbers.length;
  }

  /** Goes on to the next row, once all columns were read. */
  next(): void {
    this.index += 1;
  }

  number(): number {
    const number = this.#numbers[this.#at] as number;
    this.#at += 1;
    return number;
  }

  string(): string | null {
    const place = this.number();
    return place < 0 ? null : (this.#strings[place] as string);
  }

  time(): Date | null {
    const after = this.number();
    return after < 0 ? null : new Date(this.#earliest + after);
  }
}
