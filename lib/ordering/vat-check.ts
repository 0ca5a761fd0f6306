import { z } from 'zod';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { VatCheck } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { checkDigitsFit, readVatNumber, type VatNumber } from './vat-number.ts';

export interface VatAnswer {
  readonly result: VatCheck['result'];
  readonly name: string | null;
  readonly consultationNumber: string | null;
}

/** Who is asked about a VAT number. */
export interface VatProvider {
  readonly name: string;
  ask(number: VatNumber): Promise<VatAnswer>;
}

/** Looks at form and check digits alone and asks nobody: it cannot know whether the number was ever given out. */
export const offlineChecksum: VatProvider = {
  name: 'offline_checksum',
  ask: async (number) => ({
    result: checkDigitsFit(number) ? 'valid' : 'invalid',
    name: null,
    consultationNumber: null,
  }),
};

const viesAnswer = z.object({
  valid: z.boolean().optional(),
  userError: z.string().optional(),
  name: z.string().optional(),
  requestIdentifier: z.string().optional(),
});
const unavailable: VatAnswer = { result: 'unavailable', name: null, consultationNumber: null };

/** The Commission's register over its REST service; with our own number as requester it gives a consultation number as proof. */
export function vies(url: string, requester: string | undefined): VatProvider {
  const own = requester ? readVatNumber(requester) : null;
  return {
    name: 'vies',
    async ask({ prefix, number }) {
      try {
        const response = await fetch(`${url.replace(/\/$/, '')}/check-vat-number`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            countryCode: prefix,
            vatNumber: number,
            ...(own ? { requesterMemberStateCode: own.prefix, requesterNumber: own.number } : {}),
          }),
          signal: AbortSignal.timeout(6_000),
        });
        const answer = viesAnswer.safeParse(await response.json());
        if (!response.ok || !answer.success || answer.data.valid === undefined) return unavailable;
        // A member state whose register does not answer is said as an error beside valid: false.
        const { valid, userError = '', name = '', requestIdentifier = '' } = answer.data;
        if (!valid && !['', 'VALID', 'INVALID', 'INVALID_INPUT'].includes(userError)) return unavailable;
        return {
          result: valid ? 'valid' : 'invalid',
          name: name.replace(/^-+$/, '') || null,
          consultationNumber: requestIdentifier || null,
        };
      } catch (error) {
        log.warn({ err: error }, 'VIES did not answer');
        return unavailable;
      }
    },
  };
}

function provider(): VatProvider {
  const { VIES_URL, VIES_REQUESTER } = config();
  return VIES_URL ? vies(VIES_URL, VIES_REQUESTER) : offlineChecksum;
}

/** How long an answer counts: a number may be given up at any time, and a register that was away is asked again soon. */
const keptMs = { valid: 24 * 3_600_000, invalid: 3_600_000, unavailable: 60_000 } as const;

/**
 * What is known about a VAT number, asking where the last answer is too old; every answer is kept. A number with wrong check digits is
 * not asked about. Throws `ordering.vat_number_form` for what is no VAT number of a member state.
 */
export async function checkVatNumber(typed: string, asked: VatProvider = provider()): Promise<VatCheck> {
  const number = readVatNumber(typed);
  if (!number) throw new DomainError('ordering.vat_number_form', {}, 'vatNumber');
  const written = `${number.prefix}${number.number}`;
  const known = await prisma().vatCheck.findFirst({
    where: { number: written, provider: asked.name },
    orderBy: { requestedAt: 'desc' },
  });
  if (known && now().getTime() - known.requestedAt.getTime() < keptMs[known.result]) return known;
  const answer: VatAnswer = checkDigitsFit(number)
    ? await asked.ask(number)
    : { result: 'invalid', name: null, consultationNumber: null };
  return prisma().vatCheck.create({ data: { number: written, provider: asked.name, requestedAt: now(), ...answer } });
}
