import { writeWorkbook } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { byteOrderMark, csvRecord } from '#lib/core/csv.ts';
import { prisma } from '#lib/db/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { hierarchies } from '../hierarchies.ts';
import type { Scope } from '../scope.ts';
import type { WholeWork } from '../work.ts';
import { type AvailsRow, available, availsColumns, cellsOfRow, licenceTypes, openEnd } from './columns.ts';
import { declaredBy, type Offered, offeredBy, offeredUnder } from './offered.ts';
import type { DeclaredBefore } from './preview.ts';

const screen = hierarchies.rights.leavesOf('screen');

/** What every row about a work says of it. */
function aboutWork(work: WholeWork, maker: string, under: string): AvailsRow {
  const title = writtenText(work.text, 'title');
  const id = (scheme: string) => work.identifiers.find((each) => each.scheme === scheme)?.value;
  return {
    DisplayName: maker,
    WorkType: work.kind === 'series' ? 'Season' : 'Movie',
    EntryType: 'Full Extract',
    TitleInternalAlias: title,
    TitleDisplayUnlimited: title,
    ContentID: work.slug,
    AltID: id('eidr') ?? id('isan') ?? '',
    ReleaseYear: String(work.year),
    Under: under,
  };
}

function languagesOf({ languages }: Scope): string {
  return languages.length === hierarchies.languages.leaves.length ? '' : languages.join(',');
}

/** The rows for one work: one a country and licence type, as the sheet wants it. */
export function availsRows(work: WholeWork, offered: readonly Offered[], maker: string, under = ''): AvailsRow[] {
  return offered.flatMap(({ exclusivity, scope }) =>
    scope.rights.flatMap((right) =>
      scope.territories.map((territory) => ({
        ...aboutWork(work, maker, under),
        StoreLanguage: languagesOf(scope),
        Territory: territory,
        LicenseType: licenceTypes[right] ?? '',
        LicenseRightsDescription: right,
        Start: scope.term.start,
        End: scope.term.end ?? openEnd,
        OtherTerms: `${available}: ${exclusivity === 'exclusive' ? 'exclusive' : 'non-exclusive'}`,
      })),
    ),
  );
}

/** What was declared of a work, one row each: read again, it changes nothing. */
export function declaredRows(work: WholeWork, grants: readonly DeclaredBefore[], maker: string): AvailsRow[] {
  return grants
    .filter(({ state }) => state === 'declared')
    .map(({ exclusivity, scope, outside, under }) => ({
      ...aboutWork(work, maker, under),
      StoreLanguage: languagesOf(scope),
      Territory: scope.territories.join(','),
      LicenseRightsDescription: scope.rights.join(','),
      Start: scope.term.start,
      End: scope.term.end ?? openEnd,
      OtherTerms: exclusivity.replace('non_', 'non-').replace('_', ' '),
      ServiceProvider: outside,
    }));
}

/**
 * What of an enterprise's works, and of those it may sublicense, is free on screens, and what it declared itself, as the trade's sheet. Nobody
 * else's licence is in it.
 */
export async function exportAvails(
  actor: Actor,
  enterpriseId: string,
  format: 'csv' | 'xlsx',
): Promise<string | Uint8Array<ArrayBuffer>> {
  authorize(actor, 'work.view', { enterpriseId });
  const { displayName } = await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } });
  const works = await offeredBy(enterpriseId, screen);
  const under = await offeredUnder(enterpriseId, screen);
  const declared = await declaredBy(enterpriseId);
  const rows = [
    ...works.flatMap(({ work, offered }) => availsRows(work, offered, displayName)),
    ...under.flatMap(({ work, offered, number }) => availsRows(work, offered, displayName, number)),
    ...declared.flatMap(({ work, grants }) => declaredRows(work, grants, displayName)),
  ].map(cellsOfRow);
  if (format === 'csv') return byteOrderMark + [[...availsColumns], ...rows].map(csvRecord).join('');
  return new Uint8Array(await writeWorkbook([{ name: 'Movies', header: availsColumns, rows }]));
}
