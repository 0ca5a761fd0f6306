import { formatMoney, money } from '#lib/core/money.ts';
import { parseFraction } from '#lib/royalties/index.ts';
import type { Choices } from './choices.ts';
import { formats } from './formats.ts';
import type { ContractLanguage } from './languages.ts';
import { filled, wordings } from './library.ts';
import type { ContractSubject, ContractWork, Names, Party } from './subject.ts';

function numberOf(text: string): number {
  const { n, d } = parseFraction(text);
  return Number(n) / Number(d);
}

/** A length of time as a contract writes it; Chinese counts days as 日 and months as 个月. */
function lasting(count: number, unit: 'day' | 'month' | 'year', language: ContractLanguage): string {
  if (language === 'zh-CN' && unit === 'day') return `${count}日`;
  return formats.lasting[unit](language).format(count);
}

function date(day: string, language: ContractLanguage): string {
  return formats.date(language).format(new Date(`${day}T00:00:00Z`));
}

/** The name as registered, with the Latin one beside it where the letters are others. */
export function partyName({ legalName, legalNameLatin }: Party): string {
  return legalNameLatin === '' || legalNameLatin === legalName ? legalName : `${legalName} (${legalNameLatin})`;
}

function listed(words: readonly string[], language: ContractLanguage): string {
  return formats.list(language).format(words);
}

function workName(work: ContractWork, language: ContractLanguage, names: Names): string {
  const { words } = wordings[language];
  const title = work.title[language] ?? Object.values(work.title)[0] ?? '';
  const plain = filled(words[work.creators.length > 0 ? 'work' : 'work_nobody'] ?? '', {
    title,
    kind: names.kind(work.kind),
    year: String(work.year),
    creators: listed(work.creators, language),
  });
  if (work.identifiers.length === 0) return plain;
  const identifiers = work.identifiers.map(({ scheme, value }) => `${names.identifier(scheme)} ${value}`).join(', ');
  return filled(words['identifiers'] ?? '', { work: plain, identifiers });
}

type Expression = { readonly include: readonly string[]; readonly except?: readonly string[] | undefined };

function written({ include, except = [] }: Expression, language: ContractLanguage, name: (code: string) => string) {
  const all = listed(include.map(name), language);
  if (except.length === 0) return all;
  return filled(wordings[language].words['except'] ?? '', { include: all, except: listed(except.map(name), language) });
}

function scopeValues({ terms }: ContractSubject, language: ContractLanguage, names: Names) {
  const { rights, territories, languages, term } = terms.scope;
  const { words } = wordings[language];
  const every = ['all', 'zxx'].every((code) => languages.include.includes(code)) && !languages.except?.length;
  const spoken = { ...languages, include: languages.include.filter((code) => code !== 'mis') };
  return {
    rights: written(rights, language, names.right),
    territories: written(territories, language, names.territory),
    languages: every ? (words['all_languages'] ?? '') : written(spoken, language, names.language),
    start: date(term.start, language),
    end: term.end === null ? (words['open_end'] ?? '') : date(term.end, language),
  };
}

function moneyValues({ money: terms }: ContractSubject, language: ContractLanguage) {
  const { words } = wordings[language];
  const amount = (minor: string) => formatMoney(money(BigInt(minor), terms.currency), language);
  const percent = (text: string) => formats.exactPercent(language).format(numberOf(text));
  const exact = (text: string) =>
    new Intl.NumberFormat(language, { style: 'currency', currency: terms.currency, maximumFractionDigits: 4 }).format(
      numberOf(text) / 100,
    );
  const rate = terms.base === 'unit' ? exact : percent;
  const end = (upTo: string) =>
    terms.tierBy === 'units'
      ? filled(words['pieces'] ?? '', { count: formats.count(language).format(BigInt(upTo)) })
      : amount(upTo);
  const tiers = terms.tiers.map((tier, at) =>
    tier.upTo === null
      ? filled(words['above'] ?? '', { end: end(terms.tiers[at - 1]?.upTo ?? '0'), rate: rate(tier.rate) })
      : filled(words['up_to'] ?? '', { end: end(tier.upTo), rate: rate(tier.rate) }),
  );
  const { reserve, guarantee, calendar, withholding } = terms;
  return {
    advance: amount(terms.advance.minor),
    guarantee: amount(guarantee?.minor ?? '0'),
    guaranteePeriods: String(guarantee?.everyPeriods ?? 0),
    rate: rate(terms.tiers[0]?.rate ?? '0'),
    tiers: tiers.join(';\n'),
    deductionCap: percent(terms.deductionCap),
    reserveRate: percent(reserve.rate),
    reservePeriods: String(reserve.periods),
    reserveCapClause:
      reserve.capMinor === null ? '' : filled(words['reserve_cap'] ?? '', { amount: amount(reserve.capMinor) }),
    every: words[calendar.every] ?? '',
    dueDays: lasting(calendar.dueDays, 'day', language),
    payDays: lasting(calendar.payDays, 'day', language),
    currency: `${formats.currencyName(language).of(terms.currency)} (${terms.currency})`,
    withholdingRate: percent(withholding.rate),
    instrument: withholding.instrument,
    interestRate: percent(terms.lateInterest),
  };
}

function portionWords({ money: { portions }, works }: ContractSubject, language: ContractLanguage): string[] {
  const { words } = wordings[language];
  return works.map(({ id, title }) =>
    filled(words['portion'] ?? '', {
      title: title[language] ?? Object.values(title)[0] ?? '',
      share: formats.exactPercent(language).format((portions?.[id] ?? 0) / 10_000),
    }),
  );
}

function choiceValues(choices: Choices, language: ContractLanguage, names: Names) {
  const days = (count: number) => lasting(count, 'day', language);
  const months = (count: number) => lasting(count, 'month', language);
  const years = (count: number) => lasting(count, 'year', language);
  const { words, laws } = wordings[language];
  return {
    deliveryDays: days(choices.deliveryDays),
    approvalDays: days(choices.approvalDays),
    cureDays: days(choices.cureDays),
    firstDays: days(choices.firstDays),
    auditDays: days(choices.auditDays),
    forceDays: days(choices.forceDays),
    sellOffMonths: months(choices.sellOffMonths),
    holdbackMonths: months(choices.holdbackMonths),
    capMonths: months(choices.capMonths),
    recordYears: years(choices.recordYears),
    confidentialityYears: years(choices.confidentialityYears),
    auditTolerance: formats.percent(language).format(choices.auditTolerance / 100),
    specimens: filled(words['pieces'] ?? '', { count: String(choices.specimens) }),
    arbitrators: String(choices.arbitrators),
    law: laws[choices.law] ?? choices.law,
    versions: listed(choices.languages.map(names.language), language),
    governing: names.language(choices.governing),
  };
}

/** Every value that a clause may name, as the language writes it. Numbers, days and amounts come from here and from nowhere else. */
export function valuesOf(
  subject: ContractSubject,
  choices: Choices,
  language: ContractLanguage,
  names: Names,
): Record<string, string> {
  const { words } = wordings[language];
  const { holder, licensee, owners, works } = subject;
  const shares = formats.percent(language);
  const number = ({ registrationNumber }: Party) => registrationNumber || (words['unregistered'] ?? '');
  const creators = [...new Set(works.flatMap((work) => work.creators))];
  return {
    holder: partyName(holder),
    holderNumber: number(holder),
    holderCountry: names.territory(holder.country),
    licensee: partyName(licensee),
    licenseeNumber: number(licensee),
    licenseeCountry: names.territory(licensee.country),
    ownersClause:
      owners.length === 0
        ? ''
        : `${filled(words['owners'] ?? '', { owners: listed(owners.map(partyName), language) })}\n`,
    work: listed(
      works.map((work) => workName(work, language, names)),
      language,
    ),
    credit: [...creators, holder.legalName].join(' / '),
    portions: listed(portionWords(subject, language), language),
    aiShare: listed([...new Set(works.map((work) => shares.format(work.aiShare / 100)))], language),
    ...scopeValues(subject, language, names),
    ...moneyValues(subject, language),
    ...choiceValues(choices, language, names),
  };
}
