import type { Base, StatementLine } from '#lib/royalties/index.ts';
import type { RoyaltyWords } from './royalty-words.ts';

/** A line's arithmetic as one reads it ("€10,000.00 × 7% = €700.00"), and what it comes to. */
export interface Arithmetic {
  readonly sum: string;
  readonly amount: string;
  /** Taken off, so that it is not only the sign that tells. */
  readonly less: boolean;
}

/** Writes the arithmetic of a line. `of` is what the licence's rate is of: pieces are no money. */
export function arithmetic(line: StatementLine, words: RoyaltyWords, of: Base): Arithmetic {
  const { money } = words;
  const plain = (sum: string, amount: string, less = false): Arithmetic => ({ sum, amount, less });
  switch (line.kind) {
    case 'receipts':
      return plain(
        line.rate === '1'
          ? ''
          : `${words.foreign(line.amount, line.currency)} × ${line.rate.replace(/0+$/, '')} = ${money(line.converted)}`,
        money(line.converted),
      );
    case 'deductions':
      return plain(
        `min(${money(line.claimed)}; ${words.percent(line.cap)} × ${money(line.receipts)}) = ${money(line.allowed)}`,
        money(line.allowed),
        true,
      );
    case 'base':
      return of === 'unit'
        ? plain('', words.number(line.base))
        : plain(
            line.allowed === '0' ? '' : `${money(line.receipts)} − ${money(line.allowed)} = ${money(line.base)}`,
            money(line.base),
          );
    case 'tier':
      return of === 'unit'
        ? plain(`${line.amount} × ${words.exact(line.rate)} = ${words.exact(line.royalty)}`, words.exact(line.royalty))
        : plain(
            `${words.exact(line.amount)} × ${words.percent(line.rate)} = ${words.exact(line.royalty)}`,
            words.exact(line.royalty),
          );
    case 'royalty':
      return plain(`${money(line.after)} − ${money(line.before)} = ${money(line.royalty)}`, money(line.royalty));
    case 'held':
      return plain(
        `${money(line.royalty)} × ${words.percent(line.rate)} = ${money(line.held)}`,
        money(line.held),
        true,
      );
    case 'released':
      return plain('', money(line.released));
    case 'earned':
      return plain(earned(line, words), money(line.earned));
    case 'recouped':
      return plain(
        `${money(line.before)} − ${money(line.recouped)} = ${money(line.after)}`,
        money(line.recouped),
        true,
      );
    case 'carried':
      return plain('', money(line.carried));
    case 'guarantee':
      return plain(`${money(line.amount)} − ${money(line.counted)} = ${money(line.topUp)}`, money(line.topUp));
    case 'withholding':
      return plain(
        `${money(line.gross)} × ${words.percent(line.rate)} = ${money(line.withheld)}`,
        money(line.withheld),
        true,
      );
    case 'payable':
      return plain(payable(line, words), money(line.payable));
    case 'part':
      return plain(
        `${money(line.payable)} × ${money(line.brought)} / ${money(line.gross)} = ${money(line.amount)}`,
        money(line.amount),
      );
    case 'share':
      return plain(`× ${line.share}`, money(line.amount));
  }
}

function earned(line: Extract<StatementLine, { kind: 'earned' }>, { money }: RoyaltyWords): string {
  const parts = [
    money(line.royalty),
    line.held === '0' ? '' : `− ${money(line.held)}`,
    line.released === '0' ? '' : `+ ${money(line.released)}`,
    line.carried === '0' ? '' : `− ${money(line.carried.replace('-', ''))}`,
  ].filter(Boolean);
  return parts.length === 1 ? '' : `${parts.join(' ')} = ${money(line.earned)}`;
}

function payable(line: Extract<StatementLine, { kind: 'payable' }>, { money }: RoyaltyWords): string {
  const parts = [
    money(line.rest),
    line.topUp === '0' ? '' : `+ ${money(line.topUp)}`,
    line.withheld === '0' ? '' : `− ${money(line.withheld)}`,
  ].filter(Boolean);
  return parts.length === 1 ? '' : `${parts.join(' ')} = ${money(line.payable)}`;
}
