import { getTranslations } from 'next-intl/server';
import { askingLocale } from '#app/_i18n/reader.ts';
import { keepListingUpload, likeOwnPicture } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { type Upload, uploadBytes } from '#lib/media/index.ts';
import { uploadFailure } from '../../../upload.ts';
import { answerUpload, respond } from '../../answer.ts';

/** All bytes have arrived: they are looked at, and the file is given to its listing or refused. The same answer however often it is asked. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerUpload(request, async (actor) => {
    const upload = await keepListingUpload(actor, id);
    const locale = askingLocale(request);
    if (upload.state === 'kept')
      return respond({ ok: true, message: '', ...(await alreadyHere(actor, upload, locale)) }, 200);
    const known = { size: uploadBytes[upload.purpose] };
    const message = await uploadFailure(upload.problem ?? '', locale, known);
    return respond({ ok: false, message: message ?? '', note: '', link: '' }, 422);
  });
}

/** Tells the enterprise that it shows nearly this picture already, and where. */
async function alreadyHere(actor: Actor, upload: Upload, locale: string) {
  const nothing = { note: '', link: '' };
  if (upload.purpose !== 'picture') return nothing;
  const like = await likeOwnPicture(actor, upload);
  if (!like) return nothing;
  const t = await getTranslations({ locale, namespace: 'media.upload' });
  return like.listingId === upload.listingId
    ? { note: t('like_here'), link: '' }
    : { note: t('like_own', { title: like.title }), link: `/${locale}/studio/listings/${like.listingId}#pictures` };
}
