import { getTranslations } from 'next-intl/server';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Check, Columns, Heart } from '#app/_ui/icons.tsx';

/** The heart on a tile. A plain button of the page's form; app/_lists/marks.tsx shows whether it is saved and does it without leaving. */
export async function TileHeart({ id, title }: { id: string; title: string }) {
  const t = await getTranslations('lists');
  return (
    <button
      type="submit"
      form="save"
      name="listingId"
      value={id}
      data-save=""
      aria-label={t('save_named', { title })}
      className="group/heart absolute top-0 right-0 grid size-11 place-items-center"
    >
      <span className="grid size-9 place-items-center rounded-full bg-paper/85 text-ink shadow-sm hover:bg-paper">
        <Heart
          size={18}
          strokeWidth={1.7}
          className="group-aria-pressed/heart:fill-cinnabar group-aria-pressed/heart:text-cinnabar"
        />
      </span>
    </button>
  );
}

/** Takes a listing into the comparison. Where there is a pointer it shows itself on the way; on a phone once something is being compared. */
export async function TileCompare({ slug, title }: { slug: string; title: string }) {
  const t = await getTranslations('lists');
  return (
    <button
      type="submit"
      form="compare"
      name="l"
      value={slug}
      data-compare=""
      aria-label={t('compare_named', { title })}
      className="tile-compare absolute top-0 left-0 grid size-11 place-items-center"
    >
      <span className="grid size-9 place-items-center rounded-full bg-paper/85 text-ink shadow-sm hover:bg-paper">
        <Columns size={17} strokeWidth={1.7} />
      </span>
    </button>
  );
}

const wide = 'group/mark inline-flex min-h-11 items-center gap-2 pr-2 text-small hover:text-amber';

/** Save and compare in words, on a listing's own page. */
export async function ListingMarks({ id, slug, title }: { id: string; slug: string; title: string }) {
  const t = await getTranslations('lists');
  return (
    <p className="mt-3 flex flex-wrap gap-x-5">
      <button
        type="submit"
        form="save"
        name="listingId"
        value={id}
        data-save=""
        aria-label={t('save_named', { title })}
        className={wide}
      >
        <Heart
          size={18}
          strokeWidth={1.7}
          className="group-aria-pressed/mark:fill-cinnabar group-aria-pressed/mark:text-cinnabar"
        />
        <span className="group-aria-pressed/mark:hidden">{t('save')}</span>
        <span className="hidden group-aria-pressed/mark:inline">{t('saved')}</span>
      </button>
      <button
        type="submit"
        form="compare"
        name="l"
        value={slug}
        data-compare=""
        aria-label={t('compare_named', { title })}
        className={wide}
      >
        <Columns size={18} strokeWidth={1.7} className="group-aria-pressed/mark:text-amber" />
        <span className="group-aria-pressed/mark:hidden">{t('compare')}</span>
        <span className="hidden group-aria-pressed/mark:inline">{t('compared')}</span>
      </button>
    </p>
  );
}

/** Follows an enterprise, with its name for those who listen. */
export async function FollowButton({ id, maker, small = false }: { id: string; maker: string; small?: boolean }) {
  const t = await getTranslations('lists');
  return (
    <button
      type="submit"
      form="follow"
      name="enterpriseId"
      value={id}
      data-follow=""
      aria-label={t('follow_named', { maker })}
      className={small ? 'group/follow link inline-flex min-h-8 items-center' : `${buttonStyle('quiet')} group/follow`}
    >
      <span className="group-aria-pressed/follow:hidden">{t('follow')}</span>
      <span className="hidden items-center gap-1.5 group-aria-pressed/follow:inline-flex">
        <Check size={15} />
        {t('following')}
      </span>
    </button>
  );
}
