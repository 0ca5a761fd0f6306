import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { currencyFacts, isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { maxMinor } from '#lib/core/money.ts';
import { isXmlNode, xmlOptions } from '#lib/core/xml.ts';

/** One movement that a bank's statement tells of. */
export interface CamtLine {
  /** The same movement has the same reference, in whichever file it comes. */
  readonly reference: string;
  /** Positive came in. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly bookedOn: Date;
  readonly endToEndId: string | null;
  readonly counterparty: string;
  readonly iban: string | null;
  readonly remittance: string;
  /** ISO code (AC04 account closed …) when the bank sends money back. */
  readonly returnReason: string | null;
}

export interface CamtFile {
  readonly statementId: string;
  readonly lines: readonly CamtLine[];
}

const parser = new XMLParser({
  ...xmlOptions,
  // There is no DOCTYPE (it is refused before), so only the five entities of XML itself are ever read.
  processEntities: true,
  htmlEntities: false,
  isArray: (name) => ['Stmt', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd'].includes(name),
});

/** What stands at a path of elements; undefined where one of them is missing. */
function at(node: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, tag) => (isXmlNode(here) ? here[tag] : undefined), node);
}

function text(node: unknown, path: string): string | null {
  const found = at(node, path);
  const value = isXmlNode(found) ? found['#text'] : found;
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}

function list(node: unknown, tag: string): readonly unknown[] {
  const found = at(node, tag);
  return Array.isArray(found) ? found : [];
}

function wrong(what: string): DomainError {
  return new DomainError('payouts.camt_form', { what }, 'file');
}

/** The text of a file, in the encoding it names. Refuses what is too large, is no such encoding, or brings entities of its own. */
function decoded(bytes: Uint8Array): string {
  if (bytes.byteLength > limits.bankFileBytes)
    throw new DomainError('payouts.camt_size', { megabytes: limits.bankFileBytes / 2 ** 20 }, 'file');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const encoding = /encoding=["']([\w.-]{1,40})["']/.exec(head)?.[1] ?? 'utf-8';
  let content: string;
  try {
    content = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw wrong('encoding');
  }
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(content)) throw new DomainError('payouts.camt_entities', {}, 'file');
  return content;
}

function amountOf(node: unknown, path: string): { minor: bigint; currency: string } | null {
  const code = text(node, `${path}.@Ccy`);
  const value = text(node, path);
  if (!code || !value) return null;
  if (!isCurrency(code)) throw new DomainError('payouts.camt_currency', { currency: code.slice(0, 3) }, 'file');
  const match = /^(\d{1,15})(?:\.(\d{1,5}))?$/.exec(value);
  const { exponent } = currencyFacts(code);
  const decimals = (match?.[2] ?? '').replace(/0+$/, '');
  if (!match?.[1] || decimals.length > exponent) throw wrong('Amt');
  const minor = BigInt(match[1] + decimals.padEnd(exponent, '0'));
  if (minor > maxMinor) throw wrong('Amt');
  return { minor, currency: code };
}

function dayOf(entry: unknown): Date {
  const found = text(entry, 'BookgDt.Dt') ?? text(entry, 'BookgDt.DtTm');
  const date = new Date(`${found?.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw wrong('BookgDt');
  return date;
}

/** A name, as version 2 of the message and as later ones write it. */
function partyOf(details: unknown, side: 'Cdtr' | 'Dbtr'): string {
  return text(details, `RltdPties.${side}.Nm`) ?? text(details, `RltdPties.${side}.Pty.Nm`) ?? '';
}

interface Entry {
  readonly node: unknown;
  readonly account: string;
  readonly out: boolean;
}

function lineOf(
  { node, account, out }: Entry,
  details: unknown,
  amount: { minor: bigint; currency: string },
): CamtLine {
  const bookedOn = dayOf(node);
  const named = text(details, 'Refs.EndToEndId');
  const endToEndId = named && named !== 'NOTPROVIDED' ? named.slice(0, 35) : null;
  const reason = text(details, 'RtrInf.Rsn.Cd') ?? text(details, 'RtrInf.Rsn.Prtry');
  const isReturn = at(details, 'RtrInf') !== undefined;
  const other = out ? 'Cdtr' : 'Dbtr';
  const own = text(details, 'Refs.AcctSvcrRef') ?? text(node, 'AcctSvcrRef') ?? text(node, 'NtryRef') ?? '';
  return {
    reference: [
      account,
      own,
      endToEndId ?? '',
      out ? 'D' : 'C',
      amount.minor,
      amount.currency,
      bookedOn.toISOString(),
    ].join('|'),
    amountMinor: out ? -amount.minor : amount.minor,
    currency: amount.currency,
    bookedOn,
    endToEndId,
    counterparty: partyOf(details, other).slice(0, 140),
    iban: text(details, `RltdPties.${other}Acct.Id.IBAN`),
    remittance: list(details, 'RmtInf.Ustrd')
      .filter((each) => typeof each === 'string')
      .join(' ')
      .slice(0, 500),
    returnReason: isReturn ? (reason ?? 'MS03') : null,
  };
}

/** The movements of a booked entry: each of its details that has an amount, or else the entry itself. */
function linesOf(entry: Entry): CamtLine[] {
  const whole = amountOf(entry.node, 'Amt');
  if (!whole) throw wrong('Amt');
  const details = list(entry.node, 'NtryDtls').flatMap((each) => list(each, 'TxDtls'));
  if (details.length <= 1) return [lineOf(entry, details[0], whole)];
  const amounts = details.map((each) => amountOf(each, 'Amt') ?? amountOf(each, 'AmtDtls.TxAmt.Amt'));
  const sum = amounts.reduce((total, each) => total + (each?.minor ?? 0n), 0n);
  // Details that do not make up the entry say nothing that could be trusted.
  if (amounts.some((each) => !each) || sum !== whole.minor) return [lineOf(entry, undefined, whole)];
  return details.flatMap((each, index) => {
    const amount = amounts[index];
    return amount ? [lineOf(entry, each, amount)] : [];
  });
}

/** References that nothing but their order tells apart are counted, and all are kept as a hash of one length. */
function numbered(lines: readonly CamtLine[]): CamtLine[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const count = seen.get(line.reference) ?? 0;
    seen.set(line.reference, count + 1);
    return { ...line, reference: createHash('sha256').update(`${line.reference}|${count}`).digest('hex') };
  });
}

/**
 * Reads a bank's statement (ISO 20022 `camt.053`, any version). Throws, with nothing taken: `payouts.camt_size`, `payouts.camt_entities`,
 * `payouts.camt_form` with what is wrong, `payouts.camt_currency`.
 */
export function readCamt(bytes: Uint8Array): CamtFile {
  let document: unknown;
  const content = decoded(bytes);
  try {
    document = parser.parse(content, true);
  } catch {
    throw wrong('XML');
  }
  const statements = list(at(document, 'Document.BkToCstmrStmt'), 'Stmt');
  if (statements.length === 0) throw wrong('BkToCstmrStmt');
  const lines = statements.flatMap((statement) => {
    const account = text(statement, 'Acct.Id.IBAN') ?? text(statement, 'Acct.Id.Othr.Id') ?? '';
    return list(statement, 'Ntry').flatMap((node) => {
      const status = text(node, 'Sts.Cd') ?? text(node, 'Sts');
      if (status !== null && status !== 'BOOK') return [];
      const direction = text(node, 'CdtDbtInd');
      if (direction !== 'DBIT' && direction !== 'CRDT') throw wrong('CdtDbtInd');
      return linesOf({ node, account, out: direction === 'DBIT' });
    });
  });
  if (lines.length > limits.bankLines) throw new DomainError('payouts.camt_lines', { limit: limits.bankLines }, 'file');
  return { statementId: text(statements[0], 'Id') ?? '', lines: numbered(lines) };
}
