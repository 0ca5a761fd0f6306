import { z } from 'zod';
import { day, isoDay } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type AvailsRow, available, availsColumns, cellsOfRow, openEnd } from './columns.ts';

/** JSON-LD writes one where there may be many. */
const many = <T extends z.ZodType>(one: T) =>
  z.union([one, z.array(one)]).transform((given) => (Array.isArray(given) ? given : [given]));
/** A thing is its name, or an object that has one. */
const named = z.union([
  z.string(),
  z.looseObject({ '@value': z.string() }).transform((value) => value['@value']),
  z.looseObject({ '@id': z.string() }).transform((value) => value['@id']),
  z.looseObject({ uid: z.string() }).transform((value) => value.uid),
]);
const constraintSchema = z.looseObject({ leftOperand: named, operator: named, rightOperand: many(named) });
const permissionSchema = z.looseObject({
  target: named.optional(),
  assignee: named.optional(),
  action: many(named).default([]),
  constraint: many(constraintSchema).default([]),
});
const policySchema = z.looseObject({
  '@type': named.optional(),
  target: named.optional(),
  assignee: named.optional(),
  permission: many(permissionSchema).default([]),
});
const fileSchema = z.union([
  z.looseObject({ '@graph': z.array(policySchema) }).transform((file) => file['@graph']),
  z.array(policySchema),
  policySchema.transform((policy) => [policy]),
]);
type Policy = z.output<typeof policySchema>;
type Permission = z.output<typeof permissionSchema>;

/** Of an address or a prefixed name what stands last: `…/iso3166/PL`, `odrl:Agreement`, `urn:isbn:978…`. */
function last(name: string): string {
  return name.split(/[#/:]/).at(-1) ?? '';
}

/** Whether a file is JSON, and so ODRL and no table. */
export function isJson(bytes: Uint8Array): boolean {
  return /^\s*[[{]/.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}

/**
 * Policies of ODRL 2.2 as rows of the Avails sheet: what an agreement permits was given, what an offer permits is free. What the sheet
 * cannot say ("anywhere but") stays in its cell as it is, so that the preview names it. Throws `rights.file_unreadable`.
 */
export function recordsOfOdrl(bytes: Uint8Array): string[][] {
  const policies = fileSchema.safeParse(parsed(bytes)).data;
  if (!policies) throw new DomainError('rights.file_unreadable', {}, 'file');
  const rows = policies.flatMap((policy) => policy.permission.map((permission) => rowOf(policy, permission)));
  return [[...availsColumns], ...rows.map(cellsOfRow)];
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function rowOf(policy: Policy, permission: Permission): AvailsRow {
  const target = permission.target ?? policy.target ?? '';
  const given = last(policy['@type'] ?? '') === 'Agreement';
  const exclusivity = valuesOf(permission, 'exclusivity')[0] ?? 'non-exclusive';
  return {
    ContentID: last(target),
    AltID: target,
    LicenseRightsDescription: permission.action.map(last).join(','),
    Territory: valuesOf(permission, 'spatial').join(','),
    StoreLanguage: valuesOf(permission, 'language').join(','),
    Start: firstDay(permission),
    End: endDay(permission),
    OtherTerms: given ? exclusivity : `${available}: ${exclusivity}`,
    ServiceProvider: given ? partyIn(permission.assignee ?? policy.assignee ?? '') : '',
  };
}

/** A name that stands in an address is written as addresses are. */
function partyIn(name: string): string {
  try {
    return decodeURIComponent(last(name));
  } catch {
    return last(name);
  }
}

function about({ constraint }: Permission, operand: string) {
  return constraint.filter(({ leftOperand }) => last(leftOperand) === operand);
}

const positive = ['eq', 'isAnyOf', 'isPartOf', 'isA'];

function valuesOf(permission: Permission, operand: string): string[] {
  return about(permission, operand).flatMap(({ operator, rightOperand }) =>
    positive.includes(last(operator))
      ? rightOperand.map(last)
      : rightOperand.map((value) => `${last(operator)} ${last(value)}`),
  );
}

function dayBy(permission: Permission, exact: string, before: string): string {
  for (const { operator, rightOperand } of about(permission, 'dateTime')) {
    const date = rightOperand[0]?.slice(0, 10) ?? '';
    if (last(operator) === exact) return date;
    const at = Date.parse(`${date}T00:00:00Z`);
    if (last(operator) === before) return Number.isNaN(at) ? date : isoDay(new Date(at + day));
  }
  return '';
}

const firstDay = (permission: Permission) => dayBy(permission, 'gteq', 'gt');
/** The first day on which it no longer holds. */
const endDay = (permission: Permission) => dayBy(permission, 'lt', 'lteq') || openEnd;
