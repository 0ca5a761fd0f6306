'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { preferences } from '#app/_session/preferences.ts';
import { readAddress, searchPath, shopSearch } from '#app/_shop/search-address.ts';
import {
  askedOf,
  changeSearch,
  changeSearchSchema,
  removeSearch,
  saveSearch,
  saveSearchSchema,
  searchIdSchema,
} from '#lib/lists/index.ts';

/** A search is kept as its page reads its address: what is not ours in it is gone, and where things are sent to stays as it is today. */
export const saveSearchAction = formAction(saveSearchSchema, async (actor, input) => {
  const locale = await readerLocale();
  const { country, currency } = await preferences(locale);
  const address = readAddress(new URLSearchParams(input.address));
  const [, query = ''] = searchPath({ ...address, after: undefined }).split('?');
  const asked = askedOf(shopSearch(address, country));
  await saveSearch(actor, { ...input, address: query }, { asked, locale, currency });
  return redirectTo('/account/searches?done=saved');
});

export const changeSearchAction = formAction(changeSearchSchema, async (actor, input) => {
  await changeSearch(actor, input);
  refresh();
  const t = await getTranslations('lists.searches');
  return done(t('changed'));
});

export const removeSearchAction = formAction(searchIdSchema, async (actor, input) => {
  const { name, address, frequency } = await removeSearch(actor, input);
  return redirectTo(`/account/searches?${new URLSearchParams({ removed: name, address, frequency })}`);
});
