import type { Rates } from '#lib/exchange/index.ts';
import { demoCompany, invoiceOfDue, type Licensed, type Links } from '#lib/invoicing/index.ts';
import { paidEntries, releasedEntries, type Share } from '#lib/licensing/index.ts';
import { Books } from './books.ts';
import { stableId } from './ids.ts';
import { holder, lives, titles } from './licence-life.ts';
import type { Row, Rows } from './rows.ts';

const big = (row: Row, key: string) => BigInt(String(row[key] ?? 0));
const known = (row: Row | undefined, key: string) => (row?.[key] == null ? null : String(row[key]));

interface PaidLife {
  readonly number: string;
  readonly due: Row;
  readonly paidAt: Date;
  readonly holder: Row;
  readonly licensee: Row;
  readonly language: string;
}

/** The licences at the turns of their lives that were paid for. */
function paidLives(rows: Rows): PaidLife[] {
  const enterprise = (slug: string) => rows.of('enterprise').find((row) => row['slug'] === slug);
  return Object.entries(lives).flatMap(([key, life]) => {
    const due = rows.of('licence_due').find((row) => row['id'] === stableId('life due', key));
    const [gives, takes] = [enterprise(holder.slug), enterprise(life.licensee.slug)];
    const paidAt = due?.['paid_at'];
    return due && gives && takes && paidAt instanceof Date
      ? [{ number: life.number, due, paidAt, holder: gives, licensee: takes, language: life.licensee.language }]
      : [];
  });
}

function shareOf({ due, holder: { id } }: PaidLife): Share {
  const shareMinor = big(due, 'amount_minor');
  const withholdingMinor = big(due, 'withholding_minor');
  return { enterpriseId: String(id), shareMinor, withholdingMinor, commissionMinor: shareMinor / 10n };
}

/** What was paid for licences, by the bank: in the books, in the holder's earnings, and on its way to it. */
export function addLicenceMoney(rows: Rows): void {
  const books = new Books(rows);
  for (const life of paidLives(rows)) {
    const { due, paidAt, licensee } = life;
    const id = String(due['id']);
    const share = shareOf(life);
    const paid = {
      kind: String(due['kind']),
      amountMinor: big(due, 'amount_minor'),
      taxMinor: big(due, 'tax_minor'),
      withholdingMinor: big(due, 'withholding_minor'),
      currency: String(due['currency']),
    };
    const payer = { enterpriseId: String(licensee['id']), country: String(licensee['country']) };
    const book = (step: string, kind: string, entries: Parameters<Books['add']>[0]['entries']) =>
      books.add({
        name: `due ${id} ${step}`,
        cause: `due:${id}:${step}`,
        kind,
        orderId: null,
        postedAt: paidAt,
        entries,
      });
    book('paid', 'licence_paid', paidEntries(paid, [share], payer, { kind: 'bank_clearing', currency: 'EUR' }));
    book('released', 'licence_released', releasedEntries(paid, [share]));
    const shareId = stableId('life share', id);
    rows.add('licence_share', {
      id: shareId,
      due_id: id,
      enterprise_id: share.enterpriseId,
      share_minor: share.shareMinor,
      withholding_minor: share.withholdingMinor,
      commission_minor: share.commissionMinor,
      currency: paid.currency,
      created_at: paidAt,
    });
    rows.add('transfer', {
      id: stableId('life transfer', id),
      licence_share_id: shareId,
      status: 'due',
      rail: 'bank_transfer',
      amount_minor: share.shareMinor - share.withholdingMinor - share.commissionMinor,
      currency: paid.currency,
      created_at: paidAt,
    });
  }
  books.close();
  // A table's columns are those of its first row.
  rows.change('transfer', (row) => ({ ...wholeTransfer, ...row }));
  rows.change('licence_due', (row) => ({ ...wholeDue, ...row }));
}

const wholeTransfer = {
  seller_order_id: null,
  licence_share_id: null,
  part: 'whole',
  reserve_minor: '0',
  recovered_minor: '0',
  refunded_minor: '0',
  hold: null,
  stripe_id: null,
  bank_payment_id: null,
  paid_at: null,
};
const wholeDue = { tax_minor: '0', tax_rule: 'none', tax_rate: 0, withholding_minor: '0', released_at: null };

function named(enterprise: Row): Licensed['holder'] {
  return {
    displayName: String(enterprise['display_name']),
    legalName: String(enterprise['legal_name']),
    country: String(enterprise['country']),
    registrationNumber: String(enterprise['registration_number']),
    vatNumber: known(enterprise, 'vat_number'),
    sourceLocale: String(enterprise['source_locale']),
  };
}

/** The invoices of what was paid for licences, for the numbering of all. */
export function licenceInvoices(rows: Rows, rates: Rates | null) {
  return paidLives(rows).map((life) => {
    const { due, paidAt, number, licensee, language } = life;
    const id = String(due['id']);
    const links: Links = { licenceDueId: id };
    const sold: Licensed = {
      due: {
        id,
        amountMinor: big(due, 'amount_minor'),
        taxMinor: big(due, 'tax_minor'),
        taxRule: String(due['tax_rule']),
        taxRate: Number(due['tax_rate']),
        withholdingMinor: big(due, 'withholding_minor'),
        currency: String(due['currency']),
      },
      bookedOn: paidAt,
      number,
      what: titles(language),
      payment: { reference: number, method: null },
      holder: named(life.holder),
      licensee: {
        ...named(licensee),
        email: `owner.${licensee['slug']}@demo.ambersilk.example`,
        taxDetails: null,
      },
    };
    return { id: stableId('invoice', id), links, at: paidAt, data: invoiceOfDue(sold, demoCompany, rates, paidAt) };
  });
}
