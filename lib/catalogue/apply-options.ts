import type { Actor } from '#lib/core/actor.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import type { ListingContent } from './content.ts';
import { createText, rewriteText } from './write-text.ts';

/**
 * Makes a listing's options and their values those of the content. What is not in it is taken off and its words stay: variants that
 * were sold are still called by them; what comes back is itself again.
 */
export async function applyOptions(tx: Tx, actor: Actor, listing: Listing, content: ListingContent): Promise<void> {
  const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
  const known = await tx.listingOption.findMany({ where: { listingId: listing.id }, include: { values: true } });
  for (const [position, { id, name, values }] of content.options.entries()) {
    const option = known.find((each) => each.id === id);
    if (option) {
      await rewriteText(tx, actor, option.textId, { name });
      await tx.listingOption.update({ where: { id }, data: { position, archivedAt: null } });
    } else {
      const textId = await createText(tx, actor, sourceLocale, { name });
      await tx.listingOption.create({ data: { id, listingId: listing.id, position, textId } });
    }
    for (const [at, value] of values.entries()) {
      const old = option?.values.find((each) => each.id === value.id);
      if (old) {
        await rewriteText(tx, actor, old.textId, { name: value.name });
        await tx.optionValue.update({ where: { id: value.id }, data: { position: at, archivedAt: null } });
      } else {
        const textId = await createText(tx, actor, sourceLocale, { name: value.name });
        await tx.optionValue.create({ data: { id: value.id, optionId: id, position: at, textId } });
      }
    }
  }
  await retire(tx, listing.id, content);
}

async function retire(tx: Tx, listingId: string, { options }: ListingContent): Promise<void> {
  const archivedAt = new Date();
  await tx.listingOption.updateMany({
    where: { listingId, archivedAt: null, id: { notIn: options.map(({ id }) => id) } },
    data: { archivedAt },
  });
  const kept = options.flatMap(({ values }) => values.map(({ id }) => id));
  await tx.optionValue.updateMany({
    where: { option: { listingId }, archivedAt: null, id: { notIn: kept } },
    data: { archivedAt },
  });
}
