import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, Status } from '#app/_ui/layout.tsx';
import type { Review } from './review.ts';

export interface ReviewWords {
  readonly checks: string;
  readonly fine: string;
  readonly error: string;
  readonly warning: string;
  readonly fix: string;
  readonly preview: string;
  readonly previewNone: string;
  readonly previewNote: string;
}

interface Props {
  readonly review: Review | undefined;
  readonly lang: string;
  readonly words: ReviewWords;
  readonly onFix: (fixed: string) => void;
}

/** What the checks found, each with its explanation and, where a machine can, the text put right. */
export function Problems({ review, lang, words, onFix }: Props) {
  return (
    <section aria-live="polite" aria-labelledby="checks-title">
      <h2 id="checks-title" className="mb-3 text-large">
        {words.checks}
      </h2>
      {review?.problems.length === 0 && <Status kind="good">{words.fine}</Status>}
      <ul className="grid gap-3">
        {review?.problems.map((problem) => (
          <li key={problem.code}>
            <Notice kind={problem.severity === 'error' ? 'bad' : 'info'}>
              <Status kind={problem.severity === 'error' ? 'bad' : 'waiting'}>
                {problem.severity === 'error' ? words.error : words.warning}
              </Status>
              <p>{problem.explanation}</p>
              {problem.details.map((detail) => (
                <p key={detail} className="text-muted text-small">
                  {detail}
                </p>
              ))}
              {problem.fix !== undefined && (
                <div className="mt-2 flex flex-wrap items-center gap-3">
                  <span lang={lang} className="whitespace-pre-wrap border-line border-b">
                    {problem.fix}
                  </span>
                  <button
                    type="submit"
                    name="intent"
                    value={`fix:${problem.code}`}
                    className={buttonStyle('quiet')}
                    onClick={(event) => {
                      event.preventDefault();
                      onFix(problem.fix ?? '');
                    }}
                  >
                    {words.fix}
                  </button>
                </div>
              )}
            </Notice>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The message as readers get it, a line for each form. */
export function Preview({ review, lang, words }: Omit<Props, 'onFix'>) {
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title" className="mb-3 text-large">
        {words.preview}
      </h2>
      {review && review.preview.length > 0 ? (
        <>
          <dl className="grid gap-3">
            {review.preview.map((line) => (
              <div key={line.given}>
                {line.given && <dt className="num text-muted text-small">{line.given}</dt>}
                <dd lang={lang} className="whitespace-pre-wrap border-line border-l-2 pl-3">
                  {line.text}
                </dd>
              </div>
            ))}
          </dl>
          {review.preview.some((line) => line.text.includes('‹')) && (
            <p className="mt-3 text-muted text-small">{words.previewNote}</p>
          )}
        </>
      ) : (
        <p className="text-muted text-small">{words.previewNone}</p>
      )}
    </section>
  );
}
