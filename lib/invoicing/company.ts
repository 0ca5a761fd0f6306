import { z } from 'zod';
import { prisma } from '#lib/db/index.ts';

/** The company that sells: the platform is merchant of record. */
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
  /** Of the one-stop shop: the VAT number itself in the Union scheme, EU and nine digits in the other. */
  ossNumber: z
    .string()
    .regex(/^(EU\d{9}|[A-Z]{2}[0-9A-Z]{2,13})$/)
    .optional(),
  /** Where bank transfers reach it. */
  iban: z.string().optional(),
});

export type Company = z.infer<typeof companySchema>;

/** The demo's; an installation writes its own under /admin/finance. */
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
  const newest = await prisma().companyDetails.findFirst({ where: { replacedBy: null } });
  return newest ? companySchema.parse(newest.data) : demoCompany;
}
