import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from 'node:crypto';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { fieldText } from '#lib/languages/index.ts';
import { type Certificate, readCertificate, type Terms } from '#lib/rights/index.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** JSON in the one form that is signed (RFC 8785): names in order, no spaces. Ours has whole numbers only. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Object)
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Bytes in base58 of the Bitcoin alphabet, as multibase `z` has it. */
export function multibase(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = (base58[Number(rest % 58n)] ?? '') + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return `z${'1'.repeat(zeros === -1 ? bytes.length : zeros)}${text}`;
}

/** What stands before the 32 bytes of a private key in PKCS #8 and of a public key in SPKI (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiLength = 12;
/** Multicodec `ed25519-pub`. */
const ed25519 = Buffer.from([0xed, 0x01]);

/** The platform's key for certificates, made from the installation's secret: the same in every process, and nowhere stored. */
function signingKey(): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', config().AUTH_SECRET, 'ambersilk', 'certificate ed25519 1', 32));
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

function publicKeyText(): string {
  const spki = createPublicKey(signingKey()).export({ format: 'der', type: 'spki' });
  return multibase(Buffer.concat([ed25519, spki.subarray(spkiLength)]));
}

/** The platform's name among machines: did:web of its host. */
function issuer(): string {
  return `did:web:${new URL(config().SITE_URL).host.replace(':', '%3A')}`;
}

const keyName = 'certificates-1';

/** What machines read to check a certificate's signature: /.well-known/did.json. */
export function didDocument(): Json {
  const id = issuer();
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod: [
      { id: `${id}#${keyName}`, type: 'Multikey', controller: id, publicKeyMultibase: publicKeyText() },
    ],
    assertionMethod: [`${id}#${keyName}`],
  };
}

const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  { '@vocab': 'https://www.w3.org/ns/credentials/undefined-terms#' },
];

/** What is left out of the scope for one of its works. */
function leftOut({ leftOut: left }: Terms, workId: string): { readonly [name: string]: Json } {
  const out = left?.[workId];
  return out ? { except: { rights: [...out.rights], territories: [...out.territories] } } : {};
}

/** A certificate as a W3C Verifiable Credential, before it is signed: what its page says, and no more. */
export function credentialOf(certificate: Certificate, at: Date): { readonly [name: string]: Json } {
  const { number, status, parties, terms, termsHash, signedAt, works } = certificate;
  const { start, end } = terms.scope.term;
  const page = `${config().SITE_URL}/certificates/${number}`;
  const written = ({
    include,
    except,
  }: {
    include: readonly string[];
    except?: readonly string[] | undefined;
  }): Json =>
    except && except.length > 0 ? { include: [...include], except: [...except] } : { include: [...include] };
  return {
    '@context': contexts,
    id: `${config().SITE_URL}/api/v1/certificates/${number}`,
    type: ['VerifiableCredential', 'LicenceCertificate'],
    issuer: issuer(),
    validFrom: at.toISOString(),
    credentialSubject: {
      id: page,
      number,
      status,
      asOf: at.toISOString(),
      works: works.map((work) => ({
        title: fieldText(work.text, 'title', 'en'),
        page: `${config().SITE_URL}/w/${work.slug}`,
        ...leftOut(terms, work.id),
      })),
      ...(parties ? { holder: parties.holder.displayName, licensee: parties.licensee.displayName } : {}),
      rights: written(terms.scope.rights),
      territories: written(terms.scope.territories),
      languages: written(terms.scope.languages),
      term: end ? { start, end } : { start },
      exclusivity: terms.exclusivity,
      termsHash,
      signedAt: signedAt.toISOString(),
    },
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Adds a proof of integrity (`eddsa-jcs-2022`): Ed25519 over the hashes of the proof's own settings and of the document. */
export function signed(document: { readonly [name: string]: Json }, at: Date): { readonly [name: string]: Json } {
  const proof = {
    '@context': document['@context'] ?? null,
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: `${at.toISOString().slice(0, 19)}Z`,
    verificationMethod: `${issuer()}#${keyName}`,
    proofPurpose: 'assertionMethod',
  } as const;
  const hash = Buffer.concat([sha256(canonical(proof)), sha256(canonical(document))]);
  return { ...document, proof: { ...proof, proofValue: multibase(sign(null, hash, signingKey())) } };
}

/** The signed certificate of a licence for machines; null where there is none. */
export async function readCredential(number: string): Promise<{ readonly [name: string]: Json } | null> {
  const certificate = await readCertificate(number);
  const at = now();
  return certificate && signed(credentialOf(certificate, at), at);
}
