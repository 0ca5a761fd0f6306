import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';
import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';

/** Seconds by which a telephone's clock may be wrong. */
const tolerance = 30;
const spareCodes = 8;

export const factorCodeSchema = z.object({ factorCode: z.string().trim().max(40) });

function key(): Buffer {
  return createHash('sha256').update(`second factor\n${config().AUTH_SECRET}`).digest();
}

/** The secret is kept encrypted (AES-256-GCM): a copy of the database alone makes no codes. */
function locked(secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce);
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function opened(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
}

/** Whether the person has confirmed a second factor. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  return (await prisma().secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/** Begins, or shows again what was begun: the secret and its address for an authenticator app. Throws `identity.factor_exists`. */
export async function beginSecondFactor(actor: Actor): Promise<{ secret: string; uri: string }> {
  const { userId, email } = person(actor);
  const begun = await prisma().secondFactor.upsert({
    where: { userId },
    create: { userId, secret: locked(generateSecret()) },
    update: {},
  });
  if (begun.confirmedAt) throw new DomainError('identity.factor_exists');
  const secret = opened(begun.secret);
  return { secret, uri: generateURI({ secret, label: email, issuer: 'Ambersilk' }) };
}

/** The first right code puts it to use; the spare codes are told this once. Throws `identity.factor_wrong`. */
export async function confirmSecondFactor(actor: Actor, code: string): Promise<string[]> {
  const { userId } = person(actor);
  await spendStep(userId, code);
  const codes = Array.from({ length: spareCodes }, () => randomBytes(5).toString('hex'));
  await transaction(async (tx) => {
    await tx.secondFactor.update({
      where: { userId },
      data: { confirmedAt: now(), spareHashes: codes.map(hashToken) },
    });
    await audit(tx, actor, { action: 'second_factor.on', subjectType: 'user', subjectId: userId });
  });
  return codes;
}

/** Takes it away again, with one more of its codes. Throws `identity.factor_wrong`. */
export async function removeSecondFactor(actor: Actor, code: string): Promise<void> {
  const { userId } = person(actor);
  await requireSecondFactor(userId, code);
  await transaction(async (tx) => {
    await tx.secondFactor.delete({ where: { userId } });
    await audit(tx, actor, { action: 'second_factor.off', subjectType: 'user', subjectId: userId });
  });
}

/** A code of the app or a spare one; either is good once. Throws `identity.factor_wrong` at the field `factorCode`. */
export async function requireSecondFactor(userId: string, code: string): Promise<void> {
  const spare = hashToken(code.replace(/\s/g, '').toLowerCase());
  const spent = await prisma().$executeRaw`
    update second_factor set spare_hashes = array_remove(spare_hashes, ${spare}) where user_id = ${userId}::uuid and ${spare} = any(spare_hashes)`;
  if (spent === 0) await spendStep(userId, code);
}

async function spendStep(userId: string, code: string): Promise<void> {
  const wrong = new DomainError('identity.factor_wrong', {}, 'factorCode');
  const token = code.replace(/\s/g, '');
  const factor = await prisma().secondFactor.findUnique({ where: { userId } });
  if (!factor || !/^\d{6}$/.test(token)) throw wrong;
  const epoch = Math.floor(now().getTime() / 1000);
  const result = await verify({ secret: opened(factor.secret), token, epoch, epochTolerance: tolerance });
  if (!result.valid || !('timeStep' in result)) throw wrong;
  const { count } = await prisma().secondFactor.updateMany({
    where: { userId, lastStep: { lt: BigInt(result.timeStep) } },
    data: { lastStep: BigInt(result.timeStep) },
  });
  if (count === 0) throw wrong;
}
