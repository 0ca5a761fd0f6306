import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { ArrowDown, ArrowUp } from '#app/_ui/icons.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { ListCard, SavedView } from '#lib/lists/index.ts';
import { moveAction, noteAction, removeItemAction, shiftAction } from '../[locale]/(shop)/lists/actions.ts';

/** What the owner of a list does with a thing on it: a note, another place, another list, away with it. */
export async function ItemTools({ item, others }: { item: SavedView; others: readonly ListCard[] }) {
  const t = await getTranslations('lists');
  const format = await getFormatter();
  const title = item.tile?.title.value ?? item.title;
  const arrow = 'grid size-11 place-items-center text-muted hover:text-ink';
  return (
    <div>
      <p className="text-muted text-small">
        {t('item.saved_on', { date: format.dateTime(item.savedAt, { dateStyle: 'medium' }) })}
      </p>
      {item.note && <p className="border-amber border-l-3 mt-2 pl-3 text-small whitespace-pre-line">{item.note}</p>}
      <div className="flex flex-wrap items-start gap-x-5">
        <Form action={noteAction}>
          <input type="hidden" name="itemId" value={item.id} />
          <FormDetails summary={item.note ? t('item.change_note') : t('item.add_note')}>
            <TextArea name="note" rows={2} label={t('item.note')} hint={t('item.note_hint')} defaultValue={item.note} />
            <p>
              <Submit kind="quiet">{t('item.keep_note')}</Submit>
            </p>
          </FormDetails>
        </Form>
        {others.length > 0 && (
          <Form action={moveAction}>
            <input type="hidden" name="itemId" value={item.id} />
            <FormDetails summary={t('item.move')}>
              <Select
                name="listId"
                label={t('item.move_to')}
                options={others.map((list) => ({ value: list.id, label: list.name ?? t('first') }))}
                defaultValue={others[0]?.id}
              />
              <p>
                <Submit kind="quiet">{t('item.move')}</Submit>
              </p>
            </FormDetails>
          </Form>
        )}
        <Form action={shiftAction} className="flex">
          <input type="hidden" name="itemId" value={item.id} />
          <button type="submit" name="way" value="up" className={arrow} aria-label={t('item.up', { title })}>
            <ArrowUp size={17} />
          </button>
          <button type="submit" name="way" value="down" className={arrow} aria-label={t('item.down', { title })}>
            <ArrowDown size={17} />
          </button>
        </Form>
        <Form action={removeItemAction}>
          <input type="hidden" name="itemId" value={item.id} />
          <button
            type="submit"
            aria-label={t('item.remove_named', { title })}
            className="link inline-flex min-h-11 items-center text-small"
          >
            {t('item.remove')}
          </button>
        </Form>
      </div>
    </div>
  );
}
