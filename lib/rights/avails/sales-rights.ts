import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { XmlNode } from '#lib/core/xml.ts';
import { readIdentifier } from '../works/identifiers.ts';
import { type AvailsRow, available, availsColumns, cellsOfRow, noRights, openEnd } from './columns.ts';
import { nodes, readOnix, wordsOf } from './onix-file.ts';

/** What a type of sales rights (list 46) says that its publisher has: in 04 and 05 it has rights and does not sell. 00, 03 and 06 give it none. */
const has: Readonly<Record<string, 'exclusive' | 'non-exclusive'>> = {
  '01': 'exclusive',
  '02': 'non-exclusive',
  '04': 'exclusive',
  '05': 'non-exclusive',
  '07': 'exclusive',
  '08': 'non-exclusive',
};

/** Product forms (list 150) by their first letter: our right. */
const rights: Readonly<Record<string, string>> = { B: 'print', E: 'ebook', D: 'ebook', A: 'audiobook' };

/** Under this name a product of our own export says which work it is. */
export const ownIdType = 'Ambersilk';

/**
 * Sales rights of an ONIX 3 message as rows of the Avails sheet, one a product and set of rights: what another publisher may sell was given to it, what
 * one of our own names sells is our own use, and what our own export offers is free. Throws what `readOnix` throws, and `rights.file_unreadable`
 * where no product has sales rights.
 */
export function recordsOfOnix(bytes: Uint8Array, own: readonly string[]): string[][] {
  const message = readOnix(bytes);
  const sender = wordsOf(nodes(nodes(message['Header'])[0]?.['Sender'])[0]?.['SenderName']);
  const rows = nodes(message['Product']).flatMap((product) => rowsOf(product, sender, own));
  if (rows.length === 0) throw new DomainError('rights.file_unreadable', {}, 'file');
  return [[...availsColumns], ...rows.map(cellsOfRow)];
}

function rowsOf(product: XmlNode, sender: string, names: readonly string[]): AvailsRow[] {
  const [publishing] = nodes(product['PublishingDetail']);
  if (!publishing) return [];
  const parts = territoriesOf(publishing);
  const own = ownWork(product);
  const [by] = nodes(publishing['Publisher']);
  const publisher = wordsOf(by?.['PublisherName']) || sender;
  const ours = names.some((name) => name !== '' && name.toLowerCase() === publisher.toLowerCase());
  const about = { ...aboutProduct(product, own), Start: firstDay(publishing), End: openEnd };
  return parts.map(({ type, territory }): AvailsRow => {
    const right = has[type];
    if (right === undefined) return { ...about, Territory: territory, OtherTerms: own ? available : noRights };
    if (own) return { ...about, Territory: territory, OtherTerms: `${available}: ${right}` };
    if (ours) return { ...about, Territory: territory, OtherTerms: 'own use' };
    return { ...about, Territory: territory, OtherTerms: right, ServiceProvider: publisher };
  });
}

function ownWork(product: XmlNode): string {
  const own = nodes(product['ProductIdentifier']).find(
    (each) => wordsOf(each['ProductIDType']) === '01' && wordsOf(each['IDTypeName']) === ownIdType,
  );
  return wordsOf(own?.['IDValue']).replace(/-(print|ebook|audiobook)$/, '');
}

function aboutProduct(product: XmlNode, own: string): AvailsRow {
  const [detail] = nodes(product['DescriptiveDetail']);
  const form = wordsOf(detail?.['ProductForm']);
  const language = nodes(detail?.['Language']).find((each) => wordsOf(each['LanguageRole']) === '01');
  return {
    ContentID: own,
    AltID: isbnOf(product),
    TitleDisplayUnlimited: titleOf(detail),
    // A form that is no book is named, so that its row says why it is refused.
    LicenseRightsDescription: rights[form.charAt(0)] ?? (form || '?'),
    StoreLanguage: language ? languageOf(wordsOf(language['LanguageCode']), wordsOf(language['ScriptCode'])) : '',
  };
}

/** ISBN by any of the types that carry one (list 5: 15, 03 and of ten figures 02); one that is none is no name of a work. */
function isbnOf(product: XmlNode): string {
  for (const type of ['15', '03', '02'])
    for (const each of nodes(product['ProductIdentifier']))
      if (wordsOf(each['ProductIDType']) === type) {
        const read = readIdentifier('isbn', wordsOf(each['IDValue']));
        if ('value' in read) return read.value;
      }
  return '';
}

function titleOf(detail: XmlNode | undefined): string {
  const titles = nodes(detail?.['TitleDetail']);
  const title = titles.find((each) => wordsOf(each['TitleType']) === '01') ?? titles[0];
  const [element] = nodes(title?.['TitleElement']);
  const parted = [wordsOf(element?.['TitlePrefix']), wordsOf(element?.['TitleWithoutPrefix'])]
    .filter(Boolean)
    .join(' ');
  return wordsOf(element?.['TitleText']) || parted;
}

/** A language of ISO 639-2, in either of its codes, as BCP 47 has it; with the script that is written. What is no language stays as it is. */
function languageOf(code: string, script: string): string {
  try {
    const [tag = code] = Intl.getCanonicalLocales(script ? `${code}-${script}` : code);
    return tag;
  } catch {
    return code;
  }
}

interface Part {
  readonly type: string;
  readonly territory: string;
}

/** Where each set of sales rights holds, and the rest of the world where the product says what holds there. */
function territoriesOf(publishing: XmlNode): Part[] {
  const sets = nodes(publishing['SalesRights']).map((set) => {
    const [territory] = nodes(set['Territory']);
    return {
      type: wordsOf(set['SalesRightsType']),
      included: placesOf(territory, 'Included'),
      excluded: placesOf(territory, 'Excluded'),
    };
  });
  const named = [...new Set(sets.flatMap(({ included }) => included))].filter((place) => !isRest(place));
  const rest = wordsOf(publishing['ROWSalesRightsType']);
  const parts = sets.map(
    ({ type, included, excluded }): Part => ({ type, territory: cell(included, excluded, named) }),
  );
  const everywhere = named.includes('world');
  return rest === '' || everywhere ? parts : [...parts, { type: rest, territory: cell(['world'], named, []) }];
}

const isRest = (place: string) => place.toUpperCase() === 'ROW';

function placesOf(territory: XmlNode | undefined, which: 'Included' | 'Excluded'): string[] {
  const list = (name: string) => wordsOf(territory?.[name]).split(/\s+/).filter(Boolean);
  return [...list(`Countries${which}`), ...list(`Regions${which}`)].map((place) =>
    place.toUpperCase() === 'WORLD' ? 'world' : place,
  );
}

/** As the sheet's cell writes it: what is left out has a minus. The rest of the world is the world without what other sets name. */
function cell(included: readonly string[], excluded: readonly string[], named: readonly string[]): string {
  const rest = included.some(isRest);
  const places = rest ? [...included.filter((place) => !isRest(place)), 'world'] : included;
  const out = rest ? [...excluded, ...named.filter((place) => !included.includes(place))] : excluded;
  return [...places, ...out.map((place) => `-${place}`)].join(',');
}

/** The day of publication (list 163: 01), however exactly it is said; today where it is not. */
function firstDay(publishing: XmlNode): string {
  const date = nodes(publishing['PublishingDate']).find((each) => wordsOf(each['PublishingDateRole']) === '01');
  const [, year, month = '01', day = '01'] =
    /^(\d{4})(\d{2})?(\d{2})?/.exec(wordsOf(date?.['Date']).replaceAll('-', '')) ?? [];
  return year === undefined ? isoDay(now()) : `${year}-${month}-${day}`;
}
