import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { ContractText } from '#app/_contracts/contract-text.tsx';
import { EditForm } from '#app/_contracts/edit-form.tsx';
import { Redline } from '#app/_contracts/redline.tsx';
import { SignBox } from '#app/_contracts/sign-box.tsx';
import { Chain, Signatures } from '#app/_contracts/signatures.tsx';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { dealTone } from '#app/_rights/deal-tone.ts';
import { EndForm } from '#app/_rights/deals/steps.tsx';
import { RoyaltyTermsFacts } from '#app/_rights/royalty-terms-facts.tsx';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import {
  chainOfDeal,
  choicesSchema,
  contractTextSchema,
  draftFile,
  optionalOf,
  readContract,
  termsOfDraft,
  type WholeContract,
} from '#lib/contracts/index.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { confirmWays } from '#lib/identity/index.ts';
import { fieldText } from '#lib/languages/index.ts';
import { isOpen } from '#lib/rights/index.ts';
import { royaltyTermsOf } from '#lib/royalties/index.ts';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<{ draft?: string; compare?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('contracts');
  return { title: t('title', { number: (await params).number }), robots: { index: false } };
}

async function findContract(number: string) {
  const actor = await currentActor();
  try {
    return { actor, ...(await readContract(actor, number)) };
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

/** Whether it is signed, waits for that, or came to nothing. */
async function State({ contract: { status, kind, deal } }: { contract: WholeContract }) {
  const t = await getTranslations('contracts');
  const rights = await getTranslations('rights');
  if (status === 'drafting' && !isOpen(deal))
    return <Status kind={dealTone(deal.status)}>{rights(`deal_status.${deal.status}`)}</Status>;
  if (status === 'signed') return <Status kind="good">{t('status.signed')}</Status>;
  return <Status kind="waiting">{t(kind === 'outside' ? 'confirm.status' : 'status.drafting')}</Status>;
}

/** A contract as its parties read, change and sign it, and as a holder reads it to whom its licence has passed. */
export default async function ContractPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const asked = await searchParams;
  const { actor, contract, enterpriseId, isParty } = await findContract(number);
  const t = await getTranslations('contracts');
  const errors = await getTranslations('errors.contracts');
  const format = await getFormatter();
  const newest = contract.drafts.at(-1);
  const shown = contract.drafts.find((draft) => String(draft.version) === asked.draft) ?? newest;
  if (!newest || !shown) notFound();
  const before =
    contract.drafts.find((draft) => String(draft.version) === asked.compare && draft.version < shown.version) ??
    contract.drafts.findLast((draft) => draft.version < shown.version);
  const text = contractTextSchema.parse(shown.text);
  const talks = contract.status === 'drafting' && isOpen(contract.deal);
  const open = talks && shown.id === newest.id;
  const own = contract.parties.find((party) => party.enterpriseId === enterpriseId)?.enterprise;
  const side = [contract.deal.holderId, contract.deal.licenseeId].find((each) => each === enterpriseId);
  const signed = contract.signatures.some((each) => each.draftId === newest.id && each.enterpriseId === enterpriseId);
  const signs = open && !signed && may(actor, 'contract.sign', { enterpriseId });
  const work = contract.deal.works[0]?.work;
  const path = `/contracts/${number}`;
  const drawn = contract.kind === 'drawn';
  const terms = drawn ? null : await termsOfDraft(newest.id);
  const reads = text.languages.find((each) => each === locale) ?? text.governing;
  return (
    <div className="mx-auto w-full max-w-[1240px]">
      <PageHead
        title={t('title', { number })}
        whole={number}
        lead={t('lead', {
          work: work ? fieldText(work.text, 'title', locale) : '',
          holder: nameFor(contract.deal.holder, locale),
          licensee: nameFor(contract.deal.licensee, locale),
        })}
      >
        <State contract={contract} />
      </PageHead>
      {contract.licence && (
        <Notice kind="good">
          {t('licence', { number: contract.licence.number })}{' '}
          <Link href={`/licences/${contract.licence.number}`} className="link">
            {t('to_licence')}
          </Link>
        </Notice>
      )}
      {!drawn && <Notice>{t('outside')}</Notice>}
      {contract.status === 'drafting' && !talks && <Notice>{errors('talks_ended')}</Notice>}
      {talks && !open && (
        <Notice>
          {t('old')}{' '}
          <Link href={path} className="link">
            {t('to_newest')}
          </Link>
        </Notice>
      )}
      <nav className="mt-6 flex flex-wrap gap-2.5">
        {signs && own && (
          <a href="#sign" className={buttonStyle()}>
            {t(drawn ? 'sign.title' : 'confirm.title', { version: newest.version })}
          </a>
        )}
        {contract.status === 'signed' && drawn && (
          <a href={`/api/contracts/${number}/signed.pdf`} className={buttonStyle()}>
            {t('sealed')}
          </a>
        )}
        <a href={`/api/contracts/${number}/draft-${shown.version}.pdf`} className={buttonStyle('quiet')}>
          {t(drawn ? 'pdf' : 'register.file')}
        </a>
        {isParty && (
          <Link href={`/deals/${contract.deal.number}`} className={buttonStyle('quiet')}>
            {t('deal')}
          </Link>
        )}
      </nav>
      <Signatures contract={contract} locale={locale} />
      {drawn && (
        <>
          <div className="mt-10 mb-4 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
            <h2 className="break-keep text-large">
              {t('draft_of', {
                version: shown.version,
                date: format
                  .dateTime(shown.createdAt, { dateStyle: 'medium', timeStyle: 'short' })
                  .replaceAll(' ', '\u00a0'),
              })}{' '}
              {shown.enterprise && (
                <span className="text-muted text-small">{t('by', { name: nameFor(shown.enterprise, locale) })}</span>
              )}
            </h2>
            <p className="text-muted text-small">
              {t('governing', { language: languageName(text.governing, locale) })}
            </p>
          </div>
          <ContractText text={text} />
        </>
      )}
      {terms && (
        <div className="mt-8 grid max-w-[720px] gap-4">
          <TermsFacts terms={terms} locale={locale} withMoney={false} />
          <RoyaltyTermsFacts terms={royaltyTermsOf(terms)} locale={locale} />
        </div>
      )}
      {drawn && before && (
        <Redline
          from={{ version: before.version, text: contractTextSchema.parse(before.text) }}
          to={{ version: shown.version, text }}
          language={reads}
          locale={locale}
          earlier={contract.drafts
            .filter((draft) => draft.version < shown.version && draft.id !== before.id)
            .map((draft) => draft.version)}
          path={path}
        />
      )}
      {signs && own && (
        <SignBox
          number={number}
          draft={{ id: newest.id, version: newest.version, sha256: (await draftFile(newest.id)).sha256 }}
          enterprise={{ id: own.id, name: nameFor(own, locale) }}
          ways={await confirmWays(actor)}
          outside={!drawn}
        />
      )}
      {open && signed && <p className="mt-8 text-jade">{t(drawn ? 'sign.done' : 'confirm.done')}</p>}
      {open && !drawn && side && may(actor, 'offer.make', { enterpriseId: side }) && (
        <div className="mt-6 max-w-[460px]">
          <EndForm deal={contract.deal} side={side} own={newest.enterpriseId === side} locale={locale} />
        </div>
      )}
      {open && !signed && !signs && own && (
        <p className="mt-8 text-muted">{t('sign.no_power', { enterprise: nameFor(own, locale) })}</p>
      )}
      {open && drawn && may(actor, 'contract.edit', { enterpriseId }) && (
        <details className="mt-8 border-line border-t pt-4">
          <summary className={buttonStyle('quiet')}>{t('edit.title')}</summary>
          <EditForm
            number={number}
            version={newest.version}
            enterpriseId={enterpriseId}
            choices={choicesSchema.parse(newest.choices)}
            clauses={text.clauses.map(({ slot, title }) => ({ slot, title: title[reads] ?? slot }))}
            optional={await optionalOf(newest.id)}
            locale={locale}
          />
        </details>
      )}
      {isParty && <Chain chain={await chainOfDeal(contract.dealId)} />}
    </div>
  );
}
