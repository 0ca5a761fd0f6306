import type { Words } from './format.ts';

/** What the only option of a listing is called, whose variants have one name each. */
export const variantWord: Words = {
  en: 'Variant',
  'zh-CN': '款式',
  bg: 'Вариант',
  mk: 'Варијанта',
  'sr-Cyrl': 'Варијанта',
  'sr-Latn': 'Varijanta',
  bs: 'Varijanta',
  hr: 'Varijanta',
  sl: 'Različica',
  cs: 'Varianta',
  sk: 'Variant',
  pl: 'Wariant',
  hu: 'Változat',
  ro: 'Variantă',
  sq: 'Varianti',
  el: 'Παραλλαγή',
  et: 'Variant',
  lv: 'Variants',
  lt: 'Variantas',
};
