import { writeWorkbook } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { byteOrderMark, csvRecord } from '#lib/core/csv.ts';
import { prisma } from '#lib/db/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { hierarchies } from '../hierarchies.ts';
import type { WholeWork } from '../work.ts';
import { type AvailsRow, available, availsColumns, cellsOfRow, licenceTypes, openEnd } from './columns.ts';
import { type Offered, offeredBy } from './offered.ts';

const screen = hierarchies.rights.leavesOf('screen');

/** The rows for one work: one a country and licence type, as the sheet wants it. */
export function availsRows(work: WholeWork, offered: readonly Offered[], maker: string): AvailsRow[] {
  const title = writtenText(work.text, 'title');
  const id = (scheme: string) => work.identifiers.find((each) => each.scheme === scheme)?.value;
  return offered.flatMap(({ exclusivity, scope }) =>
    scope.rights.flatMap((right) =>
      scope.territories.map((territory) => ({
        DisplayName: maker,
        StoreLanguage: scope.languages.length === hierarchies.languages.leaves.length ? '' : scope.languages.join(','),
        Territory: territory,
        WorkType: work.kind === 'series' ? 'Season' : 'Movie',
        EntryType: 'Full Extract',
        TitleInternalAlias: title,
        TitleDisplayUnlimited: title,
        LicenseType: licenceTypes[right] ?? '',
        LicenseRightsDescription: right,
        Start: scope.term.start,
        End: scope.term.end ?? openEnd,
        OtherTerms: `${available}: ${exclusivity === 'exclusive' ? 'exclusive' : 'non-exclusive'}`,
        ContentID: work.slug,
        AltID: id('eidr') ?? id('isan') ?? '',
        ReleaseYear: String(work.year),
      })),
    ),
  );
}

/** What of an enterprise's works is free on screens, as the trade's sheet. Nobody else's licence is in it. */
export async function exportAvails(
  actor: Actor,
  enterpriseId: string,
  format: 'csv' | 'xlsx',
): Promise<string | Uint8Array<ArrayBuffer>> {
  authorize(actor, 'work.view', { enterpriseId });
  const { displayName } = await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } });
  const works = await offeredBy(enterpriseId, screen);
  const rows = works.flatMap(({ work, offered }) => availsRows(work, offered, displayName)).map(cellsOfRow);
  if (format === 'csv') return byteOrderMark + [[...availsColumns], ...rows].map(csvRecord).join('');
  return new Uint8Array(await writeWorkbook([{ name: 'Movies', header: availsColumns, rows }]));
}
