import { askingLocale } from '#app/_i18n/reader.ts';
import { currentActor } from '#app/_session/actor.ts';
import { deskString } from '#app/_workbench/desk-string.ts';
import { jobStringSchema, openJobString } from '#lib/translations/index.ts';
import { type OpenString, openString, unitSchema } from '#lib/workbench/index.ts';
import { answered, invalid } from '../answer.ts';

/** Everything the editor shows of a string. */
export async function GET(request: Request): Promise<Response> {
  const shown = (string: OpenString) => deskString(string, askingLocale(request));
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  if (asked['job'] !== undefined) {
    const job = jobStringSchema.safeParse(asked);
    return job.success ? answered(async () => shown(await openJobString(await currentActor(), job.data))) : invalid();
  }
  const parsed = unitSchema.safeParse(asked);
  if (!parsed.success) return invalid();
  return answered(async () => shown(await openString(await currentActor(), parsed.data)));
}
