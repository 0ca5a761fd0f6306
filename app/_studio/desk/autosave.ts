import { type Answer, type Change, send } from './answer.ts';
import { readForm, settle, typedChanges, writeForm } from './fields.ts';
import { TypedStore } from './typed-store.ts';

export type SaveState = 'idle' | 'typing' | 'saving' | 'saved' | 'away' | 'refused';

export interface Heard {
  readonly state: SaveState;
  /** Why the server does not take it. */
  readonly message: string;
  readonly answer: Answer | null;
  /** Counts what was saved, by anybody. */
  readonly saves: number;
}

const pauseMs = 800;
const beatMs = 8_000;

/**
 * Keeps the form of a listing saved: what was typed is sent when typing pauses, a field or the page is left, or the network comes
 * back, and lies in the browser until the server has it. What others saved comes into fields nobody is typing in.
 */
export class Autosave {
  readonly #form: HTMLFormElement;
  readonly #address: string;
  readonly #store: TypedStore;
  readonly #tell: (heard: Heard) => void;
  #base: Record<string, string>;
  #shown: Record<string, string>;
  /** What the server did not take: not sent again before it is changed. */
  readonly #refused = new Map<string, string>();
  #heard: Heard = { state: 'idle', message: '', answer: null, saves: 0 };
  #sending = false;
  #again = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  readonly #ends = new AbortController();

  constructor(
    form: HTMLFormElement,
    about: {
      readonly listingId: string;
      readonly personId: string;
      readonly locale: string;
      readonly fields: Readonly<Record<string, string>>;
    },
    tell: (heard: Heard) => void,
  ) {
    this.#form = form;
    this.#address = `/api/studio/listings/${about.listingId}/sync?locale=${about.locale}`;
    this.#store = new TypedStore(about.personId, about.listingId);
    this.#tell = tell;
    this.#base = { ...about.fields };
    this.#shown = { ...about.fields };
    this.#takeUp();
    this.#listen();
    void this.flush();
  }

  /** What was typed in another life of this page comes back into its fields, with what it was made of. */
  #takeUp(): void {
    for (const { field, base, value } of this.#store.read()) {
      if (this.#base[field] === undefined || this.#base[field] === value) continue;
      this.#base[field] = base;
      this.#shown[field] = base;
      writeForm(this.#form, field, value);
    }
  }

  #listen(): void {
    const { signal } = this.#ends;
    this.#form.addEventListener('input', () => this.#typing(), { signal });
    this.#form.addEventListener('focusout', () => this.#changes().length > 0 && void this.flush(), { signal });
    addEventListener('online', () => void this.flush(), { signal });
    addEventListener('pageshow', (event) => event.persisted && void this.flush(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    document.addEventListener(
      'visibilitychange',
      () => (document.hidden ? this.#changes().length > 0 && void this.flush() : void this.flush()),
      { signal },
    );
    this.#beat = setInterval(() => !document.hidden && void this.flush(), beatMs);
  }

  stop(): void {
    const changes = this.#changes();
    this.#store.write(changes);
    if (changes.length > 0) void send(this.#address, { here: true, changes }, true);
    this.#ends.abort();
    clearTimeout(this.#timer);
    clearInterval(this.#beat);
  }

  #leave(): void {
    const changes = this.#changes();
    this.#store.write(changes);
    void send(this.#address, { here: false, changes: changes.filter((change) => this.#unrefused(change)) }, true);
  }

  #changes(): Change[] {
    return typedChanges({ base: this.#base, shown: this.#shown }, readForm(this.#form, Object.keys(this.#base)));
  }

  #unrefused({ field, value }: Change): boolean {
    return this.#refused.get(field) !== value;
  }

  #say(heard: Partial<Heard>): void {
    this.#heard = { ...this.#heard, ...heard };
    this.#tell(this.#heard);
  }

  #typing(): void {
    const changes = this.#changes();
    this.#store.write(changes);
    if (this.#heard.state !== 'away') this.#say({ state: changes.length > 0 ? 'typing' : this.#heard.state });
    this.#later(pauseMs);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  /** Sends what was typed, and asks what others did. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    const changes = this.#changes().filter((change) => this.#unrefused(change));
    if (changes.length > 0) this.#say({ state: 'saving' });
    const sent = await send(this.#address, { here: true, changes });
    this.#sending = false;
    if (this.#ends.signal.aborted) return;
    if (sent.is === 'answered') this.#answered(changes, sent.answer);
    else if (sent.is === 'away') this.#away();
    else this.#say({ state: this.#changes().length > 0 ? 'refused' : 'idle', message: sent.message });
    if (this.#again && sent.is === 'answered') {
      this.#again = false;
      void this.flush();
    }
  }

  #away(): void {
    this.#failures += 1;
    if (this.#changes().length > 0) this.#say({ state: 'away' });
    this.#later(Math.min(30_000, 1_000 * 2 ** this.#failures));
  }

  #answered(changes: readonly Change[], answer: Answer): void {
    this.#failures = 0;
    const stopped = new Set([...answer.conflicts, ...answer.problems].map(({ field }) => field));
    for (const { field, value } of changes)
      if (stopped.has(field)) this.#refused.set(field, value);
      else this.#refused.delete(field);
    const now = readForm(this.#form, Object.keys(this.#base));
    for (const [field, server] of Object.entries(answer.fields)) {
      const base = this.#base[field];
      if (base === undefined) continue;
      const sent = stopped.has(field) ? undefined : changes.find((change) => change.field === field)?.value;
      const settled = settle({ base, shown: this.#shown[field] ?? '', sent, now: now[field] ?? '' }, server);
      this.#base[field] = settled.base;
      this.#shown[field] = settled.shown;
      if (settled.write !== null) writeForm(this.#form, field, settled.write);
    }
    const left = this.#changes();
    this.#store.write(left);
    this.#keepBase();
    const before = this.#heard.answer;
    const news = before === null || before.version !== answer.version || changes.length > stopped.size;
    const kept = this.#kept(answer, changes);
    this.#say({
      answer: kept,
      message: '',
      saves: this.#heard.saves + (news && before !== null ? 1 : 0),
      state: this.#stateAfter(changes, left, kept),
    });
    if (left.some((change) => this.#unrefused(change))) this.#later(pauseMs);
  }

  #stateAfter(changes: readonly Change[], left: readonly Change[], kept: Answer): SaveState {
    if (left.some((change) => this.#unrefused(change))) return 'typing';
    if (kept.conflicts.length + kept.problems.length > 0) return 'refused';
    return changes.length > 0 || this.#heard.state !== 'idle' ? 'saved' : 'idle';
  }

  /** What is to be chosen or put right stays said until it is: an answer to something else does not know of it. */
  #kept(answer: Answer, changes: readonly Change[]): Answer {
    const asked = new Set(changes.map(({ field }) => field));
    const still = (field: string) => !asked.has(field) && this.#refused.has(field);
    const before = this.#heard.answer;
    return {
      ...answer,
      conflicts: [...answer.conflicts, ...(before?.conflicts.filter(({ field }) => still(field)) ?? [])],
      problems: [...answer.problems, ...(before?.problems.filter(({ field }) => still(field)) ?? [])],
    };
  }

  /** The form's own button sends what it was made of as well. */
  #keepBase(): void {
    const base = this.#form.elements.namedItem('base');
    if (base instanceof HTMLInputElement) base.value = JSON.stringify(this.#base);
  }

  /** Whether something was typed that the server may take and has not. */
  get unsaved(): boolean {
    return this.#sending || this.#changes().some((change) => this.#unrefused(change));
  }

  /** Waits until what was typed is saved; gives up where it cannot be now. */
  async settled(): Promise<void> {
    for (let tries = 0; tries < 40 && this.unsaved && this.#heard.state !== 'away'; tries++) {
      if (!this.#sending) await this.flush();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Somebody chose between their words and mine. */
  choose(field: string, take: 'mine' | 'theirs', theirs: string): void {
    this.#refused.delete(field);
    this.#base[field] = theirs;
    this.#shown[field] = theirs;
    if (take === 'theirs') writeForm(this.#form, field, theirs);
    const { answer } = this.#heard;
    if (answer)
      this.#say({ answer: { ...answer, conflicts: answer.conflicts.filter((conflict) => conflict.field !== field) } });
    void this.flush();
  }

  /** Takes the reader to a field. */
  show(field: string): void {
    const input = this.#form.elements.namedItem(field);
    if (input instanceof HTMLElement) input.focus();
  }
}
