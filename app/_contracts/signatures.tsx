import { getFormatter, getTranslations } from 'next-intl/server';
import { Notice, Status } from '#app/_ui/layout.tsx';
import { type ChainEntry, chainHolds, type WholeContract } from '#lib/contracts/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';

/** Who has signed the newest draft, and who has not. */
export async function Signatures({ contract, locale }: { contract: WholeContract; locale: Locale }) {
  const t = await getTranslations('contracts');
  const format = await getFormatter();
  const draft = contract.drafts.at(-1);
  const outside = contract.kind === 'outside';
  const of = (enterpriseId: string) =>
    contract.signatures.find((each) => each.draftId === draft?.id && each.enterpriseId === enterpriseId);
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-large">{t(outside ? 'confirm.parties' : 'parties.title')}</h2>
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {contract.parties.map((party) => {
          const signature = of(party.enterpriseId);
          return (
            <li key={party.enterpriseId} className="border-line border-t py-3">
              <p>
                {nameFor(party.enterprise, locale)}{' '}
                <span className="text-muted text-small">· {t(`parties.${party.side}`)}</span>
              </p>
              <Status kind={signature ? 'good' : 'waiting'}>
                {signature
                  ? t(outside ? 'confirm.confirmed' : 'parties.signed', {
                      name: signature.signedName,
                      date: format.dateTime(signature.signedAt, { dateStyle: 'medium', timeStyle: 'short' }),
                    })
                  : t(outside ? 'confirm.waiting' : 'parties.waiting')}
              </Status>
              {signature && (
                <p className="text-muted text-small">
                  {t(signature.secondFactor ? `proof_and_factor.${signature.proof}` : `proof.${signature.proof}`)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The deal's chain, each entry with the beginning of its hash, and whether it holds. */
export async function Chain({ chain }: { chain: readonly ChainEntry[] }) {
  const t = await getTranslations('contracts');
  const format = await getFormatter();
  const whole = chainHolds(chain);
  return (
    <section className="mt-10">
      <h2 className="text-large">{t('chain.title')}</h2>
      <p className="mt-1 mb-3 max-w-[62ch] text-muted text-small">{t('chain.lead')}</p>
      <ol>
        {chain.map((entry) => (
          <li
            key={entry.position}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-t py-2 text-small"
          >
            <span>
              {t(`chain.${entry.kind}`)}{' '}
              <span className="text-muted">
                · {format.dateTime(entry.at, { dateStyle: 'medium', timeStyle: 'medium' })}
              </span>
            </span>
            <code className="num text-muted" title={entry.hash}>
              {entry.hash.slice(0, 16)}
            </code>
          </li>
        ))}
      </ol>
      {whole ? <Status kind="good">{t('chain.holds')}</Status> : <Notice kind="bad">{t('chain.broken')}</Notice>}
    </section>
  );
}
