import { baseMessages, type MessageTree } from '#lib/languages/index.ts';
import type { NamesBy } from './draw.ts';
import { type ContractLanguage, contractLanguages } from './languages.ts';
import type { Names } from './subject.ts';

/** As the place is called in writing for readers in China, where Intl has the bare name. */
const inChinese: Readonly<Record<string, string>> = { TW: '中国台湾' };

type Words = MessageTree[string] | undefined;

function wordIn(words: Words, kind: string, code: string): string | undefined {
  const ofKind = typeof words === 'object' ? words[kind] : undefined;
  const word = typeof ofKind === 'object' ? ofKind[code] : undefined;
  return typeof word === 'string' ? word : undefined;
}

async function namesIn(language: ContractLanguage): Promise<Names> {
  const words = (await baseMessages(language))['rights'];
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  const own = (kind: string, code: string) => wordIn(words, kind, code) ?? code;
  return {
    right: (code) => own('right', code),
    territory: (code) =>
      !/^[A-Z]{2}$/.test(code)
        ? own('territory', code)
        : language === 'zh-CN' && inChinese[code] !== undefined
          ? inChinese[code]
          : (countries.of(code) ?? code),
    // Chinese is Chinese, and not "Chinese (China)".
    language: (code) => languages.of(code === 'zh-CN' ? 'zh' : code) ?? code,
    kind: (code) => own('kind', code),
    identifier: (scheme) => wordIn(words, 'identifier', scheme) ?? scheme.toUpperCase(),
  };
}

async function read(): Promise<NamesBy> {
  const [zh, en, bg, pl] = await Promise.all(contractLanguages.map(namesIn));
  if (!zh || !en || !bg || !pl) throw new Error('a language of contracts has no names');
  return { 'zh-CN': zh, en, bg, pl };
}

let known: Promise<NamesBy> | undefined;

/**
 * What rights, places and kinds are called in every language of contracts: as the product is delivered, whatever was edited since, and read
 * from files alone, because a draft is drawn inside a transaction that must not wait for a second connection.
 */
export function contractNames(): Promise<NamesBy> {
  known ??= read();
  return known;
}
