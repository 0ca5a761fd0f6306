import { getFormatter, getTranslations } from 'next-intl/server';
import { fileSize } from '#app/_i18n/file-size.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { Shelved, ShelvedFile } from '#lib/library/index.ts';
import { downloadLink, passState } from '#lib/ordering/index.ts';

/** Something bought: what it is, of whom, and how to have it. */
export async function ShelfItem({ line, locale }: { line: Shelved; locale: Locale }) {
  const t = await getTranslations('library');
  const format = await getFormatter();
  const { order, enterprise } = line.sellerOrder;
  const [newest, ...earlier] = line.files;
  return (
    <li className="grid grid-cols-[88px_1fr] gap-4 border-line border-b py-5">
      <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
        {line.pictureMediaId && <Picture mediaId={line.pictureMediaId} alt="" sizes="88px" maxWidth={320} />}
      </div>
      <div className="min-w-0">
        <p className="text-muted text-small">
          <MakerName of={enterprise} locale={locale} />
        </p>
        <h2 className="font-medium font-sans text-base tracking-normal">{line.titleForBuyer}</h2>
        {line.variantForBuyer && <p className="text-muted text-small">{line.variantForBuyer}</p>}
        {newest && <FileRow file={newest} />}
        {earlier.length > 0 && (
          <details className="mt-2 text-small">
            <summary className="link inline-flex min-h-11 items-center">
              {t('earlier', { count: earlier.length })}
            </summary>
            {earlier.map((file) => (
              <FileRow key={file.grantId} file={file} />
            ))}
          </details>
        )}
        {line.pass && <Film line={line} />}
        {line.tickets.length > 0 && (
          <Link href={`/orders/${order.number}/tickets`} className={buttonStyle('quiet', 'mt-3')}>
            {t('tickets', { count: line.tickets.length })}
          </Link>
        )}
        <p className="mt-2 flex flex-wrap items-center gap-x-4 text-small">
          <Link href={`/orders/${order.number}`} className="link inline-flex min-h-11 items-center">
            {t('order', { date: format.dateTime(order.paidAt ?? order.placedAt, { dateStyle: 'medium' }) })}
          </Link>
          {line.licence && (
            <a
              href={`/api/library/${line.id}/licence`}
              className="link inline-flex min-h-11 items-center"
              lang={locale}
              download
            >
              {t('licence.link')}
            </a>
          )}
        </p>
      </div>
    </li>
  );
}

/** One version of a file, how large it is and how often it was fetched. */
async function FileRow({ file }: { file: ShelvedFile }) {
  const t = await getTranslations('library');
  const left = limits.downloads - file.count;
  const size = fileSize(file.bytes, await readerLocale());
  return (
    <div className="mt-3">
      {left > 0 ? (
        <a
          href={downloadLink(file.grantId)}
          className={buttonStyle('quiet')}
          aria-label={t('download', { name: file.fileName })}
          rel="nofollow"
          download
        >
          {t('fetch')}
        </a>
      ) : (
        <p className="text-small">{t('used_up', { limit: limits.downloads })}</p>
      )}
      <p className="num mt-1.5 text-muted text-small">
        <span className="block text-ink">{file.fileName}</span>
        {size} · {t('version', { number: file.version })} · {t('count', { count: file.count, limit: limits.downloads })}
        {file.updated && (
          <>
            {' '}
            <Status kind="good">{t('updated')}</Status>
          </>
        )}
      </p>
    </div>
  );
}

/** A film: the way to watch it while it may be watched. */
async function Film({ line: { pass } }: { line: Shelved }) {
  const t = await getTranslations('kinds');
  const format = await getFormatter();
  if (!pass) return null;
  const state = passState(pass, now());
  const until = 'until' in state ? format.dateTime(state.until, { dateStyle: 'medium', timeStyle: 'short' }) : '';
  return (
    <>
      {state.is !== 'over' && (
        <Link href={`/watch/${pass.listing.slug}?pass=${pass.id}`} className={buttonStyle('quiet', 'mt-3')}>
          {t('watch.open')}
        </Link>
      )}
      {state.is !== 'owned' && <p className="mt-1 text-muted text-small">{t(`watch.state.${state.is}`, { until })}</p>}
    </>
  );
}
