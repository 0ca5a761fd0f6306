'use client';

import { usePathname } from 'next/navigation';

/** Links to this same page in each language; without JavaScript they lead to each language's first page. */
export function LanguageLinks({
  languages,
  current,
}: {
  languages: readonly { tag: string; name: string }[];
  current: string;
}) {
  const rest = usePathname().replace(/^\/[^/]+/, '');
  return (
    <ul className="grid grid-cols-2 gap-x-6">
      {languages.map(({ tag, name }) => (
        <li key={tag}>
          <a
            href={`/${tag}${rest}`}
            hrefLang={tag}
            lang={tag}
            aria-current={tag === current ? 'true' : undefined}
            className="flex min-h-11 items-center whitespace-nowrap hover:text-amber aria-[current]:font-medium aria-[current]:text-amber"
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The page to come back to after a form of the frame was sent. */
export function BackField() {
  return <input type="hidden" name="back" value={usePathname()} />;
}
