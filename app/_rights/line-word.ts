import { lineKinds, type StatementLine } from '#lib/royalties/index.ts';

/** The kind of a line and its number out of its key ("receipts-2"). */
export function lineWord(key: string): { name: StatementLine['kind']; nth: string } {
  const [kind, nth = ''] = key.split('-');
  return { name: lineKinds.find((each) => each === kind) ?? 'receipts', nth };
}
