import { type Check, error } from './problem.ts';

const address = /(?:https?:\/\/|www\.)[^\s<>"'{}“”„»«（）]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;
const trailingMarks = /[.,;:!?)\]。，！？；：、…]+$/u;

/** URLs and e-mail addresses in a text, without the punctuation that follows them. */
export function addressesIn(text: string): string[] {
  if (!mayHold(text)) return [];
  return (text.match(address) ?? []).map((each) =>
    each.replace(/[\u3000-\u9fff\uff00-\uffef].*$/u, '').replace(trailingMarks, ''),
  );
}

/** The text with a space in place of every address. */
export function withoutAddresses(text: string): string {
  return mayHold(text) ? text.replace(address, ' ') : text;
}

function mayHold(text: string): boolean {
  return /@|:\/\/|[wW]{3}\./.test(text);
}

/** Addresses must arrive as they were sent. */
export const urlChanged: Check = ({ source, target }) => {
  const wants = addressesIn(source.whole);
  const has = addressesIn(target.whole);
  const missing = wants.filter((each) => !has.includes(each));
  const extra = has.filter((each) => !wants.includes(each));
  return missing.length + extra.length > 0 ? [error('url_changed', { missing, extra })] : [];
};
