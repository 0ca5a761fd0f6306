import { SaxesParser } from 'saxes';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { damaged } from './unit.ts';

/** What XML 1.0 has no way to write, and what a reader would change: these travel as code points in an element. */
const unwritable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as XML has it; what XML cannot write goes through `codePoint`, which makes an element of it. */
export function xmlText(text: string, codePoint: (hex: string) => string): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(unwritable)) {
    result +=
      plain(text.slice(from, match.index)) +
      codePoint(match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));
    from = match.index + match[0].length;
  }
  return result + plain(text.slice(from));
}

/** The value of an attribute. Characters that XML cannot write are left out: no name of ours has any. */
export function xmlAttribute(text: string): string {
  return plain(text.replace(unwritable, ''))
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;');
}

function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/** The character of a code point in hexadecimal digits; throws `translation_files.damaged`. */
export function characterOf(hex: string, line: number): string {
  if (!/^[0-9A-Fa-f]{1,6}$/.test(hex)) throw damaged(line, 'code_point');
  const code = Number.parseInt(hex, 16);
  if (code > 0x10ffff) throw damaged(line, 'code_point');
  return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
}

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string, line: number): void;
  text(text: string, line: number): void;
}

/**
 * Reads XML as it comes. A document type is refused, and with it every entity but the five of XML, so that no file unfolds into more than it
 * is. Throws `translation_files.damaged` with the line, `translation_files.document_type`.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ position: true, xmlns: false });

  constructor(handler: XmlHandler) {
    const parser = this.#parser;
    const local = (name: string) => name.slice(name.indexOf(':') + 1);
    let depth = 0;
    parser.on('doctype', () => {
      throw new DomainError('translation_files.document_type', { line: parser.line }, 'file');
    });
    parser.on('error', () => {
      throw damaged(parser.line, 'xml');
    });
    parser.on('opentag', (tag) => {
      depth += 1;
      if (depth > limits.xmlDepth) throw damaged(parser.line, 'xml');
      handler.open(tag.name.startsWith('xml:') ? tag.name : local(tag.name), tag.attributes, parser.line);
    });
    parser.on('closetag', (tag) => {
      depth -= 1;
      handler.close(local(tag.name), parser.line);
    });
    parser.on('text', (text) => handler.text(text, parser.line));
    parser.on('cdata', (text) => handler.text(text, parser.line));
  }

  write(chunk: string): void {
    this.#parser.write(chunk);
  }

  end(): void {
    this.#parser.close();
  }
}
