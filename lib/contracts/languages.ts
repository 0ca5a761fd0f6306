/** Languages that the clause library is complete in. A contract stands in two or three of them, side by side. */
export const contractLanguages = ['zh-CN', 'en', 'bg', 'pl'] as const;
export type ContractLanguage = (typeof contractLanguages)[number];

/** Words in each language of a contract. */
export type InLanguages = Readonly<Partial<Record<ContractLanguage, string>>>;

export function isContractLanguage(tag: string): tag is ContractLanguage {
  return contractLanguages.some((language) => language === tag);
}

/**
 * The languages a contract begins with: the holder's, the licensee's where the library has it, and English as the bridge; at least two.
 */
export function firstLanguages(holder: string, licensee: string): ContractLanguage[] {
  const own = [holder, licensee].filter(isContractLanguage);
  const found = [...new Set<ContractLanguage>([...own, 'en'])];
  return found.length > 1 ? found : [...found, 'zh-CN'];
}

/** What a language is called in itself. */
export function ownName(language: ContractLanguage): string {
  const bare = new Intl.Locale(language).language;
  return new Intl.DisplayNames([language], { type: 'language' }).of(bare) ?? language;
}
