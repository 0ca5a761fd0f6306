import { likenessOf } from '#lib/media/likeness.ts';
import { melody } from './downloads.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData } from './format.ts';
import { stableId } from './ids.ts';
import { addMedia, type Files } from './media.ts';
import { blueAndWhite, type Pot, potModel, troyanDrops } from './models.ts';
import type { Rows } from './rows.ts';

/** Pots that can be turned about, and what their potters call that; one without a title is told as what it is. */
const pots: readonly { readonly slug: string; readonly pot: Pot; readonly titles: Readonly<Record<string, string>> }[] =
  [
    { slug: 'jdz-blue-white-vase', pot: blueAndWhite, titles: {} },
    {
      slug: 'troyan-stomna-troyanka',
      pot: troyanDrops,
      titles: {
        bg: 'Стомна от всички страни',
        en: 'The jug from all sides',
        'zh-CN': '全方位看陶壶',
        pl: 'Dzban ze wszystkich stron',
      },
    },
  ];

/** A picture that somebody took from a neighbour's listing: its number among the pictures of the listing it was taken from. */
const copied = [
  { from: 'keramika-troyan', listing: 'troyan-kupa-kiselo-mlyako', by: 'olari-horezu', into: 'horezu-farfurie-cocos' },
];

/** Passages of the albums to listen to, pots to turn about, and a copied picture for a moderator to find. */
export async function addListingMedia(
  rows: Rows,
  files: Files,
  enterprises: readonly EnterpriseData[],
  today: Date,
): Promise<void> {
  for (const enterprise of enterprises) {
    for (const { slug } of enterprise.listings.filter((listing) => listing.download === 'album')) {
      const mediaId = addMedia(rows, files, {
        key: `sample ${slug}`,
        enterpriseId: enterpriseId(enterprise.slug),
        kind: 'audio',
        contentType: 'audio/wav',
        fileName: `${slug}.wav`,
        storageKey: `samples/${slug}.wav`,
        seconds: 12,
        bytes: () => melody(`passage ${slug}`),
        createdAt: today,
      });
      rows.add('listing_sample', { listing_id: stableId('listing', slug), media_id: mediaId, position: 0, titles: {} });
    }
  }
  addPots(rows, files, enterprises, today);
  for (const { listing, by, into } of copied) await addCopy(rows, files, { listing, by, into }, today);
}

function addPots(rows: Rows, files: Files, enterprises: readonly EnterpriseData[], today: Date): void {
  for (const { slug, pot, titles } of pots) {
    const maker = enterprises.find(({ listings }) => listings.some((listing) => listing.slug === slug));
    if (!maker) continue;
    const mediaId = addMedia(rows, files, {
      key: `model ${slug}`,
      enterpriseId: enterpriseId(maker.slug),
      kind: 'model',
      contentType: 'model/gltf-binary',
      fileName: `${slug}.glb`,
      storageKey: `samples/${slug}.glb`,
      bytes: () => potModel(pot),
      createdAt: today,
    });
    rows.add('listing_sample', { listing_id: stableId('listing', slug), media_id: mediaId, position: 0, titles });
  }
}

async function addCopy(
  rows: Rows,
  files: Files,
  { listing, by, into }: { listing: string; by: string; into: string },
  today: Date,
): Promise<void> {
  const hung = rows.of('listing_picture').find((row) => row['listing_id'] === stableId('listing', listing));
  const media = rows.of('media').find((row) => row['id'] === hung?.['media_id']);
  const storageKey = String(media?.['storage_key']);
  const bytes = files.get(storageKey);
  if (!hung || !media || !bytes) return;
  const mediaId = addMedia(rows, files, {
    key: `copy ${into}`,
    enterpriseId: enterpriseId(by),
    kind: 'picture',
    contentType: 'image/svg+xml',
    fileName: 'DSC_0311.svg',
    storageKey,
    width: 800,
    height: 1000,
    bytes: () => bytes,
    createdAt: today,
  });
  const id = stableId('listing', into);
  const position = rows.of('listing_picture').filter((row) => row['listing_id'] === id).length;
  rows.add('listing_picture', { listing_id: id, media_id: mediaId, position, alt: hung['alt'] ?? {} });
  const likeness = await likenessOf(bytes);
  for (const each of [media['id'], mediaId])
    rows.add('likeness', { media_id: each ?? '', likeness: likeness === null ? null : likeness.toString() });
}
