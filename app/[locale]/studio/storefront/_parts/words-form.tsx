import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { nameFor, policyFields } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { BesideSource } from '../../_parts/beside-source.tsx';
import { wordsAction } from '../actions.ts';
import { type Place, PlaceFields, sourceBeside } from './place.tsx';

/** The words of the storefront in one language, with the original beside them where that is another. */
export async function WordsForm({ place, reader }: { place: Place; reader: Locale }) {
  const t = await getTranslations('storefront');
  const { content, enterprise, version } = place.draft;
  const own = content.words[place.language] ?? {};
  const original = content.words[enterprise.sourceLocale] ?? {};
  const source = sourceBeside(place);
  const { [place.language]: _own, ...otherNames } = content.names ?? {};
  const withoutName = { ...enterprise, names: otherNames };
  const field = (name: string) => ({
    name,
    label: t(`field.${name}`),
    defaultValue: own[name] ?? '',
    lang: place.language,
  });
  return (
    <Form action={wordsAction} key={`${place.language} ${version}`} className="grid gap-8">
      <PlaceFields place={place} versioned />
      <p className="text-muted text-small">{t('words_hint', { language: languageName(place.language, reader) })}</p>
      {source && (
        <BesideSource source={source} text={enterprise.displayName}>
          <TextInput
            {...field('name')}
            defaultValue={content.names?.[place.language] ?? ''}
            hint={t('hint.name', { name: nameFor(withoutName, place.language) })}
          />
        </BesideSource>
      )}
      <BesideSource source={source} text={original['tagline'] ?? ''}>
        <TextInput {...field('tagline')} hint={t('hint.tagline')} />
      </BesideSource>
      <BesideSource source={source} text={original['city'] ?? ''}>
        <TextInput {...field('city')} />
      </BesideSource>
      <BesideSource source={source} text={original['story'] ?? ''}>
        <TextArea {...field('story')} rows={12} hint={t('hint.story', { limit: limits.description })} />
      </BesideSource>
      <fieldset id="policies" className="grid scroll-mt-6 gap-8">
        <legend className="mb-4 font-serif text-large">{t('part.policies')}</legend>
        {policyFields.map((policy) => (
          <BesideSource key={policy} source={source} text={original[policy] ?? ''}>
            <div>
              <TextArea {...field(policy)} rows={5} grows hint={t(`hint.${policy}`)} />
              {!own[policy] && (
                <Submit kind="text" name="template" value={policy} className="px-0! text-small">
                  {t('use_template')} <span className="sr-only">{t(`field.${policy}`)}</span>
                </Submit>
              )}
            </div>
          </BesideSource>
        ))}
      </fieldset>
      <Submit kind="quiet" className="justify-self-start" pending={t('saving')}>
        {t('save_draft')}
      </Submit>
    </Form>
  );
}
