import { z } from 'zod';
import { sampleSchema, savePictureSchema } from '#lib/catalogue/index.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer, optionalText } from '#lib/core/validation.ts';
import { type Crop, cropSchema, type Focal } from '#lib/media/index.ts';

export const pictureOfListingSchema = z.object({ listingId: id, mediaId: id });

/** Fields named `<prefix>.<key>` as one record. */
function fieldsOf(form: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> {
  const start = `${prefix}.`;
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      name.startsWith(start) ? [[name.slice(start.length), value]] : [],
    ),
  );
}

const form = z.record(z.string(), z.unknown());

/** The board of pictures: words by picture, and a button that says `save`, or what to do with which picture. */
export const boardSchema = form
  .transform((fields) => {
    const [change = 'save', mediaId = ''] = String(fields['change'] ?? 'save').split(' ');
    return { listingId: fields['listingId'], alt: fieldsOf(fields, 'alt'), change, mediaId };
  })
  .pipe(
    z
      .object({
        listingId: z.unknown().pipe(id),
        alt: z.record(z.string(), z.unknown()).pipe(z.record(id, optionalText(limits.alt))),
        change: z.string().pipe(z.enum(['save', 'earlier', 'later', 'remove'])),
        mediaId: z.string(),
      })
      .refine(({ change, mediaId }) => change === 'save' || uuidPattern.test(mediaId), { error: 'invalid' }),
  );

/** One sample: its titles are named by their locales. */
export const sampleFormSchema = form
  .transform((fields) => ({ ...fields, titles: fieldsOf(fields, 'titles') }))
  .pipe(sampleSchema);

const thousandths = integer(0, 1000);

/** One picture: a point and a part are kept where their boxes are ticked; edges come as thousandths from the left and the top. */
const frameFields = z.object({
  keepFocal: z.literal('on').optional(),
  focalX: thousandths,
  focalY: thousandths,
  keepCrop: z.literal('on').optional(),
  left: thousandths,
  top: thousandths,
  right: thousandths,
  bottom: thousandths,
});

function cropOf({ left, top, right, bottom }: z.output<typeof frameFields>): Crop {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function focalOf({ focalX, focalY }: z.output<typeof frameFields>): Focal {
  return { x: focalX, y: focalY };
}

const cropFits = (fields: z.output<typeof frameFields>) =>
  fields.keepCrop === undefined || cropSchema.safeParse(cropOf(fields)).success;

export const pictureFormSchema = form
  .transform((fields) => ({ ...fields, alt: fieldsOf(fields, 'alt') }))
  .pipe(
    frameFields
      .extend({
        listingId: id,
        mediaId: id,
        alt: savePictureSchema.shape.alt,
      })
      .refine(cropFits, { path: ['keepCrop'], error: 'crop_too_small' }),
  )
  .transform((fields) => ({
    listingId: fields.listingId,
    mediaId: fields.mediaId,
    alt: fields.alt,
    focal: fields.keepFocal ? focalOf(fields) : null,
    crop: fields.keepCrop ? cropOf(fields) : null,
  }));
