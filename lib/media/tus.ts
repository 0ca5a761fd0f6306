import { FileStore } from '@tus/file-store';
import { MemoryLocker, Server } from '@tus/server';
import type { Upload } from '#lib/db/generated/client.ts';
import { uploadFolder } from './uploads.ts';

/** Where uploads are spoken to. */
export const uploadsAddress = '/api/studio/uploads';

let folder: FileStore | undefined;
const locker = new MemoryLocker();

function files(): FileStore {
  folder ??= new FileStore({ directory: uploadFolder() });
  return folder;
}

/**
 * Speaks tus 1.0 about one upload, which the caller has looked up and authorised: POST makes room for its bytes, PATCH takes the next of
 * them, HEAD tells how far it has come. The bytes are streamed to disk, never more of them than were announced.
 */
export async function speakTus(request: Request, upload: Upload): Promise<Response> {
  if (request.method === 'HEAD' && upload.state !== 'receiving') return ended(upload);
  const server = new Server({
    path: uploadsAddress,
    datastore: files(),
    locker,
    namingFunction: () => upload.id,
    getFileIdFromRequest: () => upload.id,
    generateUrl: () => `${uploadsAddress}/${upload.id}`,
    maxSize: Number(upload.bytes),
    // No other site's pages may read the answers; those of ours ask at home.
    allowedOrigins: ['null'],
  });
  return server.handleWeb(request);
}

/** All of it is here: whoever asks how to go on has only to ask what became of it. */
function ended(upload: Upload): Response {
  const bytes = String(upload.bytes);
  return new Response(null, {
    headers: { 'tus-resumable': '1.0.0', 'cache-control': 'no-store', 'upload-offset': bytes, 'upload-length': bytes },
  });
}
