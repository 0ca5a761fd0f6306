import { DetailedError, defaultOptions, Upload } from 'tus-js-client';

/** Large enough that a long file is not many requests, small enough that little is sent twice on a bad line. */
const pieceBytes = 16 * 1024 * 1024;

/** How long to wait before each next try, in milliseconds: about a minute in all, after that the person decides. */
const retryDelays = [0, 1_000, 3_000, 6_000, 12_000, 24_000];

export interface Sent {
  readonly ok: boolean;
  /** Why not, in the reader's language; empty where the line was lost. */
  readonly message: string;
  readonly note: string;
  /** Where what the note speaks of is; empty for nowhere. */
  readonly link: string;
}

export interface Sending {
  readonly result: Promise<Sent>;
  /** Stops, and has the server forget what arrived. */
  cancel(): Promise<void>;
}

interface Task {
  readonly file: File;
  readonly listingId: string;
  readonly purpose: string;
  readonly locale: string;
  readonly progress: (share: number) => void;
  /** All bytes are there, and are looked at. */
  readonly arrived: () => void;
}

/** Names a file of a listing, so that the same file chosen again goes on where it stopped, also after a reload. */
function fingerprint({ file, listingId, purpose }: Task): string {
  return `ambersilk ${listingId} ${purpose} ${file.name} ${file.size} ${file.lastModified}`;
}

async function forget(name: string): Promise<void> {
  const storage = defaultOptions.urlStorage;
  for (const { urlStorageKey } of (await storage?.findUploadsByFingerprint(name)) ?? [])
    if (urlStorageKey) await storage?.removeUpload(urlStorageKey);
}

function textOf(value: object, name: string): string {
  const found = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : '';
}

/** What the server said of a file, or nothing where it was not reached. */
function sentOf(body: unknown): Sent {
  if (!(body instanceof Object)) return { ok: false, message: '', note: '', link: '' };
  return {
    ok: 'ok' in body && body.ok === true,
    message: textOf(body, 'message'),
    note: textOf(body, 'note'),
    link: textOf(body, 'link'),
  };
}

function refusal(error: Error): Sent {
  const body = error instanceof DetailedError ? (error.originalResponse?.getBody() ?? '') : '';
  try {
    return sentOf(JSON.parse(body));
  } catch {
    return sentOf(null);
  }
}

/** Asks what becomes of a file that has arrived; tries again where the answer is lost. */
async function keep(address: string, locale: string): Promise<Sent> {
  for (const delay of [...retryDelays, null]) {
    const answer = await fetch(`${address}/keep`, { method: 'POST', headers: { 'accept-language': locale } }).catch(
      () => null,
    );
    if (answer && answer.status < 500) return sentOf(await answer.json().catch(() => null));
    if (delay !== null) await new Promise((resolve) => setTimeout(resolve, delay));
  }
  return sentOf(null);
}

/** Sends a file in pieces (tus), from where it stopped before, and tells what became of it. */
export function sendFile(task: Task): Sending {
  const { file, listingId, purpose, locale } = task;
  const name = fingerprint(task);
  let upload: Upload | undefined;
  const result = new Promise<Sent>((resolve) => {
    upload = new Upload(file, {
      endpoint: '/api/studio/uploads',
      chunkSize: pieceBytes,
      retryDelays,
      headers: { 'accept-language': locale },
      metadata: { listingId, purpose, fileName: file.name },
      fingerprint: async () => name,
      onProgress: (sent, total) => task.progress(total > 0 ? sent / total : 0),
      onError: (error) => resolve(refusal(error)),
      onSuccess: async () => {
        task.arrived();
        const sent = await keep(upload?.url ?? '', locale);
        // What was refused is not gone on with; what was not answered is.
        if (sent.ok || sent.message !== '') await forget(name);
        resolve(sent);
      },
    });
    const begun = upload;
    begun.findPreviousUploads().then(([previous]) => {
      if (previous) begun.resumeFromPreviousUpload(previous);
      begun.start();
    });
  });
  // The server may not be reached; what is left there is cleared away after a day.
  return { result, cancel: async () => upload?.abort(true).catch(() => undefined) };
}
