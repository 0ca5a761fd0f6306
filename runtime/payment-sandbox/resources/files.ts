import type { Stripe } from 'stripe';
import { invalid } from '../errors.ts';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import { get, post, type Route } from '../routes.ts';
import type { Reader } from '../store.ts';

/** What a dispute takes, by how its bytes begin: https://docs.stripe.com/file-upload */
const kinds = [
  { type: 'pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'jpg', begins: [0xff, 0xd8, 0xff] },
  { type: 'png', begins: [0x89, 0x50, 0x4e, 0x47] },
] as const;
const maxBytes = 5_000_000;

export interface FileContent {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The bytes of a file, for the sandbox's own page. */
export async function fileContent(reader: Reader, id: string): Promise<FileContent> {
  const file = await reader.get('file', id);
  const { rows } = await reader.db.query<{ bytes: Buffer }>(
    `SELECT bytes FROM ${reader.schema}.file_content WHERE id = $1`,
    [id],
  );
  const bytes = rows[0]?.bytes ?? Buffer.alloc(0);
  return { name: file.filename ?? 'file', type: file.type ?? '', bytes };
}

export const fileRoutes: readonly Route[] = [
  get('/v1/files', (reader, { params }) => page(reader, 'file', params, { url: '/v1/files', fields: ['purpose'] })),
  get('/v1/files/:id', (reader, { id }) => reader.get('file', id())),
  post('/v1/files', async (unit, { params, file }) => {
    const purpose = params.oneOf('purpose', ['dispute_evidence']);
    if (!purpose) throw invalid('Missing required param: purpose.', { code: 'parameter_missing', param: 'purpose' });
    if (!file) throw invalid('Missing required param: file.', { code: 'parameter_missing', param: 'file' });
    const { name, bytes } = file;
    const kind = kinds.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
    if (!kind)
      throw invalid('The file type uploaded is not supported. Allowed types for dispute_evidence: PDF, JPEG, PNG.', {
        code: 'invalid_file_type',
        param: 'file',
      });
    if (bytes.length > maxBytes)
      throw invalid('File for key file exceeds the maximum of 5 MB.', { code: 'file_too_large', param: 'file' });
    const id = newId('file');
    const made = {
      id,
      object: 'file',
      created: unit.context.now,
      expires_at: null,
      filename: name,
      purpose,
      size: bytes.length,
      title: null,
      type: kind.type,
      url: `https://files.stripe.com/v1/files/${id}/contents`,
    } satisfies Stripe.File;
    await unit.db.query(`INSERT INTO ${unit.schema}.file_content (id, bytes) VALUES ($1, $2)`, [id, bytes]);
    return unit.put('file', made);
  }),
];
