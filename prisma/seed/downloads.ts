import { strToU8, zipSync } from 'fflate';
import { draw } from './art/index.ts';
import type { EnterpriseData, ListingData } from './format.ts';
import { randomFrom } from './ids.ts';
import type { MediaData } from './media.ts';

type Download = Omit<MediaData, 'enterpriseId' | 'createdAt'>;

/** Dates inside archives are fixed, so that the same world gives the same bytes. */
const mtime = new Date('2026-01-01T00:00:00Z');

function zip(files: Record<string, Uint8Array>): Buffer {
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, [bytes, { mtime, level: 6 }]]))),
  );
}

function licenceText(listing: ListingData, enterprise: EnterpriseData): Uint8Array {
  return strToU8(
    `${listing.title.en ?? listing.slug}\n© ${enterprise.displayName}\n\nFor your own use, at home and in one place of work. Not for resale, and not for use on goods that are sold.\n`,
  );
}

/** Every drawing of the listing, and two more of the same kind, as vector files. */
function drawings(listing: ListingData): Record<string, Uint8Array> {
  const arts = listing.pictures.flatMap(({ motif, palette, seed }) =>
    [0, 7, 13].map((step) => ({ motif, palette, seed: seed + step })),
  );
  return Object.fromEntries(
    arts.map(({ motif, palette, seed }) => [`${motif}-${palette}-${seed}.svg`, strToU8(draw(motif, palette, seed))]),
  );
}

const chapter = (title: string, body: string, language: string) =>
  strToU8(
    `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${language}"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`,
  );

function xml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A small EPUB 3: the book's own words in each language it has. */
function epub(listing: ListingData): Buffer {
  const languages = Object.keys(listing.title) as (keyof typeof listing.title)[];
  const files: Record<string, Uint8Array> = {};
  for (const language of languages) {
    const paragraphs = [listing.summary[language], listing.description[language], listing.technique[language]]
      .map((text) => `<p>${xml(text ?? '')}</p>`)
      .join('');
    files[`OEBPS/${language}.xhtml`] = chapter(xml(listing.title[language] ?? ''), paragraphs, language);
  }
  const items = languages
    .map((language) => `<item id="c-${language}" href="${language}.xhtml" media-type="application/xhtml+xml"/>`)
    .join('');
  const title = xml(listing.title.en ?? listing.slug);
  const contents = languages
    .map((language) => `<li><a href="${language}.xhtml">${xml(listing.title[language] ?? '')}</a></li>`)
    .join('');
  const archive = zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0, mtime }],
    'META-INF/container.xml': [
      strToU8(
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      ),
      { mtime },
    ],
    'OEBPS/content.opf': [
      strToU8(
        `<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:ambersilk:${listing.slug}</dc:identifier><dc:title>${title}</dc:title>${languages.map((language) => `<dc:language>${language}</dc:language>`).join('')}<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${items}</manifest><spine>${languages.map((language) => `<itemref idref="c-${language}"/>`).join('')}</spine></package>`,
      ),
      { mtime },
    ],
    'OEBPS/nav.xhtml': [
      strToU8(
        `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>${title}</title></head><body><nav epub:type="toc"><ol>${contents}</ol></nav></body></html>`,
      ),
      { mtime },
    ],
    ...Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, [bytes, { mtime }] as [Uint8Array, { mtime: Date }]]),
    ),
  });
  return Buffer.from(archive);
}

/** Twelve seconds of a pentatonic melody, plucked strings by Karplus and Strong, 16-bit mono WAV. */
export function melody(seed: string): Buffer {
  const rate = 16_000;
  const seconds = 12;
  const random = randomFrom(`melody ${seed}`);
  const samples = new Float32Array(rate * seconds);
  const scale = [0, 2, 4, 7, 9, 12, 14, 16];
  for (let at = 0.1; at < seconds - 1.5; at += pick3(random, [0.25, 0.5, 0.75])) {
    pluck(
      samples,
      Math.floor(at * rate),
      rate,
      220 * 2 ** ((scale[Math.floor(random() * scale.length)] ?? 0) / 12),
      random,
    );
  }
  const data = Buffer.alloc(44 + samples.length * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + samples.length * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples.length * 2, 40);
  for (const [index, value] of samples.entries())
    data.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 28_000), 44 + index * 2);
  return data;
}

function pick3(random: () => number, list: readonly number[]): number {
  return list[Math.floor(random() * list.length)] ?? 0.5;
}

function pluck(samples: Float32Array, start: number, rate: number, frequency: number, random: () => number): void {
  const string = Float32Array.from({ length: Math.max(2, Math.round(rate / frequency)) }, () => random() * 2 - 1);
  for (let n = 0; n < rate * 1.4 && start + n < samples.length; n++) {
    const here = n % string.length;
    const value = string[here] ?? 0;
    samples[start + n] = (samples[start + n] ?? 0) + value * 0.4;
    string[here] = (value + (string[(here + 1) % string.length] ?? 0)) * 0.498;
  }
}

/** The file that a download listing sells: real, small, and in the spirit of what it says it is. */
export function downloadFile(listing: ListingData, enterprise: EnterpriseData): Download {
  const base = { key: `download ${listing.slug}` };
  switch (listing.download) {
    case 'ebook':
      return {
        ...base,
        kind: 'document',
        contentType: 'application/epub+zip',
        fileName: `${listing.slug}.epub`,
        storageKey: `files/${listing.slug}.epub`,
        bytes: () => epub(listing),
      };
    case 'album':
      return {
        ...base,
        kind: 'audio',
        contentType: 'audio/wav',
        fileName: `${listing.slug}.wav`,
        storageKey: `files/${listing.slug}.wav`,
        bytes: () => melody(listing.slug),
      };
    default:
      return {
        ...base,
        kind: 'archive',
        contentType: 'application/zip',
        fileName: `${listing.slug}.zip`,
        storageKey: `files/${listing.slug}.zip`,
        bytes: () => zip({ ...drawings(listing), 'LICENCE.txt': licenceText(listing, enterprise) }),
      };
  }
}
