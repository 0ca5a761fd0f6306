'use client';

import type { ComponentProps } from 'react';
import { classNames } from '#app/_ui/class-names.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { usePictureOrder } from './picture-order.ts';

export interface BoardPicture {
  readonly mediaId: string;
  /** The page on which it is cut and described. */
  readonly href: string;
  readonly name: string;
  readonly position: string;
  readonly placeholder: string | null;
  readonly label: string;
  readonly alt: string;
  readonly note: string;
}

type Action = ComponentProps<typeof Form>['action'];

interface Props {
  readonly listingId: string;
  readonly pictures: readonly BoardPicture[];
  /** The language the listing is written in. */
  readonly lang: string;
  readonly locked: boolean;
  readonly action: Action;
  readonly orderAction: Action;
  readonly words: {
    readonly cover: string;
    readonly earlier: string;
    readonly later: string;
    readonly remove: string;
    readonly edit: string;
    readonly grab: string;
    readonly moved: string;
    readonly alt: string;
    readonly save: string;
  };
}

/**
 * The pictures of a listing in their order. A form that works without script; with it pictures are dragged, or moved by the arrow keys
 * on their handles, and each move is said.
 */
export function PictureBoard({ listingId, pictures, lang, locked, action, orderAction, words }: Props) {
  const order = usePictureOrder({ listingId, pictures, orderAction, moved: words.moved });
  return (
    <Form action={action} className="mb-6">
      <input type="hidden" name="listingId" value={listingId} />
      <ol ref={order.list} className="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 xl:grid-cols-4">
        {order.shown.map((picture, index) => (
          <li
            key={picture.mediaId}
            data-media={picture.mediaId}
            className={classNames(
              'min-w-0 rounded-md',
              order.dragged === picture.mediaId ? 'opacity-50' : '',
              order.over === picture.mediaId ? 'outline-3 outline-amber outline-offset-4' : '',
            )}
          >
            <BoardTile
              picture={picture}
              place={{ index, last: order.shown.length - 1 }}
              lang={lang}
              locked={locked}
              words={words}
              handle={order.handle(picture.mediaId)}
            />
          </li>
        ))}
      </ol>
      {!locked && (
        <Submit kind="quiet" name="change" value="save" className="mt-4">
          {words.save}
        </Submit>
      )}
      <p className="sr-only" role="status">
        {order.said}
      </p>
      {order.problem && (
        <p role="alert" className="mt-3 text-cinnabar text-small">
          {order.problem}
        </p>
      )}
    </Form>
  );
}

const arrows = { earlier: '←', later: '→' } as const;

function BoardTile({
  picture,
  place: { index, last },
  lang,
  locked,
  words,
  handle,
}: Pick<Props, 'lang' | 'locked' | 'words'> & {
  picture: BoardPicture;
  place: { index: number; last: number };
  handle: ComponentProps<'button'>;
}) {
  const { mediaId, label } = picture;
  const image = (
    <Picture
      mediaId={picture.name}
      alt={picture.alt || label}
      sizes="(max-width: 640px) 45vw, 220px"
      maxWidth={480}
      position={picture.position}
      placeholder={picture.placeholder}
    />
  );
  const changes = (['earlier', 'later', 'remove'] as const).filter(
    (change) => !((change === 'earlier' && index === 0) || (change === 'later' && index === last)),
  );
  return (
    <>
      <div className="relative aspect-square overflow-hidden rounded-md bg-silk">
        {locked ? (
          image
        ) : (
          <>
            <a href={picture.href} draggable={false} className="block h-full">
              {image}
            </a>
            <button
              type="button"
              {...handle}
              aria-label={`${words.grab} ${label}`}
              className="absolute top-1 right-1 flex size-11 cursor-grab touch-none items-center justify-center rounded-md bg-paper/85 text-ink active:cursor-grabbing"
            >
              <span aria-hidden="true" className="grid grid-cols-2 gap-1">
                {['a', 'b', 'c', 'd', 'e', 'f'].map((dot) => (
                  <span key={dot} className="size-1 rounded-full bg-current" />
                ))}
              </span>
            </button>
          </>
        )}
        {index === 0 && (
          <span className="pointer-events-none absolute bottom-2 left-2 rounded-sm bg-paper/90 px-2 py-0.5 text-ink text-small">
            {words.cover}
          </span>
        )}
      </div>
      {!locked && (
        <>
          <a href={picture.href} className="link inline-flex min-h-11 items-center font-medium text-small">
            {words.edit} <span className="sr-only">{label}</span>
          </a>
          <div className="flex items-center">
            {changes.map((change) => (
              <Submit
                key={change}
                kind="text"
                name="change"
                value={`${change} ${mediaId}`}
                className={change === 'remove' ? 'ml-auto px-0! text-small' : 'size-11 px-0!'}
              >
                {change === 'remove' ? (
                  words.remove
                ) : (
                  <>
                    <span aria-hidden="true">{arrows[change]}</span>
                    <span className="sr-only">{words[change]}</span>
                  </>
                )}{' '}
                <span className="sr-only">{label}</span>
              </Submit>
            ))}
          </div>
          <TextArea
            name={`alt.${mediaId}`}
            label={
              <>
                {words.alt} <span className="sr-only">{label}</span>
              </>
            }
            rows={3}
            defaultValue={picture.alt}
            lang={lang}
            {...(picture.note ? { hint: picture.note } : {})}
          />
        </>
      )}
    </>
  );
}
