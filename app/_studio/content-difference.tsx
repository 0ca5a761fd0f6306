import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { Picture } from '#app/_ui/picture.tsx';
import {
  attributeNamed,
  attributeWords,
  categories,
  type Difference,
  differences,
  type ListingContent,
  readAlt,
  readAttributes,
} from '#lib/catalogue/index.ts';
import { textChanges } from '#lib/core/merge-text.ts';
import type { Locale } from '#lib/languages/index.ts';
import { cropSchema, focalSchema, pictureName } from '#lib/media/index.ts';
import { isOfferWords, offerLabel, offerValue } from './offer-difference.ts';

interface Props {
  readonly before: ListingContent;
  readonly after: ListingContent;
  /** Language of the words that are compared. */
  readonly source: string;
  readonly locale: Locale;
}

/** What a change of a listing changes, field by field: words marked where they differ, pictures side by side. */
export async function ContentDifference({ before, after, source, locale }: Props) {
  const t = await getTranslations('life.difference');
  const all = differences(before, after);
  if (all.length === 0) return <p className="text-muted">{t('none')}</p>;
  const pictures = all.find(({ part, field }) => part === 'picture' && field === 'order');
  const texts = all
    .filter((each) => each !== pictures && each.part !== 'files')
    .map((each) => (each.field === 'samples' ? namedSamples(before, after, { source, locale }) : each));
  return (
    <dl className="grid gap-5">
      {pictures && <Pictures difference={pictures} />}
      {
        await Promise.all(
          texts.map(async (difference) => (
            <div key={`${difference.part} ${difference.about} ${difference.field}`} data-difference={difference.field}>
              <dt className="mb-1 text-muted text-small">{await label(difference, locale)}</dt>
              <dd>
                <Change difference={difference} source={source} locale={locale} />
              </dd>
            </div>
          )),
        )
      }
      {all.some(({ part }) => part === 'files') && (
        <div>
          <dt className="mb-1 text-muted text-small">{t('files')}</dt>
          <dd>{t('files_changed')}</dd>
        </div>
      )}
    </dl>
  );
}

/** Which samples there are, by what they are called to the reader. */
function namedSamples(
  before: ListingContent,
  after: ListingContent,
  { source, locale }: Pick<Props, 'source' | 'locale'>,
): Difference {
  const named = ({ samples }: ListingContent) =>
    samples.map(({ titles }) => readAlt(titles, source, locale)?.value ?? '—').join(' · ');
  return { part: 'sample', field: 'samples', about: '', before: named(before), after: named(after) };
}

/** What a difference is of: "Summary", "Title in Polish", "Price of small · blue". */
async function label({ part, field, about }: Difference, locale: Locale): Promise<string> {
  const t = await getTranslations('life.difference');
  if (part === 'offer') return offerLabel(field);
  const [, written, language = ''] = /^(alt|sampleTitle)\.(.+)$/.exec(field) ?? [];
  const name = written ?? field;
  const known = t.has(`field.${name}`) ? t(`field.${name}`) : name;
  if (part === 'attribute') return attributeLabel(field, locale);
  if (part === 'translation') return t('in_language', { field: known, language: languageName(about, locale) });
  if (written) return t('in_language', { field: known, language: languageName(language, locale) });
  if (part === 'option')
    return t('of_option', { field: t.has(`option.${field}`) ? t(`option.${field}`) : known, option: about || '—' });
  if (part === 'variant') return about === '' ? known : t('of_variant', { field: known, variant: about });
  return known;
}

async function attributeLabel(name: string, locale: Locale): Promise<string> {
  const attribute = attributeNamed(name);
  return attribute ? (await attributeWords(locale)).name(attribute) : name;
}

async function attributeText(name: string, text: string, locale: Locale): Promise<string> {
  const attribute = attributeNamed(name);
  const value = attribute && readAttributes({ [name]: text })[name];
  return attribute && value !== undefined ? (await attributeWords(locale)).value(attribute, value) : text;
}

/** Codes as the reader knows them. */
async function shown({ part, field }: Difference, value: string, locale: Locale): Promise<string> {
  const t = await getTranslations();
  if (value === '') return '';
  if (part === 'attribute') return attributeText(field, value, locale);
  if (field === 'focal') {
    const point = focalSchema.parse(JSON.parse(value));
    return t('life.difference.point', { x: point.x / 10, y: point.y / 10 });
  }
  if (part === 'offer') return offerValue(field, value, locale);
  if (field === 'category') return (await categories(locale)).find(({ slug }) => slug === value)?.name ?? value;
  if (field === 'originCountry') return countryName(value, locale);
  if (field === 'aiAssisted') return t(value === 'true' ? 'life.difference.yes' : 'life.difference.no');
  if (field === 'weightGrams' || (part === 'variant' && field === 'weight'))
    return new Intl.NumberFormat(locale, { style: 'unit', unit: 'gram' }).format(Number(value));
  if (field === 'materials')
    return value
      .split(', ')
      .map((each) => (t.has(`materials.${each}`) ? t(`materials.${each}`) : each))
      .join(', ');
  return value;
}

async function Change({ difference, source, locale }: { difference: Difference } & Pick<Props, 'source' | 'locale'>) {
  const { part, field, about } = difference;
  const before = await shown(difference, difference.before, locale);
  const after = await shown(difference, difference.after, locale);
  if (part === 'picture' && field === 'crop')
    return (
      <div className="flex items-center gap-4">
        <Thumb mediaId={partName(about, difference.before)} kind="gone" />
        <span aria-hidden="true">→</span>
        <Thumb mediaId={partName(about, difference.after)} kind="new" />
      </div>
    );
  if (part === 'variant' && field === 'picture')
    return (
      <div className="flex items-center gap-4">
        <Thumb mediaId={before} kind="gone" />
        <span aria-hidden="true">→</span>
        <Thumb mediaId={after} kind="new" />
      </div>
    );
  const [, ofMedia] = /^(?:alt|sampleTitle)\.(.+)$/.exec(field) ?? [];
  const words =
    part === 'words' || part === 'translation' || ofMedia !== undefined || (part === 'offer' && isOfferWords(field));
  const inLanguage = part === 'translation' ? about : (ofMedia ?? null);
  const lang = inLanguage ?? (words || part === 'option' || part === 'variant' ? source : locale);
  if (words) return <MarkedText before={before} after={after} lang={lang} />;
  return (
    <span lang={lang} className="flex flex-wrap gap-x-3">
      {before && <Gone>{before}</Gone>}
      {after && <New>{after}</New>}
    </span>
  );
}

/** A text as it became another, what went and what came marked in it. */
export function MarkedText({ before, after, lang }: { before: string; after: string; lang: string }) {
  let at = 0;
  return (
    <p className="whitespace-pre-line" lang={lang}>
      {textChanges(before, after).map(({ kind, text }) => {
        at += text.length;
        if (kind === 'same') return <span key={`${kind}${at}`}>{text}</span>;
        return kind === 'gone' ? <Gone key={`${kind}${at}`}>{text}</Gone> : <New key={`${kind}${at}`}>{text}</New>;
      })}
    </p>
  );
}

function Gone({ children }: { children: ReactNode }) {
  return <del className="bg-cinnabar/12 text-cinnabar decoration-1">{children}</del>;
}

function New({ children }: { children: ReactNode }) {
  return <ins className="bg-jade/12 text-jade decoration-1 underline-offset-4">{children}</ins>;
}

/** The name of the part of a picture that is shown: all of it where there is no crop. */
function partName(mediaId: string, crop: string): string {
  return pictureName(mediaId, crop === '' ? null : cropSchema.parse(JSON.parse(crop)));
}

function Thumb({ mediaId, kind }: { mediaId: string; kind: 'same' | 'gone' | 'new' }) {
  const edge = { same: 'border-line', gone: 'border-cinnabar', new: 'border-jade' }[kind];
  return (
    <span className={`block size-20 overflow-hidden rounded-md border-2 bg-silk ${edge}`}>
      {mediaId && <Picture mediaId={mediaId} alt="" sizes="80px" maxWidth={320} />}
    </span>
  );
}

async function Pictures({ difference: { before, after } }: { difference: Difference }) {
  const t = await getTranslations('life.difference');
  const [old, next] = [before, after].map((ids) => ids.split(',').filter(Boolean));
  const row = (ids: readonly string[], others: readonly string[], kind: 'gone' | 'new') => (
    <ul className="flex flex-wrap gap-2">
      {ids.map((id) => (
        <li key={id}>
          <Thumb mediaId={id} kind={others.includes(id) ? 'same' : kind} />
          {!others.includes(id) && <span className="sr-only">{t(kind)}</span>}
        </li>
      ))}
      {ids.length === 0 && <li className="text-muted">—</li>}
    </ul>
  );
  return (
    <div data-difference="pictures">
      <dt className="mb-1 text-muted text-small">{t('pictures')}</dt>
      <dd className="grid gap-4 sm:grid-cols-2">
        <div>
          <p className="mb-1 text-small">{t('before')}</p>
          {row(old ?? [], next ?? [], 'gone')}
        </div>
        <div>
          <p className="mb-1 text-small">{t('after')}</p>
          {row(next ?? [], old ?? [], 'new')}
        </div>
      </dd>
    </div>
  );
}
