import type { Term, TermWord } from '#lib/db/generated/client.ts';
import { sameLanguage } from './tmx.ts';
import type { UnitSink } from './unit.ts';
import { type XmlHandler, xmlAttribute, xmlText } from './xml.ts';

/** A term of a TBX file with the words of one language beside the English. */
export interface ReadTerm {
  readonly slug: string;
  readonly line: number;
  readonly english: string;
  readonly value: string;
  readonly alternatives: readonly string[];
  readonly forbidden: readonly string[];
  /** What the file says of the term itself: of use where the glossary has it not. */
  readonly about: {
    readonly domain: string;
    readonly partOfSpeech: string;
    readonly definition: string;
    readonly kept: boolean;
  };
}

const nothing = () => '';

/** TBX (ISO 30042:2019, core structure, DCT style): a concept an entry, a language a section, forbidden words as deprecated terms. */
export function* writeTbx(terms: Iterable<Term & { words: readonly TermWord[] }>): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic" xml:lang="en">\n<tbxHeader><fileDesc><sourceDesc><p>Ambersilk glossary</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n';
  for (const term of terms) yield entryOf(term);
  yield '</body></text>\n</tbx>\n';
}

function entryOf({ slug, domain, definition, partOfSpeech, words }: Term & { words: readonly TermWord[] }): string {
  const sections = words.map((word) => {
    const one = (text: string, status: string) =>
      `<termSec><term>${xmlText(text, nothing)}</term><termNote type="partOfSpeech">${xmlText(partOfSpeech, nothing)}</termNote><termNote type="administrativeStatus">${status}</termNote></termSec>`;
    const all = [
      one(word.value, 'preferredTerm-admn-sts'),
      ...word.alternatives.map((text) => one(text, 'admittedTerm-admn-sts')),
      ...word.forbidden.map((text) => one(text, 'deprecatedTerm-admn-sts')),
    ];
    return `<langSec xml:lang="${xmlAttribute(word.locale)}">${all.join('')}</langSec>`;
  });
  return `<conceptEntry id="${xmlAttribute(slug)}"><descrip type="subjectField">${domain}</descrip><descrip type="definition">${xmlText(definition, nothing)}</descrip>${sections.join('')}</conceptEntry>\n`;
}

/** Reads TBX of 2019 and of before (martif, termEntry, langSet, tig): each concept with the words of English and of one language. */
export function tbxHandler(
  sink: (term: ReadTerm) => void,
  locale: string,
  languages: UnitSink['languages'],
): XmlHandler {
  let [slug, line, language, text, status] = ['', 0, '', '', ''];
  let into: 'term' | 'status' | 'part' | 'domain' | 'definition' | null = null;
  let [term, part, domain, definition] = ['', '', '', ''];
  let words: { language: string; text: string; status: string }[] = [];
  return {
    open(name, attributes, at) {
      if (name === 'conceptEntry' || name === 'termEntry')
        [slug, line, words, part, domain, definition] = [attributes['id'] ?? `entry-${at}`, at, [], '', '', ''];
      else if (name === 'langSec' || name === 'langSet') language = attributes['xml:lang'] ?? '';
      else if (name === 'termSec' || name === 'tig' || name === 'ntig') [term, status] = ['', ''];
      else if (name === 'term') [into, text] = ['term', ''];
      else if (name === 'termNote' && attributes['type'] === 'administrativeStatus') [into, text] = ['status', ''];
      else if (name === 'termNote' && attributes['type'] === 'partOfSpeech') [into, text] = ['part', ''];
      else if (name === 'descrip' && attributes['type'] === 'subjectField') [into, text] = ['domain', ''];
      else if (name === 'descrip' && attributes['type'] === 'definition') [into, text] = ['definition', ''];
    },
    close(name) {
      if (into && (name === 'term' || name === 'termNote' || name === 'descrip')) {
        if (into === 'term') term = text.trim();
        else if (into === 'status') status = text.trim();
        else if (into === 'part') part = text.trim();
        else if (into === 'domain') domain = text.trim();
        else definition = text.trim();
        into = null;
      } else if (name === 'termSec' || name === 'tig' || name === 'ntig') words.push({ language, text: term, status });
      else if (name === 'conceptEntry' || name === 'termEntry') {
        const own = words.filter((word) => sameLanguage(word.language, locale) && word.text !== '');
        const kind = (wanted: string) => own.filter((word) => word.status.startsWith(wanted)).map((word) => word.text);
        const preferred = own.find((word) => !/^(?:admitted|deprecated|superseded)/.test(word.status))?.text ?? '';
        const english = words.find((word) => sameLanguage(word.language, 'en'))?.text ?? '';
        if (own.length > 0) {
          languages('en', locale, line);
          sink({
            slug,
            line,
            english,
            value: preferred,
            alternatives: kind('admitted'),
            forbidden: [...kind('deprecated'), ...kind('superseded')],
            about: { domain, partOfSpeech: part, definition, kept: false },
          });
        }
      }
    },
    text(given) {
      if (into) text += given;
    },
  };
}
