import { getTranslations } from 'next-intl/server';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import type { PersonContent } from '#lib/enterprises/index.ts';
import { BesideSource } from '../../_parts/beside-source.tsx';
import { personAction } from '../actions.ts';
import { Arrange } from './arrange.tsx';
import { type Place, PlaceFields, sourceBeside } from './place.tsx';
import { Slot } from './slot.tsx';

async function PersonForm({ place, person }: { place: Place; person: PersonContent | null }) {
  const t = await getTranslations('storefront');
  const own = person?.words[place.language] ?? {};
  const original = person?.words[place.draft.enterprise.sourceLocale] ?? {};
  const source = person ? sourceBeside(place) : null;
  const fields = (
    <>
      <TextInput name="name" label={t('person.name')} defaultValue={person?.name} required />
      <BesideSource source={source} text={original['role'] ?? ''}>
        <TextInput
          name="role"
          label={t('person.role')}
          hint={t('person.role_hint')}
          defaultValue={own['role']}
          lang={place.language}
        />
      </BesideSource>
      <BesideSource source={source} text={original['about'] ?? ''}>
        <TextArea name="about" rows={3} label={t('person.about')} defaultValue={own['about']} lang={place.language} />
      </BesideSource>
      <Submit kind="quiet" className="justify-self-start" pending={t('saving')}>
        {t(person ? 'save_draft' : 'person.add')}
      </Submit>
    </>
  );
  return (
    <Form action={personAction} className="grid gap-5">
      <PlaceFields place={place} versioned />
      {person && <input type="hidden" name="personId" value={person.id} />}
      {person ? fields : <FormDetails summary={t('person.new')}>{fields}</FormDetails>}
    </Form>
  );
}

/** The people that the storefront shows. */
export async function People({ place, locale }: { place: Place; locale: string }) {
  const t = await getTranslations('storefront');
  const { people } = place.draft.content;
  return (
    <section id="people" aria-labelledby="people-title" className="scroll-mt-6">
      <h2 id="people-title" className="text-title">
        {t('part.people')}
      </h2>
      <p className="mt-1 mb-4 max-w-[64ch] text-muted text-small">{t('people_hint')}</p>
      <ul className="border-line border-t">
        {people.map((person, at) => (
          <li key={person.id} className="border-line border-b py-3">
            <details>
              <summary className="flex min-h-11 items-center gap-3">
                {person.name}
                <span className="text-muted text-small" lang={place.language}>
                  {person.words[place.language]?.['role']}
                </span>
              </summary>
              <div className="grid gap-x-10 gap-y-6 pt-4 pb-5 md:grid-cols-[1fr_240px]">
                <PersonForm place={place} person={person} />
                <Slot
                  place={place}
                  slot={`person:${person.id}`}
                  label={t('slot.portrait', { name: person.name })}
                  mediaId={person.mediaId}
                  locale={locale}
                />
              </div>
            </details>
            <Arrange place={place} part="people" entry={person.id} name={person.name} at={at} of={people.length} />
          </li>
        ))}
      </ul>
      {people.length < limits.storefrontPeople && <PersonForm place={place} person={null} />}
    </section>
  );
}
