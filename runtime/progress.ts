/** One line a step, with what is happening now and, when it is done, how long it took. Plain lines where there is no terminal. */
export class Progress {
  readonly #tty = process.stdout.isTTY === true;
  #note = '';

  /** Runs a step; its result is the step's. `say` changes the words while it runs; returning `skipped` hides the time. */
  async step<T>(title: string, work: (say: (note: string) => void) => Promise<T>): Promise<T> {
    const started = performance.now();
    const draw = (mark: string, tail: string) => {
      if (this.#tty) process.stdout.write(`\r\u001b[2K${mark} ${title}${this.#note ? ` (${this.#note})` : ''}${tail}`);
    };
    this.#note = '';
    draw('…', '');
    const timer = setInterval(() => draw('…', ` ${seconds(started)}`), 500);
    try {
      const result = await work((note) => {
        this.#note = note;
        draw('…', ` ${seconds(started)}`);
      });
      clearInterval(timer);
      const line = `✓ ${title}${this.#note ? ` (${this.#note})` : ''} ${seconds(started)}`;
      process.stdout.write(this.#tty ? `\r\u001b[2K${line}\n` : `${line}\n`);
      return result;
    } catch (error) {
      clearInterval(timer);
      process.stdout.write(this.#tty ? `\r\u001b[2K✗ ${title}\n` : `✗ ${title}\n`);
      throw error;
    }
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
