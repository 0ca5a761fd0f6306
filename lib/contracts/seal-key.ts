import { createHash, createPrivateKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Integer, PrintableString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension } from 'pkijs';
import { day, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { prisma } from '#lib/db/index.ts';

/** What the platform seals with. */
export interface SealKey {
  readonly privateKey: CryptoKey;
  /** DER. */
  readonly certificate: Buffer;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
export const engine = new CryptoEngine({ name: 'node', crypto });

const names = [
  ['2.5.4.6', new PrintableString({ value: 'PL' })],
  ['2.5.4.10', new Utf8String({ value: 'Ambersilk' })],
  ['2.5.4.3', new Utf8String({ value: 'Ambersilk contract seal (made by this installation)' })],
] as const;

/** A key with a certificate that it signed itself, for ten years: what an installation seals with until it was given a real one. */
async function makeKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: new Uint8Array([1, ...randomBytes(15)]).buffer });
  for (const [type, value] of names) {
    certificate.issuer.typesAndValues.push(new AttributeTypeAndValue({ type, value }));
    certificate.subject.typesAndValues.push(new AttributeTypeAndValue({ type, value }));
  }
  certificate.notBefore.value = new Date(now().getTime() - day);
  certificate.notAfter.value = new Date(now().getTime() + 3_650 * day);
  const constraints = new BasicConstraints({ cA: false });
  certificate.extensions = [
    new Extension({
      extnID: '2.5.29.19',
      critical: true,
      extnValue: constraints.toSchema().toBER(false),
      parsedValue: constraints,
    }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey, engine);
  await certificate.sign(pair.privateKey, 'SHA-256', engine);
  const pem = (label: string, bytes: ArrayBuffer) =>
    `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`;
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  return pem('PRIVATE KEY', pkcs8) + pem('CERTIFICATE', certificate.toSchema(true).toBER(false));
}

/** The installation's own key, made at its first seal. Of two processes that make one at once the first wins. */
async function ownKey(): Promise<string> {
  const folder = path.resolve(config().DATA_DIR);
  const file = path.join(folder, 'contract-seal.pem');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return kept;
  await mkdir(folder, { recursive: true });
  await writeFile(file, await makeKey(), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return readFile(file, 'utf8');
}

async function imported(key: KeyObject): Promise<CryptoKey> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

async function open(): Promise<SealKey> {
  const { SEAL_KEY, SEAL_CERTIFICATE } = config();
  const pem = SEAL_KEY && SEAL_CERTIFICATE ? `${SEAL_KEY}\n${SEAL_CERTIFICATE}` : await ownKey();
  const certificate = new X509Certificate(
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0] ?? '',
  );
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex');
  await prisma().sealCertificate.upsert({
    where: { fingerprint },
    create: { fingerprint, certificate: new Uint8Array(certificate.raw) },
    update: {},
  });
  return { privateKey: await imported(createPrivateKey(pem)), certificate: certificate.raw, fingerprint };
}

let opened: Promise<SealKey> | undefined;

/** The key of this installation: SEAL_KEY with SEAL_CERTIFICATE where they are set, else its own. */
export function sealKey(): Promise<SealKey> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}
