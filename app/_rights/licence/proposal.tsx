import { getFormatter, getTranslations } from 'next-intl/server';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { agreeAction, declineProposalAction } from '#app/[locale]/(rights)/licences/life-actions.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { LicenceStory } from '#lib/licensing/index.ts';
import { termsSchema } from '#lib/rights/index.ts';
import { TermsDifference } from '../deals/difference.tsx';
import { titlesOfDeal } from '../deals/titles.ts';
import { TermsFacts } from '../terms-facts.tsx';
import { AskedList } from './asked.tsx';

/** What one side proposes, for the other to agree to or decline. */
export async function OpenProposal({ story, locale }: { story: LicenceStory; locale: Locale }) {
  const open = story.proposals.find(({ status }) => status === 'open');
  if (!open) return null;
  const t = await getTranslations('licensing');
  const format = await getFormatter();
  const { deal, number } = story.licence;
  const proposer = open.enterpriseId === deal.holderId ? deal.holder : deal.licensee;
  const day = format.dateTime(open.effectiveOn, { dateStyle: 'long', timeZone: 'UTC' });
  const kind = story.can.withdraw ? `own_${open.kind}` : open.kind;
  const mine = story.side === 'staff' ? null : story.side === 'holder' ? deal.holderId : deal.licenseeId;
  const own = story.asked.some(({ enterpriseId, agreedAt }) => enterpriseId === mine && agreedAt);
  const hidden = (
    <>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="proposalId" value={open.id} />
    </>
  );
  return (
    <section aria-labelledby="proposal" className="mt-8 border border-edge/60 bg-card p-[clamp(16px,3vw,32px)]">
      <h2 id="proposal" className="text-large">
        {t(`proposal.${kind}`, { other: nameFor(proposer, locale), day, version: open.version })}
      </h2>
      {open.refunds && <p className="mt-2">{t('proposal.refunds')}</p>}
      {open.note && <p className="mt-3 max-w-[62ch] whitespace-pre-line">{open.note}</p>}
      {open.kind === 'amendment' && (
        <div className="mt-5">
          <TermsDifference
            before={termsSchema.parse(open.termsBefore)}
            after={termsSchema.parse(open.terms)}
            titles={titlesOfDeal(deal, locale)}
            locale={locale}
          />
          <div className="mt-5">
            <TermsFacts terms={termsSchema.parse(open.terms)} locale={locale} />
          </div>
        </div>
      )}
      {story.asked.length > 2 && <AskedList asked={story.asked} locale={locale} />}
      {own && !story.can.answer && !story.can.withdraw && <p className="mt-4">{t('proposal.your_turn')}</p>}
      <div className="mt-6 flex flex-wrap items-start gap-4">
        {story.can.answer && (
          <Form action={agreeAction}>
            {hidden}
            <input type="hidden" name="hash" value={open.hash} />
            <Submit pending={t('proposal.agreeing')}>{t('proposal.agree')}</Submit>
          </Form>
        )}
        {(story.can.answer || story.can.withdraw) && (
          <Form action={declineProposalAction} className="grid gap-3">
            {hidden}
            {story.can.answer && <TextArea name="note" label={t('proposal.note')} rows={2} />}
            <Submit kind="quiet">{t(story.can.withdraw ? 'proposal.withdraw' : 'proposal.decline')}</Submit>
          </Form>
        )}
      </div>
    </section>
  );
}
