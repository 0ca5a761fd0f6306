import type { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { placeVariants } from './combinations.ts';
import { editable } from './edit.ts';
import { isCounted } from './kinds/kind.ts';
import { offered, withOptions } from './names.ts';
import type { OptionDraft, saveOptionsSchema } from './option-form.ts';
import { requireFresh, saveEdit } from './save-edit.ts';
import { createText, rewriteText } from './write-text.ts';

/**
 * Saves what buyers choose a listing by and makes its variants the combinations: who stays a combination keeps everything, who was
 * ordered and is none any more is archived, who was not is deleted. Options are words: changing them takes a public listing off
 * until it is approved again. Throws `catalogue.edited_meanwhile`, `catalogue.in_review`, `catalogue.variant_reserved`.
 */
export async function saveOptions(actor: Actor, input: z.output<typeof saveOptionsSchema>): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    requireFresh(listing, input.version);
    const before = await tx.listingOption.findMany({ where: { listingId: listing.id }, ...withOptions });
    const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
    const write: Writing = { tx, actor, sourceLocale, before: offered(before) };
    const options: { id: string; values: string[] }[] = [];
    let changed = write.before.length !== input.options.length;
    for (const [position, draft] of input.options.entries()) {
      const written = await writeOption(write, listing.id, draft, position);
      options.push(written);
      changed ||= written.changed;
    }
    await retire(
      write,
      options.flatMap((option) => [option.id, ...option.values]),
    );
    await arrange(tx, listing, options, before);
    return saveEdit(tx, listing, { looks: changed, currency: false, prices: [] }, {});
  });
}

interface Writing {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly sourceLocale: string;
  readonly before: readonly {
    readonly id: string;
    readonly textId: string;
    readonly position: number;
    readonly values: readonly { readonly id: string; readonly textId: string; readonly position: number }[];
  }[];
}

/** Writes an option and its values, new or anew, and says whether that changed anything buyers read. */
async function writeOption(
  { tx, actor, sourceLocale, before }: Writing,
  listingId: string,
  draft: OptionDraft,
  position: number,
): Promise<{ id: string; values: string[]; changed: boolean }> {
  const known = before.find((option) => option.id === draft.id);
  let changed = !known || known.values.length !== draft.values.length;
  if (known) changed = (await rewriteText(tx, actor, known.textId, { name: draft.name })) || changed;
  const option = known
    ? await tx.listingOption.update({ where: { id: known.id }, data: { position } })
    : await tx.listingOption.create({
        data: { listingId, position, textId: await createText(tx, actor, sourceLocale, { name: draft.name }) },
      });
  const values: string[] = [];
  for (const [at, { id, name }] of draft.values.entries()) {
    const old = known?.values.find((value) => value.id === id);
    if (old) {
      changed = (await rewriteText(tx, actor, old.textId, { name })) || changed;
      await tx.optionValue.update({ where: { id: old.id }, data: { position: at } });
      values.push(old.id);
    } else {
      const textId = await createText(tx, actor, sourceLocale, { name });
      const made = await tx.optionValue.create({ data: { optionId: option.id, position: at, textId } });
      values.push(made.id);
      changed = true;
    }
  }
  return { id: option.id, values, changed };
}

/** Takes off what is not kept. The words stay: variants that were sold are still called by them. */
async function retire({ tx, before }: Writing, kept: readonly string[]): Promise<void> {
  const gone = (id: string) => !kept.includes(id);
  const archivedAt = new Date();
  await tx.listingOption.updateMany({
    where: { id: { in: before.map((option) => option.id).filter(gone) } },
    data: { archivedAt },
  });
  const values = before.flatMap((option) => option.values.map((value) => value.id));
  await tx.optionValue.updateMany({ where: { id: { in: values.filter(gone) } }, data: { archivedAt } });
}

/** Makes the variants the combinations of the options. */
async function arrange(
  tx: Tx,
  listing: Listing,
  options: readonly { id: string; values: readonly string[] }[],
  before: readonly { id: string; values: readonly { id: string }[] }[],
): Promise<void> {
  const variants = await tx.variant.findMany({
    where: { listingId: listing.id, archivedAt: null },
    orderBy: { position: 'asc' },
  });
  const optionOf = new Map(
    [
      ...before.map((option) => ({ id: option.id, values: option.values.map((value) => value.id) })),
      ...options,
    ].flatMap((option) => option.values.map((value) => [value, option.id] as const)),
  );
  const { placed, gone } = placeVariants(variants, options, optionOf);
  for (const id of gone) await removeVariant(tx, id);
  const [model] = variants;
  // Out of each other's way first: no two may be the same combination on the way.
  const going = placed.filter((slot) => slot.variantId !== null);
  for (const { variantId } of going)
    if (variantId) await tx.variant.update({ where: { id: variantId }, data: { valueIds: [variantId] } });
  for (const [position, { variantId, valueIds }] of placed.entries()) {
    const place = { position, valueIds: [...valueIds] };
    if (variantId) await tx.variant.update({ where: { id: variantId }, data: place });
    else
      await tx.variant.create({
        data: {
          ...place,
          listingId: listing.id,
          priceMinor: model?.priceMinor ?? listing.priceMinor,
          approvedPriceMinor: model?.approvedPriceMinor ?? null,
          weightGrams: model?.weightGrams ?? null,
          stockOnHand: isCounted(listing.kind) ? 0 : null,
        },
      });
  }
}

/** Takes a variant off: archived where it was ordered, deleted where nobody ever did. */
async function removeVariant(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`select id from variant where id = ${id}::uuid for update`;
  const variant = await tx.variant.findUniqueOrThrow({ where: { id } });
  if (variant.stockReserved > 0)
    throw new DomainError('catalogue.variant_reserved', { reserved: variant.stockReserved });
  const [ordered] = await tx.$queryRaw<{ any: boolean }[]>`
    select exists (select 1 from order_line where variant_id = ${id}::uuid)
      or exists (select 1 from stock_reservation where variant_id = ${id}::uuid) as any`;
  if (ordered?.any) await tx.variant.update({ where: { id }, data: { archivedAt: new Date() } });
  else await tx.variant.delete({ where: { id } });
}
