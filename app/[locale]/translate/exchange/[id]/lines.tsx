import { getTranslations } from 'next-intl/server';
import { Facts, Status } from '#app/_ui/layout.tsx';
import type { importLines } from '#lib/languages/index.ts';

type Line = Awaited<ReturnType<typeof importLines>>['items'][number];

const tones = { added: 'good', changed: 'plain', conflict: 'waiting', refused: 'bad' } as const;
/** What is shown of a text that may be a megabyte. */
const shown = 600;

function short(text: string): string {
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
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
          {line.problem && <p className={line.change === 'refused' ? 'text-cinnabar' : ''}>{why(line.problem)}</p>}
          <Facts
            className="[overflow-wrap:anywhere]"
            facts={[
              ...(line.source === '' ? [] : [[t('preview.original'), short(line.source)] as const]),
              ...(line.before === ''
                ? []
                : [
                    [
                      t('preview.before'),
                      <del key="b" lang={target}>
                        {short(line.before)}
                      </del>,
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
