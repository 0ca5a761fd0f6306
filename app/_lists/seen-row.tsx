import { Picture } from '#app/_ui/picture.tsx';
import { putOnShelf, setSeenOff } from './device.ts';

export interface SeenTile {
  readonly slug: string;
  readonly title: string;
  readonly lang: string;
  readonly maker: string;
  /** Empty where it is sold out. */
  readonly price: string;
  readonly picture: string | null;
}

export interface SeenWords {
  readonly title: string;
  readonly clear: string;
  readonly off: string;
  readonly soldOut: string;
}

interface Props {
  readonly locale: string;
  readonly tiles: readonly SeenTile[];
  readonly words: SeenWords;
  readonly onHide: () => void;
}

/** What this device has looked at lately, in one row. Fetched by devices that remember something. */
export function SeenRow({ locale, tiles, words, onHide }: Props) {
  const button = 'link inline-flex min-h-11 items-center text-muted text-small';
  return (
    <section aria-labelledby="seen" className="min-w-0">
      <div className="mt-[clamp(32px,5vw,64px)] mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="seen" className="text-title">
          {words.title}
        </h2>
        <p className="flex flex-wrap gap-x-5">
          <button
            type="button"
            className={button}
            onClick={() => {
              putOnShelf('seen', []);
              onHide();
            }}
          >
            {words.clear}
          </button>
          <button
            type="button"
            className={button}
            onClick={() => {
              setSeenOff(true);
              onHide();
            }}
          >
            {words.off}
          </button>
        </p>
      </div>
      <ul className="-mx-1 flex snap-x gap-3 overflow-x-auto px-1 pt-1 pb-3 sm:gap-4">
        {tiles.map((tile) => (
          <li key={tile.slug} className="w-32 shrink-0 snap-start sm:w-40">
            <a href={`/${locale}/l/${tile.slug}`} className="group block">
              <span className="block aspect-4/5 overflow-hidden rounded-md bg-silk">
                {tile.picture && <Picture mediaId={tile.picture} alt="" sizes="160px" maxWidth={480} />}
              </span>
              <span className="mt-2 line-clamp-2 text-small leading-snug group-hover:underline" lang={tile.lang}>
                {tile.title}
              </span>
              <span className="num text-muted text-small">{tile.price || words.soldOut}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
