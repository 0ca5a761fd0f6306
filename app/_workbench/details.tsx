import { useTranslations } from 'next-intl';
import { detailWords } from './detail-words.ts';

/** The words, placeholders and figures that a check names, each list at most so long. */
export function Details({ details, most = Number.POSITIVE_INFINITY }: { details: unknown; most?: number }) {
  const t = useTranslations('workbench');
  const named = details instanceof Object ? Object.entries(details) : [];
  return named.map(([name, value]) => {
    const word = detailWords[name];
    const whole = Array.isArray(value) ? value.join(', ') : String(value);
    const list = whole.length > most ? `${whole.slice(0, most)}…` : whole;
    return word && list !== '' ? (
      <p key={name} className="text-muted text-small [overflow-wrap:anywhere]">
        {t(`detail.${word}`, { list })}
      </p>
    ) : null;
  });
}
