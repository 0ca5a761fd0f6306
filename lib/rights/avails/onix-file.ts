import { XMLParser } from 'fast-xml-parser';
import { DomainError } from '#lib/core/errors.ts';
import { isXmlNode, type XmlNode, xmlOptions } from '#lib/core/xml.ts';

/** Reference names of ONIX 3 and their short tags, of the elements that are read. */
const shortTags: Readonly<Record<string, string>> = {
  ONIXmessage: 'ONIXMessage',
  header: 'Header',
  sender: 'Sender',
  x298: 'SenderName',
  product: 'Product',
  a001: 'RecordReference',
  productidentifier: 'ProductIdentifier',
  b221: 'ProductIDType',
  b233: 'IDTypeName',
  b244: 'IDValue',
  descriptivedetail: 'DescriptiveDetail',
  b012: 'ProductForm',
  titledetail: 'TitleDetail',
  b202: 'TitleType',
  titleelement: 'TitleElement',
  b203: 'TitleText',
  b030: 'TitlePrefix',
  b031: 'TitleWithoutPrefix',
  language: 'Language',
  b253: 'LanguageRole',
  b252: 'LanguageCode',
  x420: 'ScriptCode',
  publishingdetail: 'PublishingDetail',
  publisher: 'Publisher',
  b291: 'PublishingRole',
  b081: 'PublisherName',
  publishingdate: 'PublishingDate',
  x448: 'PublishingDateRole',
  b306: 'Date',
  salesrights: 'SalesRights',
  b089: 'SalesRightsType',
  territory: 'Territory',
  x449: 'CountriesIncluded',
  x450: 'RegionsIncluded',
  x451: 'CountriesExcluded',
  x452: 'RegionsExcluded',
  x456: 'ROWSalesRightsType',
};

const parser = new XMLParser({
  ...xmlOptions,
  // Nobody's own entities are read (they are refused before): only XML's own, those of HTML that ONIX knows, and numbers.
  processEntities: true,
  htmlEntities: true,
  transformTagName: (name) => shortTags[name] ?? name,
});

/** Whether a file is XML, and so ONIX and no table. */
export function isXml(bytes: Uint8Array): boolean {
  return /^\s*<(\?xml|!DOCTYPE|!--|ONIXmessage)/i.test(textOf(bytes.subarray(0, 400), false));
}

/** In the encoding that the file says it has; UTF-8 where it says nothing. Throws `rights.file_unreadable`. */
function textOf(bytes: Uint8Array, fatal: boolean): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const said = /^[^>]*encoding\s*=\s*["']([\w-]{1,20})["']/i.exec(head)?.[1];
  try {
    return new TextDecoder(wide ?? said ?? 'utf-8', { fatal }).decode(bytes).replace(/^\ufeff/, '');
  } catch {
    throw new DomainError('rights.file_unreadable', {}, 'file');
  }
}

/**
 * A message of ONIX 3 by its reference names, whichever tags it is written in. Throws `rights.file_entities` where it brings entities of its own
 * (a few lines of them may stand for gigabytes, or for files of this machine), `rights.onix_release` for other releases, and
 * `rights.file_unreadable`. Of a document type only the name is taken, and nothing is fetched.
 */
export function readOnix(bytes: Uint8Array): XmlNode {
  const text = textOf(bytes, true);
  if (/<!\s*(ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text) || /<!\s*DOCTYPE[^>]*\[/i.test(text))
    throw new DomainError('rights.file_entities', {}, 'file');
  const parsed = parse(text.replace(/<!\s*DOCTYPE[^>]*>/i, ''));
  const message = nodes(parsed['ONIXMessage'])[0];
  if (!message) throw new DomainError('rights.file_unreadable', {}, 'file');
  const release = wordsOf(message['@release']);
  const namespace = wordsOf(message['@xmlns']);
  if (!/^3\./.test(release) && !/\/onix\/3\.\d\//.test(namespace))
    throw new DomainError('rights.onix_release', {}, 'file');
  return message;
}

function parse(text: string): XmlNode {
  try {
    const parsed: unknown = parser.parse(text, true);
    return isXmlNode(parsed) ? parsed : {};
  } catch {
    throw new DomainError('rights.file_unreadable', {}, 'file');
  }
}

/** Elements of one name, however many there are. */
export function nodes(value: unknown): XmlNode[] {
  return (Array.isArray(value) ? value : [value]).filter(isXmlNode);
}

/** The words of an element, with or without attributes; of several the first. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return wordsOf(value[0]);
  if (typeof value === 'string') return value;
  return isXmlNode(value) && typeof value['#text'] === 'string' ? value['#text'] : '';
}
