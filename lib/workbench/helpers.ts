import type { Locale } from '#lib/languages/index.ts';

export interface MemoryMatch {
  readonly source: string;
  readonly target: string;
  /** Of a hundred. */
  readonly likeness: number;
}

export interface TermHit {
  readonly term: string;
  readonly target: string;
  readonly definition: string;
}

export interface HelpAsked {
  readonly source: string;
  readonly from: string;
  readonly to: Locale;
}

/** What the memory, the glossary and a machine offer for a source. Each answers nothing where it is not there. */
export interface Helpers {
  readonly memory: (asked: HelpAsked) => Promise<readonly MemoryMatch[]>;
  readonly terms: (asked: HelpAsked) => Promise<readonly TermHit[]>;
  /** Null where no provider is configured for the pair. */
  readonly machine: (asked: HelpAsked) => Promise<{ readonly value: string; readonly engine: string } | null>;
}

/** Nobody offers anything yet: the memory and the glossary plug in here. */
export const helpers: Helpers = {
  memory: async () => [],
  terms: async () => [],
  machine: async () => null,
};
