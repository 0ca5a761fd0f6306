export interface Found {
  readonly words: readonly string[];
  readonly categories: readonly { slug: string; name: string }[];
  readonly makers: readonly { slug: string; name: string }[];
  readonly works: readonly { slug: string; title: string; kind: string; maker: string }[];
  readonly listings: readonly { slug: string; title: string; maker: string; price: string; picture: string | null }[];
}

export interface SearchWords {
  readonly placeholder: string;
  readonly search: string;
  readonly label: string;
  readonly words: string;
  readonly categories: string;
  readonly makers: string;
  readonly works: string;
  readonly listings: string;
}

export interface Option {
  readonly href: string;
  readonly text: string;
  readonly side?: string;
  readonly picture?: string | null;
}

export interface Group {
  readonly title: string;
  readonly options: readonly Option[];
}

/** What was found, under its headings; a heading with nothing under it is left out. */
export function groupsOf(found: Found, locale: string, words: SearchWords): Group[] {
  const at = `/${locale}`;
  return [
    {
      title: words.words,
      options: found.words.map((text) => ({ href: `${at}/search?q=${encodeURIComponent(text)}`, text })),
    },
    {
      title: words.categories,
      options: found.categories.map(({ slug, name }) => ({ href: `${at}/browse/${slug}`, text: name })),
    },
    { title: words.makers, options: found.makers.map(({ slug, name }) => ({ href: `${at}/e/${slug}`, text: name })) },
    {
      title: words.works,
      options: found.works.map(({ slug, title, kind, maker }) => ({
        href: `${at}/w/${slug}`,
        text: title,
        side: `${kind} · ${maker}`,
      })),
    },
    {
      title: words.listings,
      options: found.listings.map(({ slug, title, price, picture }) => ({
        href: `${at}/l/${slug}`,
        text: title,
        side: price,
        picture,
      })),
    },
  ].filter(({ options }) => options.length > 0);
}

/** The suggestions in their groups, as options of the list around them. Fetched when somebody types. */
export function Suggestions({ id, groups, active }: { id: string; groups: readonly Group[]; active: number }) {
  const all = groups.flatMap((group) => group.options);
  return (
    <>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options
        <div key={group.title} role="group" aria-label={group.title}>
          <p aria-hidden="true" className="px-4 pt-2 pb-1 text-muted text-small">
            {group.title}
          </p>
          {group.options.map((option) => {
            const at = all.indexOf(option);
            return (
              <a
                key={option.href}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                tabIndex={-1}
                href={option.href}
                className="flex min-h-11 items-center gap-3 px-4 py-1.5 hover:bg-silk aria-selected:bg-silk"
              >
                {option.picture && (
                  <img
                    src={option.picture}
                    alt=""
                    width={32}
                    height={40}
                    className="h-10 w-8 rounded-sm object-cover"
                  />
                )}
                <span className="min-w-0 flex-1 truncate">{option.text}</span>
                {option.side && <span className="num max-w-[45%] truncate text-muted text-small">{option.side}</span>}
              </a>
            );
          })}
        </div>
      ))}
    </>
  );
}
