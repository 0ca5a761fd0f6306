import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { currentActor } from '#app/_session/actor.ts';
import { EventTime } from '#app/_shop/event-time.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { fieldText } from '#lib/languages/index.ts';
import { eventDoor } from '#lib/ordering/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { checkInAction, undoCheckInAction } from './actions.ts';
import { Scanner } from './scanner.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ in?: string; undone?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('kinds.door');
  return { title: t('check_in'), robots: { index: false } };
}

type Door = Awaited<ReturnType<typeof eventDoor>>;

async function doorOr404(actor: Actor, id: string): Promise<Door> {
  try {
    return await eventDoor(actor, id);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

/** The door of an event: one field for the code, the answer in large letters, and who came in last. */
export default async function EventDoor({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/tickets" locale={locale} />;
  const door = await doorOr404(actor, id);
  const { in: admittedId, undone } = await searchParams;
  const { listing, sold, used, last } = door;
  const admitted = last.find((ticket) => ticket.id === admittedId);
  const t = await getTranslations('kinds.door');
  return (
    <>
      <StudioNav enterprise={listing.enterprise} current="tickets" several={actor.memberships.length > 1} />
      <PageHead
        title={fieldText(listing.text, 'title', locale)}
        lead={
          listing.event && (
            <>
              <EventTime at={listing.event.startsAt} timeZone={listing.event.timeZone} locale={locale} /> ·{' '}
              {fieldText(listing.event.text, 'venue', locale)}
            </>
          )
        }
      >
        <p className="num text-large">{t('of', { used, sold })}</p>
      </PageHead>
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[minmax(0,420px)_1fr]">
        <div className="grid gap-5">
          {admitted && (
            <Notice kind="good" role="status">
              <p className="text-large">{t('admitted')}</p>
              <p>{seatOf(admitted)}</p>
            </Notice>
          )}
          {undone === '1' && <Notice role="status">{t('undone')}</Notice>}
          <Form action={checkInAction} key={admittedId ?? 'first'} className="grid gap-4">
            <input type="hidden" name="listingId" value={listing.id} />
            <TextInput name="code" label={t('code')} hint={t('code_hint')} autoComplete="off" required />
            <Submit pending={t('checking')} className="w-full">
              {t('check_in')}
            </Submit>
            <Scanner
              words={{ start: t('scan'), stop: t('scan_stop'), looking: t('scan_looking'), refused: t('scan_refused') }}
            />
          </Form>
        </div>
        <LastIn door={door} />
      </div>
    </>
  );
}

function seatOf({ orderLine, number }: Door['last'][number]): string {
  const seat = orderLine.variantForSeller ?? orderLine.titleForSeller;
  return `${seat} · ${number}/${orderLine.quantity}`;
}

async function LastIn({ door: { listing, last } }: { door: Door }) {
  const t = await getTranslations('kinds.door');
  const format = await getFormatter();
  if (last.length === 0) return <p className="text-muted">{t('nobody')}</p>;
  return (
    <section aria-labelledby="last">
      <h2 id="last" className="text-large">
        {t('last')}
      </h2>
      <ul className="mt-2">
        {last.map((ticket) => (
          <li key={ticket.id} className="flex flex-wrap items-center justify-between gap-x-5 border-line border-b py-2">
            <span className="min-w-0">
              <span lang={listing.enterprise.sourceLocale}>{seatOf(ticket)}</span>
              <span className="num block text-muted text-small">
                {ticket.code.slice(0, 9)} ·{' '}
                {ticket.usedAt &&
                  format.dateTime(ticket.usedAt, { timeStyle: 'medium', timeZone: listing.event?.timeZone ?? 'UTC' })}
              </span>
            </span>
            <Form action={undoCheckInAction}>
              <input type="hidden" name="listingId" value={listing.id} />
              <input type="hidden" name="ticketId" value={ticket.id} />
              <Submit kind="text" pending={t('undoing')}>
                {t('undo')}
              </Submit>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
