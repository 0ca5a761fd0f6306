import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { fieldText, type Locale, writtenAs } from '#lib/languages/index.ts';
import { workOf } from '#lib/rights/index.ts';

/** What the forms of the kinds call each field of an offer. */
const labels = {
  milestones: 'service.milestones',
  revisions: 'service.revisions',
  questions: 'service.questions',
  venue: 'ticket.venue',
  address: 'ticket.address',
  country: 'ticket.country',
  timeZone: 'ticket.time_zone',
  startsAt: 'ticket.starts',
  endsAt: 'ticket.ends',
  doorsAt: 'ticket.doors',
  terms: 'ticket.terms',
  work: 'licence.work',
  rights: 'licence.rights',
  territories: 'licence.territories',
  exclusivity: 'licence.exclusivity',
  years: 'licence.years',
  minutes: 'stream.minutes',
  countries: 'stream.territories',
  trailer: 'stream.trailer',
} as const;

type OfferField = keyof typeof labels;
const isOfferField = (field: string): field is OfferField => Object.hasOwn(labels, field);

/** What of an offer differs, as its form calls it. */
export async function offerLabel(field: string): Promise<string> {
  const t = await getTranslations('kinds.editor');
  return isOfferField(field) ? t(labels[field]) : field;
}

/** The fields whose words are in the language of the listing. */
export function isOfferWords(field: string): boolean {
  return ['milestones', 'questions', 'venue', 'address', 'terms'].includes(field);
}

/** A value of an offer as the reader knows it: names for codes, times as the clocks at the venue show them. */
export async function offerValue(field: string, value: string, locale: Locale): Promise<string> {
  const names = await rightsNames(locale);
  const rights = await getTranslations('rights');
  const each = (name: (code: string) => string) => names.list(value.split(', ').map(name));
  switch (field) {
    case 'country':
      return countryName(value, locale);
    case 'countries':
    case 'territories':
      return each(names.territory);
    case 'rights':
      return each(names.right);
    case 'exclusivity':
      return rights.has(`exclusivity.${value}`) ? rights(`exclusivity.${value}`) : value;
    case 'startsAt':
    case 'endsAt':
    case 'doorsAt':
      return new Intl.DateTimeFormat(writtenAs(locale), {
        dateStyle: 'full',
        timeStyle: 'short',
        timeZone: 'UTC',
      }).format(new Date(`${value.replace(' ', 'T')}:00Z`));
    case 'work': {
      const work = await workOf(value);
      return work ? fieldText(work.text, 'title', locale) : '';
    }
    case 'trailer':
      return (await getTranslations('life.difference'))('files_changed');
    default:
      return value;
  }
}
