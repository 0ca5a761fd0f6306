import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Facts, Status } from '#app/_ui/layout.tsx';
import { Details } from '#app/_workbench/details.tsx';
import type { importLines } from '#lib/languages/index.ts';

type Line = Awaited<ReturnType<typeof importLines>>['items'][number];

const tones = { added: 'good', changed: 'plain', conflict: 'waiting', refused: 'bad' } as const;
/** What is shown of a text that may be a megabyte. */
const shown = 600;

function short(text: string): string {
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}

const warnings = z.array(z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }));

function isNewTerm(details: unknown): boolean {
  return details instanceof Object && 'term' in details;
}

/** What checks say of a unit that is taken all the same, as the workbench says it. */
async function Warnings({ of }: { of: unknown }) {
  const told = warnings.parse(of);
  if (told.length === 0) return null;
  const [t, checks] = await Promise.all([getTranslations('workbench'), getTranslations('checks')]);
  return (
    <ul className="grid gap-2 text-small">
      {told.map(({ code, details }) => (
        <li key={code} className="grid gap-0.5">
          <Status kind="waiting">{t('severity.warning')}</Status>
          <p>{checks.has(code) ? checks(code) : code}</p>
          <Details details={details} most={shown} />
        </li>
      ))}
    </ul>
  );
}

/** What each unit of a file would do: the words now, the words in the file, and why not. */
export async function Lines({ lines, target }: { lines: readonly Line[]; target: string }) {
  const t = await getTranslations('exchange');
  const checks = await getTranslations('checks');
  const why = (problem: string) => {
    if (t.has(`problem.${problem}`)) return t(`problem.${problem}`);
    return checks.has(problem) ? checks(problem) : problem;
  };
  return (
    <ul className="border-line border-t">
      {lines.map((line) => (
        <li key={line.unit} className="grid gap-3 border-line border-b py-5">
          <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
            <Status kind={tones[line.change]}>{t(`preview.change.${line.change}`)}</Status>
            <code className="min-w-0 break-all text-small">{line.key}</code>
            <span className="num text-muted text-small">{t('preview.line', { line: line.line })}</span>
          </div>
          {isNewTerm(line.details) && <p>{t('preview.new_term')}</p>}
          {line.problem && <p className={line.change === 'refused' ? 'text-cinnabar' : ''}>{why(line.problem)}</p>}
          <Details details={line.details} most={shown} />
          <Warnings of={line.warnings} />
          <Facts
            className="[overflow-wrap:anywhere]"
            facts={[
              ...(line.source === '' ? [] : [[t('preview.original'), short(line.source)] as const]),
              ...(line.before === ''
                ? []
                : [
                    [
                      t('preview.before'),
                      // What is refused takes nothing away.
                      line.change === 'refused' ? (
                        <span key="b" lang={target}>
                          {short(line.before)}
                        </span>
                      ) : (
                        <del key="b" lang={target}>
                          {short(line.before)}
                        </del>
                      ),
                    ] as const,
                  ]),
              [
                t('preview.after'),
                <ins key="a" lang={target} className="no-underline">
                  {short(line.after)}
                </ins>,
              ],
            ]}
          />
        </li>
      ))}
    </ul>
  );
}
