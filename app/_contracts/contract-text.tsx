import type { ContractText as Text } from '#lib/contracts/index.ts';
import { ownName } from '#lib/contracts/index.ts';

const grids = { 2: 'md:grid-cols-2', 3: 'md:grid-cols-2 xl:grid-cols-3' } as const;

interface Row {
  readonly key: string;
  readonly number: number | null;
  readonly title: Text['title'];
  readonly text: Text['title'];
}

function rowsOf(text: Text): Row[] {
  return [
    ...text.clauses.map((clause, at) => ({ ...clause, key: clause.slot, number: at + 1 })),
    { key: 'annex', number: null, ...text.annex },
    ...text.annex.lists.map((list, at) => ({ key: `annex-${at}`, number: null, ...list })),
  ];
}

/** A contract clause beside clause in its languages; on a phone one below the other, each said in which language it is. */
export function ContractText({ text }: { text: Text }) {
  const grid = `grid gap-x-8 gap-y-4 ${grids[text.languages.length === 3 ? 3 : 2]}`;
  return (
    <div className="border border-edge/60 bg-card px-[clamp(16px,3vw,44px)] py-[clamp(20px,3vw,44px)]">
      <div className={grid}>
        {text.languages.map((language) => (
          <div key={language} lang={language}>
            <p className="text-muted text-small">{ownName(language)}</p>
            <p className="font-serif text-large">{text.title[language]}</p>
          </div>
        ))}
      </div>
      <ol>
        {rowsOf(text).map((row) => (
          <li key={row.key} id={`clause-${row.key}`} className="scroll-mt-24 border-line border-t py-5 first:mt-6">
            <div className={grid}>
              {text.languages.map((language) => (
                <div key={language} lang={language} className="min-w-0 text-small leading-relaxed">
                  <p className="mb-1 font-medium">
                    {row.number !== null && <span className="num text-muted">{`${row.number}. `}</span>}
                    {row.title[language]}
                  </p>
                  <p className="whitespace-pre-line [overflow-wrap:anywhere]">{row.text[language]}</p>
                </div>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
