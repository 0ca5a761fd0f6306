import { getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { arrangeAction } from '../actions.ts';
import { type Place, PlaceFields } from './place.tsx';

/** Earlier, later, or not at all: what can be done with one of several. */
export async function Arrange({
  place,
  part,
  entry,
  name,
  at,
  of,
}: {
  place: Place;
  part: 'people' | 'certificates';
  entry: string;
  name: string;
  at: number;
  of: number;
}) {
  const t = await getTranslations('storefront.arrange');
  const changes = [...(at > 0 ? ['earlier'] : []), ...(at < of - 1 ? ['later'] : []), 'remove'];
  return (
    <Form action={arrangeAction} className="flex flex-wrap gap-x-5">
      <PlaceFields place={place} />
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="entryId" value={entry} />
      {changes.map((change) => (
        <Submit key={change} kind="text" name="change" value={change} className="px-0! text-small">
          {t(change)} <span className="sr-only">{name}</span>
        </Submit>
      ))}
    </Form>
  );
}
