import { now } from '#lib/core/clock.ts';

const failuresBefore = 5;
const restMs = 60_000;

/** After so many failures one after the other a service is left alone for a minute; then one request tries it again. */
export class CircuitBreaker {
  #failures = 0;
  #openUntil = 0;

  /** Whether it may be asked now. */
  get closed(): boolean {
    return now().getTime() >= this.#openUntil;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntil = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= failuresBefore) this.#openUntil = now().getTime() + restMs;
  }
}
