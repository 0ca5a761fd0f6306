import type { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { applyContent } from './apply-content.ts';
import type { ListingContent } from './content.ts';
import { beginDrafts } from './drafts.ts';
import { editable } from './edit.ts';
import { isCounted } from './kinds/kind.ts';
import { renewedOffer } from './kinds/offer.ts';
import { workingContent } from './save-edit.ts';
import type { listingSchema } from './submit.ts';

/** The same content under ids of its own. */
export function renewed(content: ListingContent): ListingContent {
  const fresh = new Map<string, string>();
  const renew = (old: string) => {
    const id = fresh.get(old) ?? crypto.randomUUID();
    fresh.set(old, id);
    return id;
  };
  return {
    ...content,
    options: content.options.map((option) => ({
      ...option,
      id: renew(option.id),
      values: option.values.map((value) => ({ ...value, id: renew(value.id) })),
    })),
    variants: content.variants.map((variant) => ({
      ...variant,
      id: renew(variant.id),
      sku: null,
      valueIds: variant.valueIds.map(renew),
      openingStock: null,
    })),
    offer: renewedOffer(content.offer, renew),
  };
}

/**
 * Begins a draft that says all that a listing says, as it is worked on now, in every language: everything but its stock, its SKUs and its key in
 * the enterprise's own files. Pictures and files are shared.
 */
export async function duplicateListing(actor: Actor, input: z.output<typeof listingSchema>): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    const content = renewed(await workingContent(tx, listing.id));
    const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
    const { kind, shippingProfileId, workId, licenceId } = listing;
    const [id = ''] = await beginDrafts(tx, actor, { id: listing.enterpriseId, sourceLocale }, [
      {
        words: content.words,
        category: await tx.category.findUniqueOrThrow({ where: { slug: content.categorySlug } }),
        attributes: content.attributes,
        currency: content.currency,
        originCountry: content.originCountry,
        hsCode: content.hsCode,
        weightGrams: content.weightGrams,
        materials: content.materials,
        aiAssisted: content.aiAssisted,
        importKey: null,
        kind,
        translations: {},
        options: [],
        variants: [{ sku: null, name: '', priceMinor: 0n, stockOnHand: isCounted(kind) ? 0 : null, weightGrams: null }],
      },
    ]);
    const copy = await tx.listing.update({ where: { id }, data: { shippingProfileId, workId, licenceId } });
    await applyContent(tx, actor, copy, content);
    await copyTranslations(tx, actor, listing.textId, copy.textId);
    return { id };
  });
}

async function copyTranslations(tx: Tx, actor: Actor, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    insert into translation (text_id, locale, fields, state, origin, engine, source_revision, author_id)
    select ${to}::uuid, t.locale, t.fields, t.state, t.origin, t.engine, w.revision, ${actorId(actor)}::uuid
    from translation t join texts f on f.id = t.text_id join texts w on w.id = ${to}::uuid
    where t.text_id = ${from}::uuid and t.state <> 'source' and t.source_revision = f.revision
    on conflict (text_id, locale) do nothing`;
}
