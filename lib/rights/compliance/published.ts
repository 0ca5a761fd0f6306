import { z } from 'zod';
import intoChina from './data/into-china.json' with { type: 'json' };
import intoEurope from './data/into-europe.json' with { type: 'json' };
import { type CodedItem, complianceContent } from './item.ts';

/** The day on which the items of lib/rights/compliance/data were last looked at together. */
export const publishedOn = '2026-11-26';

/** The items every installation begins with; from then on its staff edits them. */
export const publishedItems: readonly CodedItem[] = z
  .array(complianceContent.extend({ code: z.string().regex(/^[a-z0-9-]+$/) }))
  .parse([...intoChina, ...intoEurope]);
