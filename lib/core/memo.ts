const longest = 64;

/** A pure function of a word that is asked for the same words again and again: its answers for short ones are kept, so many of
 * them, then it begins anew. */
export function memo<T>(answer: (word: string) => T, most = 20_000): (word: string) => T {
  const kept = new Map<string, T>();
  return (word) => {
    if (word.length > longest) return answer(word);
    const known = kept.get(word);
    if (known !== undefined) return known;
    if (kept.size >= most) kept.clear();
    const made = answer(word);
    kept.set(word, made);
    return made;
  };
}

/** The same of a word in a language. */
export function memoByLanguage<T, L extends string>(
  answer: (word: string, language: L) => T,
): (word: string, language: L) => T {
  const byLanguage = new Map<L, (word: string) => T>();
  return (word, language) => {
    const known = byLanguage.get(language);
    if (known !== undefined) return known(word);
    const made = memo((each) => answer(each, language));
    byLanguage.set(language, made);
    return made(word);
  };
}
