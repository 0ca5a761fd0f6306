import { config } from '#lib/core/config.ts';
import type { MembershipRole } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, locale, localeName, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { type Original, type VoiceTranslationView, voiceWords } from './words.ts';

const told: readonly MembershipRole[] = ['owner', 'editor', 'orders'];

/** An address of the site in the reader's language. */
export function siteLink(reader: Locale, path: string): string {
  return `${config().SITE_URL}/${reader}${path}`;
}

/** What a mail says of a listing: its name in the reader's language, its address, its maker. */
export async function listingForMail(tx: Tx, listingId: string) {
  const listing = await tx.listing.findUniqueOrThrow({
    where: { id: listingId },
    include: { text: withTranslations, enterprise: { include: { memberships: { include: { user: true } } } } },
  });
  return {
    maker: (reader: Locale) => nameFor(listing.enterprise, reader),
    title: (reader: Locale) => fieldText(listing.text, 'title', reader),
    page: (reader: Locale, part: string) => siteLink(reader, `/l/${listing.slug}${part}`),
    slug: listing.slug,
    /** The people of the enterprise who answer buyers, each with their language. */
    people: listing.enterprise.memberships
      .filter((each) => told.includes(each.role))
      .map(({ user }) => ({ id: user.id, email: user.email, reader: locale(user.locale) })),
  };
}

/** Tells the enterprise's people of a new review. */
export async function tellOfReview(
  tx: Tx,
  review: { id: string; listingId: string; rating: number; body: string },
): Promise<void> {
  const listing = await listingForMail(tx, review.listingId);
  for (const { id, email, reader } of listing.people) {
    await queueMail(tx, {
      cause: `review:${review.id}:new:${id}`,
      template: 'review_new',
      recipient: email,
      locale: reader,
      params: {
        title: listing.title(reader),
        link: siteLink(reader, '/studio/reviews'),
        rating: review.rating,
        text: review.body,
      },
    });
  }
}

/** Tells the enterprise's people of a new question, and in which language it is where that is not theirs. */
export async function tellOfQuestion(
  tx: Tx,
  question: { id: string; listingId: string; body: string; locale: string },
): Promise<void> {
  const listing = await listingForMail(tx, question.listingId);
  for (const { id, email, reader } of listing.people) {
    await queueMail(tx, {
      cause: `question:${question.id}:new:${id}`,
      template: 'question_new',
      recipient: email,
      locale: reader,
      params: {
        title: listing.title(reader),
        link: siteLink(reader, '/studio/questions'),
        text: question.body,
        language: question.locale === reader ? 'own' : localeName(question.locale, reader),
      },
    });
  }
}

/** Tells those of the enterprise's people whose language it is that a question they have yet to answer is there in it; each once. */
export async function tellOfTranslation(
  tx: Tx,
  question: Original & { id: string; listingId: string; translations: readonly VoiceTranslationView[] },
): Promise<void> {
  const listing = await listingForMail(tx, question.listingId);
  for (const { id, email, reader } of listing.people) {
    const { body } = voiceWords(question, reader);
    if (!body?.ownLanguage || !body.original) continue;
    await queueMail(tx, {
      cause: `question:${question.id}:translated:${id}`,
      template: 'question_translated',
      recipient: email,
      locale: reader,
      params: {
        title: listing.title(reader),
        link: siteLink(reader, '/studio/questions'),
        text: body.value,
        language: localeName(question.locale, reader),
      },
    });
  }
}
