import { z } from 'zod';
import { prisma } from '#lib/db/index.ts';

/** The company that sells: the platform is merchant of record. Kept under this key of the table `setting`. */
const settingKey = 'platform_company';

export const companySchema = z.object({
  name: z.string().min(1).max(160),
  street: z.string().min(1).max(160),
  postalCode: z.string().min(1).max(16),
  city: z.string().min(1).max(80),
  country: z.string().regex(/^[A-Z]{2}$/),
  registrationNumber: z.string().min(1).max(40),
  vatNumber: z.string().regex(/^[A-Z]{2}[0-9A-Z]{2,13}$/),
  /** Of the import one-stop shop. */
  iossNumber: z.string().regex(/^IM\d{10}$/),
  eori: z.string().regex(/^[A-Z]{2}[0-9A-Z]{1,15}$/),
  email: z.email(),
  site: z.string().max(80),
  /** What its invoices' and its credit notes' numbers begin with. */
  invoiceSeries: z.string().regex(/^[A-Z]{1,6}$/),
  creditSeries: z.string().regex(/^[A-Z]{1,6}$/),
});

export type Company = z.infer<typeof companySchema>;

/** The demo's; an installation has its own in `setting`. */
export const demoCompany: Company = {
  name: 'Ambersilk EOOD',
  street: 'ul. Rakovski 108',
  postalCode: '1000',
  city: 'Sofia',
  country: 'BG',
  registrationNumber: '207654321',
  vatNumber: 'BG207654321',
  iossNumber: 'IM1000000017',
  eori: 'BG207654321',
  email: 'accounts@ambersilk.example',
  site: 'ambersilk.example',
  invoiceSeries: 'AS',
  creditSeries: 'AC',
};

/** The company as it is now. What it was when an invoice was issued stands in the invoice. */
export async function platformCompany(): Promise<Company> {
  const kept = await prisma().setting.findUnique({ where: { key: settingKey } });
  return kept ? companySchema.parse(kept.value) : demoCompany;
}
