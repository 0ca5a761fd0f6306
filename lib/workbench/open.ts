import type { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { developerNotes, insertable, type MessagePart, messageParts } from '#lib/languages/index.ts';
import { namesOf } from './comment.ts';
import { contentPath } from './content.ts';
import { type Held, hold } from './held.ts';
import { fromGlossary, fromMachine, fromMemory, type MemoryMatch, type TermHit } from './helpers.ts';
import { type Screens, screensOf } from './screens.ts';
import { mayDecide, type Standing, targetHash } from './standing.ts';
import { mostCharacters, type unitSchema } from './unit.ts';

export interface OpenSuggestion {
  readonly id: string;
  readonly value: string;
  readonly author: string | null;
  readonly own: boolean;
  readonly votes: number;
  readonly vote: number;
  readonly at: string;
}

export interface PastEvent {
  readonly id: string;
  readonly kind: string;
  readonly value: string | null;
  readonly previous: string | null;
  readonly person: string | null;
  /** Null for the wording that was there before. */
  readonly at: string | null;
}

/** Everything the editor shows of a string. */
export interface OpenString {
  readonly unit: string;
  readonly kind: 'interface' | 'content';
  readonly source: string;
  readonly sourceLocale: string;
  /** The source cut into words and what must be carried over as it is. */
  readonly parts: readonly MessagePart[];
  readonly insertable: readonly string[];
  readonly target: string;
  readonly standing: Standing;
  /** The source that the translation was made of, where it is another now. */
  readonly staleSource: string | null;
  readonly locked: boolean;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly author: string | null;
  readonly maxLength: number | null;
  /** The most characters (UTF-16 units) that a wording of it has. */
  readonly most: number;
  readonly note: string;
  readonly description: string;
  /** Where readers see it; null where that is not known. */
  readonly path: string | null;
  readonly screens: Screens;
  readonly memory: readonly MemoryMatch[];
  readonly terms: readonly TermHit[];
  readonly machine: { readonly value: string; readonly engine: string } | null;
  readonly suggestions: readonly OpenSuggestion[];
  readonly history: readonly PastEvent[];
  readonly comments: readonly {
    readonly id: string;
    readonly body: string;
    readonly person: string | null;
    readonly at: string;
  }[];
  readonly team: readonly { readonly id: string; readonly name: string }[];
  /** Whether the reader reviews this language and this wording is their own, so that somebody else decides on it. */
  readonly ownWork: boolean;
  readonly may: { readonly publish: boolean; readonly review: boolean; readonly manage: boolean };
}

/** Opens a string in a language. Asks for `message.suggest`; throws `workbench.unknown`. */
export async function openString(actor: Actor, { locale, unit }: z.output<typeof unitSchema>): Promise<OpenString> {
  authorize(actor, 'message.suggest', { locale });
  const held = await transaction((tx) => hold(tx, locale, unit));
  const asked = { unit, source: held.source, from: held.sourceLocale, to: locale };
  const [talk, notes, description, screens, memory, terms, machine, team] = await Promise.all([
    talkOf(held, actorId(actor)),
    developerNotes(),
    prisma().workNote.findUnique({ where: { unit } }),
    screensOf(unit),
    fromMemory(asked),
    fromGlossary(asked),
    fromMachine(asked),
    prisma().translatorGrant.findMany({
      where: { locale },
      select: { user: { select: { id: true, name: true } } },
      take: limits.workTeam,
    }),
  ]);
  const { assigneeId = null, authorId = null } = held.notes ?? {};
  const names = await namesOf([assigneeId, authorId]);
  const author = held.notes?.targetHash === targetHash(held.target) ? authorId : null;
  const others = team.filter(({ user }) => user.id !== actorId(actor)).length;
  const isMessage = held.format === 'icu';
  const reviews = may(actor, 'message.review', { locale });
  const decides = mayDecide(actorId(actor) ?? '', author, others);
  return {
    unit,
    kind: held.named.kind,
    source: held.source,
    sourceLocale: held.sourceLocale,
    parts: isMessage ? messageParts(held.source) : [{ at: 0, text: held.source, code: false }],
    insertable: isMessage ? insertable(held.source, locale) : [],
    target: held.target,
    standing: held.standing,
    staleSource: held.stale ? held.staleSource : null,
    locked: held.notes?.lockedById != null,
    assignee: assigneeId ? { id: assigneeId, name: names.get(assigneeId) ?? '' } : null,
    author: names.get(author ?? '') ?? null,
    maxLength: held.maxLength ?? null,
    most: mostCharacters(held.named),
    note: notes[unit]?.note ?? '',
    description: description?.description ?? '',
    path: held.content ? contentPath(held.content) : (screens.shown[0]?.path ?? null),
    screens,
    memory,
    terms,
    machine,
    ...talk,
    team: team.map(({ user }) => user),
    ownWork: reviews && !decides,
    may: {
      publish: may(actor, 'message.publish', { locale }),
      review: reviews && decides,
      manage: may(actor, 'message.manage', { locale }),
    },
  };
}

/** With the wording that was there before anybody changed it here, so that it can be brought back like any other. */
function withBeginning(past: PastEvent[]): PastEvent[] {
  const beginning = past.at(-1)?.previous;
  if (!beginning || past.length >= limits.page || past.some(({ value }) => value === beginning)) return past;
  return [...past, { id: 'before', kind: 'before', value: beginning, previous: null, person: null, at: null }];
}

async function talkOf({ locale, unit, named }: Held, reader: string | null) {
  const where = { locale, unit };
  const [suggestions, events, comments, published] = await Promise.all([
    prisma().workSuggestion.findMany({ where: { ...where, state: 'open' }, include: { votes: true } }),
    prisma().workEvent.findMany({
      where: {
        ...where,
        value: { not: null },
        kind: { in: ['translated', 'accepted', 'reviewed', 'confirmed', 'declined', 'restored'] },
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: limits.page,
    }),
    prisma().workComment.findMany({ where, orderBy: { createdAt: 'asc' }, take: limits.pageMax }),
    named.kind === 'interface'
      ? prisma().interfaceMessageRevision.findMany({
          where: { locale, namespace: named.namespace, key: named.key },
          orderBy: { version: 'desc' },
          take: limits.page,
        })
      : [],
  ]);
  // What was published before there was a workbench, or by another way.
  const elsewhere = published.filter(
    (each) => !events.some(({ value, at }) => value === each.value && Math.abs(+at - +each.publishedAt) < 60_000),
  );
  const names = await namesOf([
    ...suggestions.map((each) => each.authorId),
    ...events.map((each) => each.actorId),
    ...comments.map((each) => each.authorId),
    ...elsewhere.map((each) => each.authorId),
  ]);
  const past: PastEvent[] = [
    ...events.map(({ id, kind, value, previous, actorId: by, at }) => ({
      id,
      kind,
      value,
      previous,
      person: names.get(by ?? '') ?? null,
      at: at.toISOString(),
    })),
    ...elsewhere.map(({ id, value, previous, authorId, publishedAt }) => ({
      id,
      kind: 'translated',
      value,
      previous,
      person: names.get(authorId ?? '') ?? null,
      at: publishedAt.toISOString(),
    })),
  ];
  return {
    suggestions: suggestions
      .map((each) => ({
        id: each.id,
        value: each.value,
        author: names.get(each.authorId) ?? null,
        own: each.authorId === reader,
        votes: each.votes.reduce((sum, { value }) => sum + value, 0),
        vote: each.votes.find(({ userId }) => userId === reader)?.value ?? 0,
        at: each.createdAt.toISOString(),
      }))
      .sort((a, b) => b.votes - a.votes || a.at.localeCompare(b.at)),
    history: withBeginning(past.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))),
    comments: comments.map((each) => ({
      id: each.id,
      body: each.body,
      person: names.get(each.authorId) ?? null,
      at: each.createdAt.toISOString(),
    })),
  };
}
