/** Encodings a file may be in, by the names of the Encoding Standard. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1250', 'windows-1251'] as const;
export type Encoding = (typeof encodings)[number];

export function isEncoding(name: string): name is Encoding {
  return encodings.some((each) => each === name);
}

/** As much of a file as is looked at; the rest will be the same. */
const sample = 256 * 1024;

/** The text of a file; bytes that are none of the encoding read as U+FFFD. A byte order mark is passed over, and so is NUL. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes).replaceAll('\u0000', '');
}

/** The encoding a file is most probably in: by its byte order mark, by what UTF-8 allows, else by how its letters sit together. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const part = bytes.subarray(0, sample);
  return wide(part) ?? (isUtf8(bytes) ? 'utf-8' : oldEncoding(part));
}

/** UTF-16 without a mark: the header is Latin, so every other byte is zero. */
function wide(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = bytes.length / 8;
  if (odd > many && odd > even * 4) return 'utf-16le';
  return even > many && even > odd * 4 ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Central European letters stand alone between plain Latin ones. Cyrillic and Chinese come in runs: Cyrillic is nearly all small
 * letters (0xE0 and up), Chinese is pairs that begin with a common character (0xB0–0xD7) or a mark (0xA1–0xA9).
 */
function oldEncoding(bytes: Uint8Array): Encoding {
  const runs = highRuns(bytes);
  const high = runs.reduce((sum, run) => sum + run.length, 0);
  const inWords = runs.filter((run) => besideLatin(bytes, run)).length;
  if (high < runs.length * 3 && inWords * 2 >= runs.length) return 'windows-1250';
  let small = 0;
  let common = 0;
  for (const run of runs) {
    for (const byte of run) if (byte >= 0xe0) small += 1;
    for (let at = 0; at + 1 < run.length; at += 2) {
      const lead = run[at] ?? 0;
      if ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa9)) common += 2;
    }
  }
  return common > small ? 'gb18030' : 'windows-1251';
}

/** Whether a stretch of the bytes stands before or after a plain Latin letter. */
function besideLatin(bytes: Uint8Array, run: Uint8Array): boolean {
  const from = run.byteOffset - bytes.byteOffset;
  return [bytes[from - 1] ?? 0, bytes[from + run.length] ?? 0].some((byte) => {
    const small = byte | 0x20;
    return small >= 0x61 && small <= 0x7a;
  });
}

/** Stretches of bytes beyond ASCII. */
function highRuns(bytes: Uint8Array): Uint8Array[] {
  const runs: Uint8Array[] = [];
  let from = -1;
  for (let at = 0; at <= bytes.length; at++) {
    const high = (bytes[at] ?? 0) >= 0x80;
    if (high && from < 0) from = at;
    if (!high && from >= 0) {
      runs.push(bytes.subarray(from, at));
      from = -1;
    }
  }
  return runs;
}
