import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import { readerLocale } from '#app/_i18n/reader.ts';
import { deskString } from '#app/_workbench/desk-string.ts';
import { DeskWords } from '#app/_workbench/desk-words.tsx';
import { Workbench } from '#app/_workbench/workbench.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { isLocale, type Locale, localeFacts, namespaces } from '#lib/languages/index.ts';
import { listSchema, listStrings, type OpenString, openString, unitSchema } from '#lib/workbench/index.ts';
import { deskAccess, NoDesk, WrongLanguage } from '../access.tsx';
import { one, type Query } from '../desk-path.ts';
import { TargetHead } from '../target-head.tsx';
import { PlainStrings } from './plain.tsx';

interface Props {
  readonly params: Promise<{ locale: string; target: string }>;
  readonly searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { target } = await params;
  const t = await getTranslations('workbench');
  return {
    title: isLocale(target) ? `${t('title')}: ${localeFacts(target).name}` : t('title'),
    robots: { index: false },
  };
}

export default async function WorkbenchPage({ params, searchParams }: Props) {
  const { target } = await params;
  if (!isLocale(target)) notFound();
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back={`/translate/${target}`} />;
  if (!languages.some((each) => each.tag === target) || actor.type !== 'person') return <WrongLanguage />;

  const query = await searchParams;
  const id = one(query, 'id');
  const filter = { part: one(query, 'part'), which: one(query, 'which') || 'all', search: one(query, 'q') };
  const asked = listSchema.parse({ locale: target, ...filter, offset: 0, ...(id ? { around: id } : {}) });
  const [list, string, parts, messages, reader] = await Promise.all([
    listStrings(actor, asked),
    opened(actor, target, id),
    namespaces(),
    getMessages(),
    readerLocale(),
  ]);
  const { workbench = {}, checks = {}, errors = {} } = messages;
  return (
    <>
      <TargetHead target={target} here="strings" />
      <DeskWords locale={reader} messages={{ workbench, checks, errors }}>
        <Workbench
          key={target}
          locale={target}
          direction={localeFacts(target).direction}
          userId={actor.userId}
          parts={parts}
          firstFilter={{ part: asked.part, which: asked.which, search: asked.search }}
          firstList={list}
          firstString={string && deskString(string, reader)}
        />
      </DeskWords>
      <PlainStrings actor={actor} asked={asked} from={one(query, 'from')} />
    </>
  );
}

/** The string that the address names; none where there is no such string. */
async function opened(actor: Actor, locale: Locale, unit: string): Promise<OpenString | null> {
  const parsed = unitSchema.safeParse({ locale, unit });
  if (!parsed.success) return null;
  return openString(actor, parsed.data).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'workbench.unknown') return null;
    throw error;
  });
}
