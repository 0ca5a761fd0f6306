import type { Rates } from '#lib/exchange/index.ts';
import { demoCompany, invoiceOfTranslation, type Links, type Translated } from '#lib/invoicing/index.ts';
import { stableId } from './ids.ts';
import type { Row, Rows } from './rows.ts';

const big = (row: Row, key: string) => BigInt(String(row[key] ?? 0));
const known = (row: Row, key: string) => (row[key] == null ? null : String(row[key]));

/** A job as its customer, who reads Bulgarian, has it on the payment page. */
function titleOf(job: Row): string {
  const names = new Intl.DisplayNames('bg', { type: 'language' });
  const name = (key: string) => names.of(String(job[key])) ?? '';
  const words = Number(job['words']);
  return `Превод от ${name('from_locale')} на ${name('to_locale')}, ${words} ${words === 1 ? 'дума' : 'думи'}`;
}

function soldOf(order: Row, jobs: readonly Row[], customer: Row, bookedOn: Date): Translated {
  const number = String(order['number']);
  return {
    order: {
      number,
      currency: String(order['currency']),
      country: String(order['country']),
      taxRule: String(order['tax_rule']),
      taxRate: Number(order['tax_rate']),
    },
    bookedOn,
    jobs: jobs.map((job) => ({
      id: String(job['id']),
      title: titleOf(job),
      netMinor: big(job, 'net_minor'),
      taxMinor: big(job, 'tax_minor'),
    })),
    payment: { reference: number, method: 'card' },
    customer: {
      displayName: String(customer['display_name']),
      legalName: String(customer['legal_name']),
      country: String(customer['country']),
      registrationNumber: String(customer['registration_number']),
      vatNumber: known(order, 'vat_number'),
      sourceLocale: String(customer['source_locale']),
      email: 'maria@demo.ambersilk.example',
      taxDetails: null,
    },
  };
}

/** The invoices of ordered translations, for the numbering of all. */
export function translationInvoices(rows: Rows, rates: Rates | null) {
  return rows.of('translation_order').flatMap((order) => {
    const customer = rows.of('enterprise').find((row) => row['id'] === order['enterprise_id']);
    const jobs = rows.of('translation_job').filter((job) => job['order_id'] === order['id']);
    const at = order['paid_at'];
    if (!customer || !(at instanceof Date)) return [];
    const id = String(order['id']);
    const links: Links = { translationOrderId: id };
    const data = invoiceOfTranslation(soldOf(order, jobs, customer, at), demoCompany, rates, at);
    return [{ id: stableId('invoice', id), links, at, data }];
  });
}
