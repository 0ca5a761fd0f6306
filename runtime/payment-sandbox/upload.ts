import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { invalid } from './errors.ts';
import { header, readBytes } from './http.ts';

/** Larger than the largest file of any purpose that the product uses. */
const maxUploadBytes = 12 * 1024 * 1024;

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Upload {
  /** The other parts, as a form would have them. */
  readonly form: string;
  readonly file: UploadedFile | null;
  /** What an idempotency key remembers: another boundary is no other call. */
  readonly fingerprint: string;
}

/** Whether a call brings a file, as those to `/v1/files` do. */
export function bringsFile(request: IncomingMessage): boolean {
  return header(request, 'content-type')?.startsWith('multipart/form-data') ?? false;
}

/** Reads a call of `multipart/form-data`: at most one file, called `file`, and the rest of the form. */
export async function readUpload(request: IncomingMessage): Promise<Upload> {
  const bytes = await readBytes(request, maxUploadBytes);
  const parts = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': header(request, 'content-type') ?? '' },
  })
    .formData()
    .catch(() => {
      throw invalid('The request is not well-formed multipart/form-data.');
    });
  const form = new URLSearchParams();
  let file: UploadedFile | null = null;
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else if (name === 'file' && !file) file = { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) };
    else throw invalid(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
  }
  const content = file ? createHash('sha256').update(file.bytes).digest('hex') : '';
  return { form: form.toString(), file, fingerprint: `${form} ${file?.name ?? ''} ${content}` };
}
