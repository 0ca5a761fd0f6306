import { getTranslations } from 'next-intl/server';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { clearSlotAction } from '../actions.ts';
import { type Place, PlaceFields } from './place.tsx';

const pictures = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff';

/** A place for one picture: what hangs there, a form to hang another (a plain one, without script), and one to take it away. */
export async function Slot({
  place,
  slot,
  label,
  mediaId,
  takesPdf = false,
  isDocument = false,
  locale,
  className = 'aspect-square w-32',
}: {
  place: Place;
  slot: string;
  label: string;
  mediaId: string | null;
  takesPdf?: boolean;
  /** What hangs there is a PDF. */
  isDocument?: boolean;
  locale: string;
  className?: string;
}) {
  const t = await getTranslations('storefront.slot');
  const megabyte = 2 ** 20;
  const name = `slot-${slot.replace(':', '-')}`;
  const { enterprise } = place.draft;
  return (
    <div className="grid content-start gap-3">
      <div className={`${className} overflow-hidden rounded-md border border-line bg-silk`}>
        {mediaId && !isDocument && <Picture mediaId={mediaId} alt="" sizes="480px" maxWidth={800} />}
        {mediaId && isDocument && (
          <span className="flex h-full items-center justify-center text-muted text-small">{t('document')}</span>
        )}
      </div>
      <form
        action={`/api/studio/storefront?locale=${locale}&enterprise=${enterprise.slug}&language=${place.language}`}
        method="post"
        encType="multipart/form-data"
        className="grid gap-2"
      >
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <input type="hidden" name="slot" value={slot} />
        <label htmlFor={name} className="font-medium text-small">
          {label}
        </label>
        <input
          id={name}
          type="file"
          name="file"
          accept={takesPdf ? `${pictures},application/pdf` : pictures}
          required
          aria-describedby={`${name}-hint`}
          className="min-h-11 w-full min-w-0 py-2 text-small file:mr-3 file:rounded-md file:border-0 file:bg-silk file:px-4 file:py-2 file:text-ink"
        />
        <p id={`${name}-hint`} className="text-muted text-small">
          {t(takesPdf ? 'limits_pdf' : 'limits', {
            megabytes: (takesPdf ? limits.certificateBytes : limits.pictureBytes) / megabyte,
          })}
        </p>
        <button type="submit" className={buttonStyle('quiet', 'mt-2 justify-self-start')}>
          {t(mediaId ? 'replace' : 'send')} <span className="sr-only">{label}</span>
        </button>
      </form>
      {mediaId && (
        <Form action={clearSlotAction}>
          <PlaceFields place={place} />
          <input type="hidden" name="slot" value={slot} />
          <Submit kind="text" className="px-0! text-small">
            {t('clear')} <span className="sr-only">{label}</span>
          </Submit>
        </Form>
      )}
    </div>
  );
}
