/** What an ask offers to tick: groups of uses with what is in them, groups of countries, countries and languages of the trade. */
export const askRights = [
  ['merchandising', ['apparel', 'textiles', 'accessories', 'stationery', 'toys', 'home', 'food']],
  ['publishing', ['print', 'ebook', 'audiobook']],
  ['screen', ['cinema', 'broadcast', 'svod', 'avod', 'tvod']],
  ['adaptation', ['film', 'series', 'game', 'comic']],
  ['music', ['sync', 'mechanical', 'performance']],
  [null, ['stage', 'exhibition', 'software', 'interactive', 'ai_training']],
] as const;

export const askGroups = ['greater_china', 'cee', 'visegrad', 'baltics', 'western_balkans', 'eu', 'world'] as const;

/** Greater China first, then Central and Eastern Europe. */
export const askCountries = [
  'CN',
  'HK',
  'MO',
  'TW',
  'PL',
  'CZ',
  'SK',
  'HU',
  'BG',
  'RO',
  'HR',
  'SI',
  'RS',
  'GR',
  'EE',
  'LV',
  'LT',
  'AL',
  'BA',
  'ME',
  'MK',
] as const;

export const askLanguages = [
  'zxx',
  'zh-Hans',
  'zh-Hant',
  'en',
  'bg',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'hr',
  'sl',
  'sr-Cyrl',
  'sr-Latn',
  'el',
  'et',
  'lv',
  'lt',
  'sq',
  'bs',
  'mk',
] as const;
