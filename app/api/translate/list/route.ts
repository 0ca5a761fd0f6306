import { currentActor } from '#app/_session/actor.ts';
import { listSchema, listStrings } from '#lib/workbench/index.ts';
import { answered, invalid } from '../answer.ts';

/** A stretch of the workbench's list. */
export async function GET(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const parsed = listSchema.safeParse({ part: '', which: 'all', search: '', offset: '0', ...asked });
  if (!parsed.success) return invalid();
  return answered(async () => listStrings(await currentActor(), parsed.data));
}
