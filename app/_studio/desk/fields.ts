import { mergeText } from '#lib/core/merge-text.ts';

type Values = Readonly<Record<string, string>>;

/** The fields of a form as the server knows them: several boxes of one name are one text. */
export function readForm(form: HTMLFormElement, names: readonly string[]): Record<string, string> {
  const data = new FormData(form);
  const texts = (name: string) => data.getAll(name).filter((each) => typeof each === 'string');
  return Object.fromEntries(
    names.map((name) => {
      const boxes = texts(`${name}[]`);
      return [name, boxes.length > 0 ? [...boxes].sort().join(',') : (texts(name)[0] ?? '').replace(/\r\n?/g, '\n')];
    }),
  );
}

/** Puts a value into a field, with the caret where it was in the text. */
export function writeForm(form: HTMLFormElement, name: string, value: string): void {
  const chosen = new Set(value.split(','));
  for (const box of form.querySelectorAll<HTMLInputElement>(`input[name="${name}[]"]`))
    box.checked = chosen.has(box.value);
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement && input.type === 'checkbox') {
    input.checked = value === input.value;
  } else if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) {
    const before = input.value;
    const caret = input.selectionStart;
    if (before === value) return;
    input.value = value;
    if (caret === null || document.activeElement !== input) return;
    const kept = value.startsWith(before.slice(0, caret)) ? caret : Math.max(0, value.length - (before.length - caret));
    input.setSelectionRange(kept, kept);
  } else if (input instanceof HTMLSelectElement) input.value = value;
}

/** What one person's form is made of: what each field was when they began (`base`), and what stood there then (`shown`). */
export interface Ground {
  readonly base: Values;
  readonly shown: Values;
}

/** What was typed and not saved. */
export function typedChanges({ base, shown }: Ground, now: Values): { field: string; base: string; value: string }[] {
  return Object.keys(base).flatMap((field) => {
    const value = now[field] ?? '';
    return value === (shown[field] ?? '') ? [] : [{ field, base: base[field] ?? '', value }];
  });
}

const same = (a: string, b: string) => a.trim() === b.trim();

/**
 * What becomes of a field when the server has answered: what it was made of from now on, and what is to stand in it. `sent` is what
 * was sent of it, undefined where it had not been touched then; `now` is what stands there at this moment. What somebody is typing is
 * never taken away: it is merged, or stays with what it was made of.
 */
export function settle(
  field: { readonly base: string; readonly shown: string; readonly sent: string | undefined; readonly now: string },
  server: string,
): { base: string; shown: string; write: string | null } {
  const { sent, now } = field;
  if (sent === undefined) {
    if (now !== field.shown) return { base: field.base, shown: field.shown, write: null };
    return { base: server, shown: server === field.base ? now : server, write: server === field.base ? null : server };
  }
  // As it was sent, but for how the server writes it (a space at the end, 24,9 for 24.90).
  if (same(sent, server) || server === '' || /^[\d.,\s]*$/.test(sent))
    return { base: server, shown: sent, write: null };
  const merged = now === sent ? server : mergeText(sent, now, server);
  return merged === null ? { base: sent, shown: sent, write: null } : { base: server, shown: server, write: merged };
}
