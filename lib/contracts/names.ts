import { translator } from '#lib/languages/index.ts';
import type { NamesBy } from './draw.ts';
import { type ContractLanguage, contractLanguages } from './languages.ts';
import type { Names } from './subject.ts';

/** As the place is called in writing for readers in China, where Intl has the bare name. */
const inChinese: Readonly<Record<string, string>> = { TW: '中国台湾' };

async function namesIn(language: ContractLanguage): Promise<Names> {
  const t = await translator(language, 'rights');
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  const own = (key: string, code: string) => (t.has(key) ? t(key) : code);
  return {
    right: (code) => own(`right.${code}`, code),
    territory: (code) =>
      !/^[A-Z]{2}$/.test(code)
        ? own(`territory.${code}`, code)
        : language === 'zh-CN' && inChinese[code] !== undefined
          ? inChinese[code]
          : (countries.of(code) ?? code),
    language: (code) => languages.of(code) ?? code,
    kind: (code) => own(`kind.${code}`, code),
    identifier: (scheme) => own(`identifier.${scheme}`, scheme.toUpperCase()),
  };
}

/** What rights, places and kinds are called in every language of contracts. */
export async function contractNames(): Promise<NamesBy> {
  const [zh, en, bg, pl] = await Promise.all(contractLanguages.map(namesIn));
  if (!zh || !en || !bg || !pl) throw new Error('a language of contracts has no names');
  return { 'zh-CN': zh, en, bg, pl };
}
