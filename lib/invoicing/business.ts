import type { Enterprise, SellerTaxDetails } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import type { InvoiceData } from './data.ts';

/** An enterprise as a paper names it. */
export type Named = Pick<
  Enterprise,
  'displayName' | 'legalName' | 'country' | 'registrationNumber' | 'vatNumber' | 'sourceLocale'
>;

/** An enterprise that the platform invoices for a service. */
export interface Invoiced extends Named {
  readonly email: string;
  readonly taxDetails: Pick<SellerTaxDetails, 'street' | 'postalCode' | 'city' | 'country'> | null;
}

/** Where an enterprise reads its papers: its first owner's address. */
export async function emailOf(tx: Tx, enterpriseId: string): Promise<string> {
  const owner = await tx.membership.findFirst({
    where: { enterpriseId, role: 'owner' },
    orderBy: { userId: 'asc' },
    select: { user: { select: { email: true } } },
  });
  return owner?.user.email ?? '';
}

/** An enterprise as the buyer of a service; where its tax office knows it is its address. */
export function businessBuyer(business: Invoiced): InvoiceData['buyer'] {
  const { taxDetails: place, legalName } = business;
  const language = locale(business.sourceLocale);
  const country = new Intl.DisplayNames([language], { type: 'region' }).of(business.country) ?? business.country;
  return {
    name: legalName,
    company: null,
    vatNumber: business.vatNumber,
    email: business.email,
    address: {
      lines: place ? [legalName, place.street, `${place.postalCode} ${place.city}`, country] : [],
      country: business.country,
    },
    city: place?.city ?? '',
    postalCode: place?.postalCode ?? '',
    street: place?.street ?? '',
  };
}
