import { createHash } from 'node:crypto';
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { engine, type SealKey, sealKey } from './seal-key.ts';

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** What makes a CMS signature one of CAdES: it names its certificate under the signature. */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const octets = (bytes: Uint8Array) => new OctetString({ valueHex: new Uint8Array(bytes).buffer });

function attributes(digest: Uint8Array, certificate: Uint8Array): SignedAndUnsignedAttributes {
  const essCertificate = new Sequence({ value: [octets(sha256(certificate))] });
  return new SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      new Attribute({ type: oids.contentType, values: [new ObjectIdentifier({ value: oids.data })] }),
      new Attribute({ type: oids.messageDigest, values: [octets(digest)] }),
      new Attribute({
        type: oids.signingCertificateV2,
        values: [new Sequence({ value: [new Sequence({ value: [essCertificate] })] })],
      }),
    ],
  });
}

/** A detached CMS signature with the attributes of CAdES (PAdES B-B). */
class CadesSigner extends Signer {
  readonly #key: SealKey;

  constructor(key: SealKey) {
    super();
    this.#key = key;
  }

  override async sign(pdf: Buffer): Promise<Buffer> {
    const certificate = Certificate.fromBER(new Uint8Array(this.#key.certificate));
    const signed = new SignedData({
      version: 1,
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
      signerInfos: [
        new SignerInfo({
          version: 1,
          sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
          signedAttrs: attributes(sha256(pdf), this.#key.certificate),
        }),
      ],
      certificates: [certificate],
    });
    await signed.sign(this.#key.privateKey, 0, 'SHA-256', undefined, engine);
    const content = new ContentInfo({ contentType: oids.signedData, content: signed.toSchema(true) });
    return Buffer.from(content.toSchema().toBER(false));
  }
}

/** Puts the platform's seal into a PDF that has a place for one (`seal` of a printed document). */
export async function sealPdf(pdf: Buffer): Promise<Buffer> {
  return new SignPdf().sign(pdf, new CadesSigner(await sealKey()));
}

/** What is found out about the seal in a file: who made it, and whether it still fits every byte. */
export type SealFound =
  | { readonly seal: 'none' }
  /** Something that should be a seal, and fits nothing. */
  | { readonly seal: 'broken' }
  | { readonly seal: 'whole'; readonly fingerprint: string };

function stretches(pdf: Buffer): { signed: Buffer; contents: Buffer; whole: boolean } | null {
  const found = [...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1);
  if (!found) return null;
  const [from = 0, length = 0, then = 0, rest = 0] = found.slice(1).map(Number);
  const hex = pdf.subarray(from + length + 1, Math.max(from + length + 1, then - 1)).toString('latin1');
  return {
    signed: Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(then, then + rest)]),
    contents: Buffer.from(hex, 'hex'),
    // Nothing before, between or behind that the seal does not cover.
    whole:
      from === 0 &&
      then + rest === pdf.length &&
      pdf[length] === 0x3c &&
      pdf[then - 1] === 0x3e &&
      /^[0-9a-f]*$/.test(hex),
  };
}

/** Checks the seal of a file with the certificate it carries. Whose certificate that is, is another question. */
export async function checkSeal(pdf: Buffer): Promise<SealFound> {
  const parts = stretches(pdf);
  if (!parts) return { seal: 'none' };
  try {
    const parsed = fromBER(new Uint8Array(parts.contents).buffer);
    const content = new ContentInfo({ schema: parsed.result });
    const signed = new SignedData({ schema: content.content });
    // What follows the signature in its place is nothing but noughts.
    const padding = parts.contents.subarray(parsed.offset);
    const certificate = signed.certificates?.[0];
    if (!parts.whole || padding.some((byte) => byte !== 0) || !(certificate instanceof Certificate))
      return { seal: 'broken' };
    const data = new Uint8Array(parts.signed).buffer;
    const fits = await signed.verify({ signer: 0, data, checkChain: false }, engine);
    const raw = Buffer.from(certificate.toSchema().toBER(false));
    return fits ? { seal: 'whole', fingerprint: sha256(raw).toString('hex') } : { seal: 'broken' };
  } catch {
    return { seal: 'broken' };
  }
}
