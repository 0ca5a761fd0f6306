import type { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { hashToken } from '#lib/core/ids.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { transaction } from '#lib/db/index.ts';
import { placeVariants } from './combinations.ts';
import type { ListingContent } from './content.ts';
import { editable } from './edit.ts';
import { isCounted } from './kinds/kind.ts';
import type { OptionDraft, saveOptionsSchema } from './option-form.ts';
import { editListing, requireFresh, workingContent } from './save-edit.ts';

/**
 * Saves what buyers choose a listing by and makes its variants the combinations: who stays a combination keeps everything, who was
 * ordered and is none any more is archived, who was not is deleted. Options are words: of an approved listing they wait for staff.
 * Throws `catalogue.edited_meanwhile`, `catalogue.in_review`, `catalogue.variant_reserved`.
 */
export async function saveOptions(actor: Actor, input: z.output<typeof saveOptionsSchema>): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    const working = await workingContent(tx, listing.id);
    // Words that somebody saved meanwhile are none of this form's.
    if (input.seen !== optionsMark(working)) requireFresh(listing, input.version);
    return editListing(tx, actor, listing, (working) => withOptionsOf(working, input.options, listing.kind));
  });
}

/** A mark of the options a form was made of: the same while nobody has changed them. */
export function optionsMark({ options }: ListingContent): string {
  return hashToken(JSON.stringify(options)).slice(0, 32);
}

/** The content with these options: those it had go on under their ids, as do the variants that are still combinations. */
function withOptionsOf(content: ListingContent, drafts: readonly OptionDraft[], kind: Listing['kind']): ListingContent {
  const options = drafts.map((draft) => {
    const known = content.options.find(({ id }) => id === draft.id);
    return {
      id: known?.id ?? crypto.randomUUID(),
      name: draft.name,
      values: draft.values.map(({ id, name }) => {
        const old = known?.values.find((value) => value.id === id);
        return { id: old?.id ?? crypto.randomUUID(), name };
      }),
    };
  });
  const ids = (all: ListingContent['options']) =>
    all.map((option) => ({ id: option.id, values: option.values.map(({ id }) => id) }));
  const optionOf = new Map(
    [...ids(content.options), ...ids(options)].flatMap(({ id, values }) => values.map((value) => [value, id] as const)),
  );
  const { placed } = placeVariants(content.variants, ids(options), optionOf);
  const [model] = content.variants;
  return {
    ...content,
    options,
    variants: placed.map(({ variantId, valueIds }) => {
      const known = content.variants.find(({ id }) => id === variantId);
      return {
        ...(known ?? {
          id: crypto.randomUUID(),
          sku: null,
          priceMinor: model?.priceMinor ?? '0',
          weightGrams: model?.weightGrams ?? null,
          pictureId: null,
          prices: [],
          openingStock: isCounted(kind) ? 0 : null,
        }),
        valueIds: [...valueIds],
      };
    }),
  };
}
