import { openAsBlob } from 'node:fs';
import { AwsClient } from 'aws4fetch';
import type { Config } from '#lib/core/config.ts';
import type { Store } from './store.ts';

/** Any service that speaks S3's API (path-style addresses, Signature Version 4). */
export function openS3(settings: Config): Store {
  const { S3_ENDPOINT = '', S3_BUCKET = '', S3_REGION, S3_ACCESS_KEY_ID = '', S3_SECRET_ACCESS_KEY = '' } = settings;
  const client = new AwsClient({
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    region: S3_REGION,
    service: 's3',
    retries: 3,
  });
  const address = (key: string) =>
    new URL(`${S3_BUCKET}/${key}`, S3_ENDPOINT.endsWith('/') ? S3_ENDPOINT : `${S3_ENDPOINT}/`).href;

  async function read(key: string, headers: Record<string, string> = {}): Promise<Response | null> {
    const answer = await client.fetch(address(key), { headers });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`the object store answered ${answer.status}`);
    return answer;
  }

  async function write(key: string, body: BodyInit, contentType: string): Promise<void> {
    const answer = await client.fetch(address(key), { method: 'PUT', body, headers: { 'content-type': contentType } });
    if (!answer.ok) throw new Error(`the object store answered ${answer.status}`);
  }

  return {
    put: (key, bytes, contentType) => write(key, new Uint8Array(bytes), contentType),
    async take(key, file, contentType) {
      // A blob of a file is read while it is sent, and again when sending is tried again.
      await write(key, await openAsBlob(file), contentType);
    },
    async get(key) {
      const answer = await read(key);
      return answer ? Buffer.from(await answer.arrayBuffer()) : null;
    },
    async stream(key, range) {
      const answer = await read(key, range ? { range: `bytes=${range.start}-${range.end}` } : {});
      return answer?.body ?? null;
    },
    async remove(key) {
      await client.fetch(address(key), { method: 'DELETE' });
    },
  };
}
