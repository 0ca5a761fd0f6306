import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { countryCode, email, text } from '#lib/core/validation.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { checkDigitsFit, readVatNumber } from '#lib/ordering/index.ts';
import { ibanProblem } from '#lib/payouts/index.ts';
import { audit } from '#lib/trust/index.ts';
import { type Company, companySchema, demoCompany } from './company.ts';

/** What finance may change, in the form's order. The letters of the paper numbers stay: a series must not break within a year. */
export const companyFields = [
  'name',
  'street',
  'postalCode',
  'city',
  'country',
  'registrationNumber',
  'vatNumber',
  'ossNumber',
  'iossNumber',
  'eori',
  'iban',
  'email',
  'site',
] as const satisfies readonly (keyof Company)[];
export type CompanyField = (typeof companyFields)[number];

/** Capital letters and digits, as numbers are kept. */
const compact = (max: number) =>
  text(max, 0).transform((typed) =>
    typed
      .normalize('NFKC')
      .replace(/[\s.-]/g, '')
      .toUpperCase(),
  );
const numbered = (pattern: RegExp, code: string) =>
  compact(60).refine((value) => pattern.test(value), { error: `invoicing.company_${code}` });

function isVatNumber(typed: string): boolean {
  const number = readVatNumber(typed);
  return number !== null && checkDigitsFit(number);
}

export const saveCompanySchema = z.object({
  /** The row the form was filled from; empty for the first. */
  replacesId: z.union([z.uuid(), z.literal('')]),
  name: text(160),
  street: text(160),
  postalCode: text(16),
  city: text(80),
  country: countryCode,
  registrationNumber: text(40),
  vatNumber: compact(60).refine(isVatNumber, { error: 'invoicing.company_vat' }),
  ossNumber: numbered(/^(EU\d{9}|[A-Z]{2}[0-9A-Z]{2,13})?$/, 'oss'),
  iossNumber: numbered(/^IM\d{10}$/, 'ioss'),
  eori: numbered(/^[A-Z]{2}[0-9A-Z]{1,15}$/, 'eori'),
  iban: compact(60).refine((value) => value === '' || !ibanProblem(value), { error: 'invoicing.company_iban' }),
  email,
  site: text(80, 0),
});

/** The row's id and what it said, from JSON. */
function read(row: { readonly data: unknown }): Company {
  return companySchema.parse(row.data);
}

/**
 * Writes what the company is called and under which numbers it is known from now on. Papers that were issued keep what they said. Throws
 * `invoicing.company_changed` when somebody else wrote meanwhile, `invoicing.company_same` when nothing differs.
 */
export async function saveCompany(actor: Actor, input: z.output<typeof saveCompanySchema>): Promise<void> {
  authorize(actor, 'company.edit');
  const { replacesId, ossNumber, iban, ...given } = input;
  try {
    await transaction(async (tx) => {
      const newest = await tx.companyDetails.findFirst({ where: { replacedBy: null } });
      if ((newest?.id ?? '') !== replacesId) throw new DomainError('invoicing.company_changed');
      const before = newest ? read(newest) : demoCompany;
      const { invoiceSeries, creditSeries } = before;
      const data = companySchema.parse({
        ...given,
        invoiceSeries,
        creditSeries,
        ...(ossNumber ? { ossNumber } : {}),
        ...(iban ? { iban } : {}),
      });
      const changed = companyFields.filter((field) => (data[field] ?? '') !== (before[field] ?? ''));
      if (newest && changed.length === 0) throw new DomainError('invoicing.company_same');
      const row = await tx.companyDetails.create({
        data: { data, replacesId: newest?.id ?? null, changedById: actorId(actor), createdAt: now() },
      });
      await audit(tx, actor, {
        action: 'company.changed',
        subjectType: 'company_details',
        subjectId: row.id,
        data: { fields: changed.join(' ') },
      });
    });
  } catch (error) {
    // Two at once: the database let one of them follow the row.
    if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('invoicing.company_changed');
    throw error;
  }
}

export interface CompanyChange {
  readonly id: string;
  readonly at: Date;
  readonly by: string | null;
  readonly company: Company;
  /** What this row said differently from the one before; all of it for the first. */
  readonly changed: readonly CompanyField[];
}

/** The company as it is, and what it was before, the newest first; empty while the demo's details stand. */
export async function companyHistory(actor: Actor): Promise<{ current: Company; changes: CompanyChange[] }> {
  authorize(actor, 'company.edit');
  const rows = await prisma().companyDetails.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const people = await prisma().user.findMany({
    where: { id: { in: rows.flatMap(({ changedById }) => changedById ?? []) } },
    select: { id: true, name: true },
  });
  const changes = rows.slice(0, limits.page).map((row, at): CompanyChange => {
    const company = read(row);
    const earlier = rows[at + 1];
    const before = earlier ? read(earlier) : null;
    return {
      id: row.id,
      at: row.createdAt,
      by: people.find(({ id }) => id === row.changedById)?.name ?? null,
      company,
      changed: companyFields.filter((field) => !before || (company[field] ?? '') !== (before[field] ?? '')),
    };
  });
  return { current: changes[0]?.company ?? demoCompany, changes };
}
