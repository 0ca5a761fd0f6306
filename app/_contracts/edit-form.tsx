import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type Choices, contractLanguages, forums, laws, slots, sublicensings, wordings } from '#lib/contracts/index.ts';
import { redraftAction } from './actions.ts';
import { ClauseOrder, type OrderedClause } from './clause-order.tsx';

const numbers = [
  'deliveryDays',
  'approvalDays',
  'cureDays',
  'firstDays',
  'sellOffMonths',
  'holdbackMonths',
  'auditDays',
  'auditTolerance',
  'recordYears',
  'capMonths',
  'confidentialityYears',
  'forceDays',
  'specimens',
] as const;

interface Props {
  readonly number: string;
  readonly version: number;
  readonly enterpriseId: string;
  readonly choices: Choices;
  readonly clauses: readonly OrderedClause[];
  /** Optional slots that the facts would fill. */
  readonly optional: readonly { readonly slot: string; readonly id: string }[];
  readonly locale: string;
}

/** Everything the parties settle beside the terms. Sending it makes a new draft. */
export async function EditForm({ number, version, enterpriseId, choices, clauses, optional, locale }: Props) {
  const t = await getTranslations('contracts');
  const wording = wordings[contractLanguages.find((each) => each === locale) ?? 'en'];
  const spoken = contractLanguages.map((value) => ({ value, label: languageName(value, locale) }));
  const fixed = new Set(slots.filter((slot) => slot.fixed).map((slot) => slot.slot));
  const legend = 'mb-2 font-medium text-small';
  return (
    <Form action={redraftAction} className="mt-5 grid gap-8">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="base" value={version} />
      <input type="hidden" name="enterpriseId" value={enterpriseId} />
      <p className="max-w-[66ch] text-muted text-small">{t('edit.text')}</p>
      <fieldset>
        <legend className={legend}>{t('edit.languages')}</legend>
        <div className="flex flex-wrap gap-x-8 gap-y-1">
          {spoken.map(({ value, label }) => (
            <Checkbox
              key={value}
              name="language[]"
              value={value}
              label={label}
              defaultChecked={choices.languages.some((each) => each === value)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <Select name="governing" label={t('edit.governing')} options={spoken} defaultValue={choices.governing} />
        <Select
          name="law"
          label={t('edit.law')}
          options={laws.map((value) => ({ value, label: wording.laws[value] ?? value }))}
          defaultValue={choices.law}
        />
        <Select
          name="forum"
          label={t('edit.forum')}
          options={forums.map((value) => ({ value, label: t(`forum.${value}`) }))}
          defaultValue={choices.forum}
        />
        <Select
          name="arbitrators"
          label={t('edit.arbitrators')}
          options={['1', '3'].map((value) => ({ value, label: value }))}
          defaultValue={String(choices.arbitrators)}
        />
        <Select
          name="sublicensing"
          label={t('edit.sublicensing')}
          options={sublicensings.map((value) => ({ value, label: t(`sublicensing.${value}`) }))}
          defaultValue={choices.sublicensing}
        />
        <Select
          name="silence"
          label={t('edit.silence')}
          options={(['refused', 'approved'] as const).map((value) => ({ value, label: t(`silence.${value}`) }))}
          defaultValue={choices.silence}
        />
      </div>
      <fieldset>
        <legend className={legend}>{t('edit.optional')}</legend>
        {/* What the facts do not fill now stays as it is chosen. */}
        {slots
          .filter((slot) => slot.optional && !optional.some((each) => each.slot === slot.slot))
          .filter((slot) => !choices.without.includes(slot.slot))
          .map((slot) => (
            <input key={slot.slot} type="hidden" name="include[]" value={slot.slot} />
          ))}
        <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {optional.map(({ slot, id }) => (
            <Checkbox
              key={slot}
              name="include[]"
              value={slot}
              label={wording.clauses[id]?.title ?? slot}
              defaultChecked={!choices.without.includes(slot)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className={legend}>{t('edit.numbers')}</legend>
        <div className="grid items-end gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {numbers.map((name) => (
            <TextInput
              key={name}
              name={name}
              label={t(`number.${name}`)}
              defaultValue={String(choices[name])}
              inputMode="numeric"
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className={legend}>{t('edit.order')}</legend>
        <p className="mb-3 text-muted text-small">{t('edit.order_hint')}</p>
        <ClauseOrder
          clauses={clauses.filter(({ slot }) => !fixed.has(slot))}
          words={{
            earlier: t('edit.earlier', { clause: '{clause}' }),
            later: t('edit.later', { clause: '{clause}' }),
          }}
        />
      </fieldset>
      <fieldset className="grid gap-5">
        <legend className={legend}>{t('edit.special')}</legend>
        <p className="text-muted text-small">{t('edit.special_hint')}</p>
        {contractLanguages.map((language) => (
          <TextArea
            key={language}
            name={`special.${language}`}
            label={t('edit.special_in', { language: languageName(language, locale) })}
            lang={language}
            rows={3}
            defaultValue={choices.special[language] ?? ''}
          />
        ))}
      </fieldset>
      <Submit pending={t('edit.sending')}>{t('edit.send')}</Submit>
    </Form>
  );
}
