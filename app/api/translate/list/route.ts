import { currentActor } from '#app/_session/actor.ts';
import { jobListSchema, listJobStrings } from '#lib/translations/index.ts';
import { listSchema, listStrings } from '#lib/workbench/index.ts';
import { answered, invalid } from '../answer.ts';

/** A stretch of the workbench's list; with `job`, of the strings of that job. */
export async function GET(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  if (asked['job'] !== undefined) {
    const job = jobListSchema.safeParse({ which: 'all', search: '', offset: '0', ...asked });
    return job.success ? answered(async () => listJobStrings(await currentActor(), job.data)) : invalid();
  }
  const parsed = listSchema.safeParse({ part: '', which: 'all', search: '', offset: '0', ...asked });
  if (!parsed.success) return invalid();
  return answered(async () => listStrings(await currentActor(), parsed.data));
}
