/** Typed columns of one length, as they are declared. */
export type Declared = Readonly<
  Record<string, Uint8ArrayConstructor | Uint32ArrayConstructor | Int32ArrayConstructor | Float64ArrayConstructor>
>;
type Made<D extends Declared> = { -readonly [Name in keyof D]: InstanceType<D[Name]> };

/** Columns that grow together: a value of each for every number from 0 to `end`. */
export class Growing<D extends Declared> {
  readonly #declared: D;
  #length = 1_024;
  at: Made<D>;
  end = 0;

  constructor(declared: D) {
    this.#declared = declared;
    this.at = this.#make();
  }

  #make(): Made<D> {
    const made = Object.entries(this.#declared).map(([name, Column]) => [name, new Column(this.#length)]);
    // The entries are the declared names with arrays of the declared kinds.
    return Object.fromEntries(made) as Made<D>;
  }

  /** Takes the next number; its values are what the caller sets. */
  next(): number {
    if (this.end === this.#length) {
      const before = Object.values(this.at);
      this.#length *= 2;
      this.at = this.#make();
      for (const [position, column] of Object.values(this.at).entries()) column.set(before[position] ?? []);
    }
    return this.end++;
  }
}
