import { DomainError } from '#lib/core/errors.ts';
import type { Enterprise } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/**
 * A verified enterprise by its name or the address of its page, as somebody typed it into a field. Throws `rights.no_such_enterprise` and
 * `rights.several_enterprises` at that field.
 */
export async function enterpriseNamed(tx: Tx, said: string, field: string): Promise<Enterprise> {
  const name = { equals: said, mode: 'insensitive' } as const;
  const slug = said.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const [found, ...others] = await tx.enterprise.findMany({
    where: {
      status: 'verified',
      OR: [{ displayName: name }, { legalName: name }, { legalNameLatin: name }, { slug }],
    },
    take: 2,
  });
  if (!found) throw new DomainError('rights.no_such_enterprise', {}, field);
  if (others.length > 0) throw new DomainError('rights.several_enterprises', {}, field);
  return found;
}
