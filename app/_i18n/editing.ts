import { headers } from 'next/headers';
import { currentActor } from '#app/_session/actor.ts';
import { may } from '#lib/core/authorize.ts';

/**
 * Whether this page is shown to be edited in place: asked for by `?edit=1`, which the front server tells in a header and never from its
 * page cache, by somebody who translates the language. Everybody else gets the page as it always is.
 */
export async function editing(locale: string): Promise<boolean> {
  if ((await headers()).get('x-edit') !== '1') return false;
  return may(await currentActor(), 'message.suggest', { locale });
}
