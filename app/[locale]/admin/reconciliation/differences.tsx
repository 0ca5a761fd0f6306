import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isCurrency } from '#lib/core/currency.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { DifferenceLine } from '#lib/payments/index.ts';
import { resolveAction } from './actions.ts';

/** Differences as cards: what differs, on which object, both amounts, and how it ended or the form that settles it. */
export async function Differences({ lines, locale }: { lines: readonly DifferenceLine[]; locale: string }) {
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const amount = (minor: bigint | null, code: string) =>
    minor === null || !isCurrency(code) ? t('reconciliation.none') : formatMoney(money(minor, code), locale);
  return (
    <ul>
      {lines.map((line) => (
        <li
          key={line.id}
          className="grid gap-x-8 gap-y-3 border-line border-b py-5 text-small md:grid-cols-[1.6fr_1fr_1fr_1.4fr]"
        >
          <div>
            <p className="font-medium">
              {`${t(`reconciliation.object.${line.objectType}`)}: ${t(`reconciliation.kind.${line.kind}`)}`}
            </p>
            <p className="num mt-1 break-all font-mono text-muted">{line.objectId}</p>
            {line.orderNumber && (
              <p className="mt-1">
                <Link href={`/orders/${line.orderNumber}`} className="link num inline-flex min-h-6 items-center">
                  {line.orderNumber}
                </Link>
              </p>
            )}
          </div>
          <dl className="num">
            <dt className="text-muted">{t('reconciliation.table.stripe')}</dt>
            <dd>{amount(line.stripeMinor, line.currency)}</dd>
            <dt className="mt-2 text-muted">{t('reconciliation.table.ours')}</dt>
            <dd>{amount(line.oursMinor, line.currency)}</dd>
          </dl>
          <p className="num">
            <span className="block text-muted">{t('reconciliation.table.found')}</span>
            <time dateTime={line.foundAt.toISOString()}>
              {format.dateTime(line.foundAt, { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
          </p>
          {line.resolution && line.resolvedAt ? (
            <Settled line={line} />
          ) : (
            <Form action={resolveAction}>
              <input type="hidden" name="differenceId" value={line.id} />
              <FormDetails summary={t('reconciliation.explain')}>
                <TextArea
                  name="reason"
                  rows={3}
                  required
                  label={t('reconciliation.reason')}
                  hint={t('reconciliation.reason_hint')}
                />
                <Submit kind="quiet" pending={t('reconciliation.saving')}>
                  {t('reconciliation.save')}
                </Submit>
              </FormDetails>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

async function Settled({ line }: { line: DifferenceLine }) {
  const t = await getTranslations('admin');
  const format = await getFormatter();
  if (!line.resolution || !line.resolvedAt) return null;
  return (
    <div>
      <Status kind={line.resolution === 'by_hand' ? 'plain' : 'good'}>
        {t(`reconciliation.resolution.${line.resolution}`)}
      </Status>
      <p className="num mt-1 text-muted">
        {format.dateTime(line.resolvedAt, { dateStyle: 'medium', timeStyle: 'short' })}
        {line.resolvedByName && ` · ${t('reconciliation.by', { name: line.resolvedByName })}`}
      </p>
      {line.reason && <p className="mt-1">{line.reason}</p>}
    </div>
  );
}
