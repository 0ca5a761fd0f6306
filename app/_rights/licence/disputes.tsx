import { getFormatter, getTranslations } from 'next-intl/server';
import { EvidenceFields } from '#app/_orders/evidence-fields.tsx';
import { EvidenceFiles } from '#app/_orders/evidence-files.tsx';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { dueEvidenceAction } from '#app/[locale]/(rights)/licences/money-actions.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { DueDispute, LicenceStory } from '#lib/licensing/index.ts';

/** What banks ask, or have asked, about a licence's payments, and a place for the holder's word. */
export function LicenceDisputes({ story, locale }: { story: LicenceStory; locale: string }) {
  return story.disputes.map((each) => <OneDispute key={each.dispute.id} {...each} story={story} locale={locale} />);
}

async function OneDispute({ due, dispute, story, locale }: DueDispute & { story: LicenceStory; locale: string }) {
  const t = await getTranslations('licensing');
  const words = await getTranslations('after.dispute');
  const format = await getFormatter();
  const open = !dispute.closedAt;
  const state = open ? 'title' : dispute.status === 'lost' ? 'lost' : 'won';
  const amount = formatMoney(money(dispute.amountMinor, dispute.currency), locale);
  const title = t(`dispute.${state}`, { what: t(`due_kind.${due.kind}`) });
  const [given] = dispute.evidence;
  const speaks = open && story.can.speak && !dispute.submittedAt;
  return (
    <section aria-label={title} className="mt-8">
      <Notice kind={open ? 'bad' : state === 'won' ? 'good' : 'info'}>
        <h2 className="text-large">{title}</h2>
        {open && (
          <p className="mt-1">
            {words(`reason.${words.has(`reason.${dispute.reason}`) ? dispute.reason : 'general'}`)}{' '}
            {t('dispute.held', { amount })}
          </p>
        )}
        {speaks && dispute.dueBy && (
          <p className="mt-1 font-medium">
            {words('due', { date: format.dateTime(dispute.dueBy, { dateStyle: 'long', timeStyle: 'short' }) })}
          </p>
        )}
        {open && dispute.submittedAt && <p className="mt-1">{words('submitted')}</p>}
      </Notice>
      {story.can.speak && given && !speaks && <p className="mt-3 whitespace-pre-line text-small">{given.words}</p>}
      {story.can.speak && given && given.files.length > 0 && <EvidenceFiles files={given.files} />}
      {speaks && (
        <Form action={dueEvidenceAction} className="mt-4 grid max-w-[720px] gap-4">
          <input type="hidden" name="number" value={story.licence.number} />
          <input type="hidden" name="disputeId" value={dispute.id} />
          <TextArea
            name="words"
            rows={6}
            required
            label={words('words')}
            hint={t('dispute.words_hint')}
            defaultValue={given?.words}
          />
          <EvidenceFields />
          <Submit className="justify-self-start" pending={words('sending')}>
            {words('send')}
          </Submit>
        </Form>
      )}
    </section>
  );
}
