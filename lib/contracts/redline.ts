import { type TextChange, textChanges } from '#lib/core/merge-text.ts';
import type { ContractText } from './draw.ts';
import type { ContractLanguage } from './languages.ts';

export interface ClauseChange {
  readonly slot: string;
  readonly kind: 'new' | 'gone' | 'changed' | 'moved';
  /** Its place now, or where it was. */
  readonly number: number;
  readonly title: string;
  readonly words: readonly TextChange[];
}

interface Placed {
  readonly slot: string;
  readonly number: number;
  readonly title: string;
  readonly text: string;
}

function placed(text: ContractText, language: ContractLanguage): Placed[] {
  const of = (words: Partial<Record<ContractLanguage, string>>) => words[language] ?? '';
  return [
    ...text.clauses.map(({ slot, title, text: body }, at) => ({
      slot,
      number: at + 1,
      title: of(title),
      text: of(body),
    })),
    ...text.annex.lists.map((list, at) => ({
      slot: `annex.${at}`,
      number: text.clauses.length + at + 1,
      title: of(list.title),
      text: of(list.text),
    })),
  ];
}

/** What became of a contract's clauses from one draft to the next, word by word, in one language. What stayed is not named. */
export function redline(before: ContractText, after: ContractText, language: ContractLanguage): ClauseChange[] {
  const [old, young] = [placed(before, language), placed(after, language)];
  const order = (list: readonly Placed[], other: readonly Placed[]) =>
    list.map(({ slot }) => slot).filter((slot) => other.some((each) => each.slot === slot));
  const [was, is] = [order(old, young), order(young, old)];
  const changes = young.flatMap((now): ClauseChange[] => {
    const then = old.find(({ slot }) => slot === now.slot);
    if (!then) return [{ ...now, kind: 'new', words: [{ kind: 'new', text: now.text }] }];
    if (then.title !== now.title || then.text !== now.text)
      return [{ ...now, kind: 'changed', words: textChanges(then.text, now.text) }];
    return was.indexOf(now.slot) === is.indexOf(now.slot) ? [] : [{ ...now, kind: 'moved', words: [] }];
  });
  const gone = old
    .filter(({ slot }) => !young.some((now) => now.slot === slot))
    .map((then): ClauseChange => ({ ...then, kind: 'gone', words: [{ kind: 'gone', text: then.text }] }));
  return [...changes, ...gone];
}
