import { currentActor } from '#app/_session/actor.ts';
import { checkSchema, checkString } from '#lib/workbench/index.ts';
import { answered, invalid, ownJson } from '../answer.ts';

/** Checks and preview of what is being typed. */
export async function POST(request: Request): Promise<Response> {
  const parsed = checkSchema.safeParse(await ownJson(request));
  if (!parsed.success) return invalid();
  return answered(async () => checkString(await currentActor(), parsed.data));
}
