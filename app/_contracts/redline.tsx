import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { type ContractLanguage, type ContractText, redline } from '#lib/contracts/index.ts';

const tones = { new: 'text-jade', gone: 'text-cinnabar', changed: 'text-amber', moved: 'text-muted' } as const;

export interface Compared {
  readonly version: number;
  readonly text: ContractText;
}

/** What became of the text from one draft to another, word by word. */
export async function Redline({
  from,
  to,
  language,
  locale,
  earlier,
  path,
}: {
  from: Compared;
  to: Compared;
  language: ContractLanguage;
  locale: string;
  /** Drafts to compare with instead. */
  earlier: readonly number[];
  path: string;
}) {
  const t = await getTranslations('contracts');
  const changes = redline(from.text, to.text, language);
  return (
    <section id="changes" className="mt-10 scroll-mt-24">
      <h2 className="text-large">{t('changes.title', { from: from.version, to: to.version })}</h2>
      <p className="mt-1 mb-4 text-muted text-small">
        {t('changes.read_in', { language: languageName(language, locale) })}
        {earlier.length > 0 && (
          <>
            {' · '}
            {t('changes.choose')}{' '}
            {earlier.map((version) => (
              <Link key={version} href={`${path}?draft=${to.version}&compare=${version}#changes`} className="link mr-3">
                {t('draft', { version })}
              </Link>
            ))}
          </>
        )}
      </p>
      {changes.length === 0 && <p className="text-muted">{t('changes.none')}</p>}
      <ul className="grid gap-4">
        {changes.map((change) => (
          <li key={`${change.kind} ${change.slot}`} className="border-line border-l-3 pl-4" data-change={change.kind}>
            <p className="font-medium text-small">
              <span className="num">{`${change.number}.`}</span> <span lang={language}>{change.title}</span>{' '}
              <span className={`font-normal ${tones[change.kind]}`}>{`· ${t(`changes.${change.kind}`)}`}</span>
            </p>
            <p className="mt-1 max-w-[80ch] whitespace-pre-line text-small" lang={language}>
              {change.words.map((part, at) => {
                // A stretch has nothing of its own to be known by but its place.
                const key = `${at} ${part.kind}`;
                if (part.kind === 'new')
                  return (
                    <ins key={key} className="bg-jade/15 text-ink decoration-jade">
                      {part.text}
                    </ins>
                  );
                if (part.kind === 'gone')
                  return (
                    <del key={key} className="bg-cinnabar/10 text-muted decoration-cinnabar">
                      {part.text}
                    </del>
                  );
                return <span key={key}>{part.text}</span>;
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
