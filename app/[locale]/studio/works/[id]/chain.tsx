import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { type DeskWork, titleStepKinds } from '#lib/rights/index.ts';
import { addDocumentAction, addStepAction, removeStepAction } from '../actions.ts';
import { ChainSteps } from './chain-steps.tsx';
import { Section } from './section.tsx';

const papers = '.pdf,image/png,image/jpeg';

/** The chain of title, step by step, each with what proves it; and the form for the next step. */
export async function Chain({ work, open, add }: { work: DeskWork; open: boolean; add: boolean }) {
  const t = await getTranslations('works.chain');
  const format = await getFormatter();
  const last = work.titleSteps.at(-1);
  const size = format.number(limits.titleDocumentBytes / 2 ** 20);
  return (
    <Section id="chain" title={t('title')} lead={t('lead')}>
      {work.titleSteps.length === 0 && <p className="text-muted">{t(open ? 'none' : 'none_closed')}</p>}
      <ChainSteps work={work}>
        {(step) => (
          <div className="mt-2 flex flex-wrap gap-x-6">
            {add && step.documents.length < limits.titleDocuments && (
              <Form action={addDocumentAction} key={step.documents.length}>
                <FormDetails summary={t('add_document')}>
                  <input type="hidden" name="workId" value={work.id} />
                  <input type="hidden" name="stepId" value={step.id} />
                  <FileField
                    name="document"
                    label={t('document')}
                    accept={papers}
                    hint={t('document_hint', { megabytes: size })}
                  />
                  <div>
                    <Submit kind="quiet" pending={t('saving')}>
                      {t('upload')}
                    </Submit>
                  </div>
                </FormDetails>
              </Form>
            )}
            {open && step.id === last?.id && (
              <Form action={removeStepAction}>
                <input type="hidden" name="workId" value={work.id} />
                <input type="hidden" name="stepId" value={step.id} />
                <Submit kind="text">{t('remove')}</Submit>
              </Form>
            )}
          </div>
        )}
      </ChainSteps>
      {open && work.titleSteps.length < limits.titleSteps && (
        <Form
          action={addStepAction}
          key={work.titleSteps.length}
          className="mt-6 grid max-w-[760px] gap-5 border-line border-t pt-6"
        >
          <input type="hidden" name="workId" value={work.id} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Select
              name="kind"
              label={t('kind')}
              defaultValue={last ? 'assignment' : 'creation'}
              options={titleStepKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            />
            <TextInput name="day" type="date" label={t('day')} required />
            <TextInput
              name="from"
              label={t('from')}
              hint={t('from_hint')}
              defaultValue={last?.toParty ?? ''}
              suggestions={[...new Set(work.titleSteps.map(({ toParty }) => toParty))]}
            />
            <TextInput
              name="to"
              label={t('to')}
              hint={t('to_hint')}
              suggestions={[
                ...new Set([...work.creators, ...work.holdings.map(({ enterprise }) => enterprise.legalName)]),
              ]}
              required
            />
          </div>
          <TextInput name="note" label={t('note')} />
          <FileField
            name="document"
            label={t('document')}
            accept={papers}
            hint={t('document_hint', { megabytes: size })}
          />
          <div>
            <Submit kind="quiet" pending={t('saving')}>
              {t('add')}
            </Submit>
          </div>
        </Form>
      )}
    </Section>
  );
}
