import { getFormatter, getTranslations } from 'next-intl/server';
import type { ComponentProps, ReactNode } from 'react';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { EvidenceFields } from './evidence-fields.tsx';
import { EvidenceFiles } from './evidence-files.tsx';

interface Disputed {
  readonly id: string;
  readonly reason: string;
  readonly status: string;
  readonly dueBy: Date | null;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
}

interface Props {
  readonly dispute: Disputed;
  /** Where it stands, for the name of the section and its heading. */
  readonly title: string;
  readonly label?: string;
  /** What is said below the heading of the sum that is asked about. */
  readonly sum?: ReactNode;
  /** What becomes of the money meanwhile. */
  readonly held: string;
  /** Whether the last day is told: to all, or to whoever may say something. */
  readonly tellsDue: boolean;
  /** What was given as evidence, for those who may read it. */
  readonly given: { readonly words: string; readonly files: ComponentProps<typeof EvidenceFiles>['files'] } | undefined;
  /** The form of whoever may say something now. */
  readonly form: ReactNode;
  readonly className?: string;
}

/** `title`, `won` or `lost`: how a dispute stands, by the words of `after.dispute`. */
export function standing({ closedAt, status }: Disputed): 'title' | 'won' | 'lost' {
  if (!closedAt) return 'title';
  return status === 'lost' ? 'lost' : 'won';
}

/** What a bank asks, or has asked, about a payment: until when something can be said, what was said, and a place for it. */
export async function DisputeBox(props: Props) {
  const { dispute, title, label = title, sum, held, tellsDue, given, form, className } = props;
  const t = await getTranslations('after.dispute');
  const format = await getFormatter();
  const state = standing(dispute);
  const open = state === 'title';
  return (
    <section aria-label={label} className={className}>
      <Notice kind={open ? 'bad' : state === 'won' ? 'good' : 'info'}>
        <h2 className="text-large">{title}</h2>
        {sum}
        {open && (
          <p className="mt-1">
            {t(`reason.${t.has(`reason.${dispute.reason}`) ? dispute.reason : 'general'}`)} {held}
          </p>
        )}
        {open && tellsDue && dispute.dueBy && (
          <p className="mt-1 font-medium">
            {t('due', { date: format.dateTime(dispute.dueBy, { dateStyle: 'long', timeStyle: 'short' }) })}
          </p>
        )}
        {open && dispute.submittedAt && <p className="mt-1">{t('submitted')}</p>}
      </Notice>
      {given && !form && <p className="mt-3 whitespace-pre-line text-small">{given.words}</p>}
      {given && given.files.length > 0 && <EvidenceFiles files={given.files} />}
      {form}
    </section>
  );
}

interface EvidenceProps {
  readonly action: ComponentProps<typeof Form>['action'];
  /** What the form names beside the words and the files. */
  readonly of: Readonly<Record<string, string>>;
  readonly words: string | undefined;
  readonly hint?: string;
  readonly className?: string;
}

export async function EvidenceForm({ action, of, words, hint, className }: EvidenceProps) {
  const t = await getTranslations('after.dispute');
  return (
    <Form action={action} className={className ?? 'mt-4 grid max-w-[720px] gap-4'}>
      {Object.entries(of).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextArea name="words" rows={6} required label={t('words')} hint={hint} defaultValue={words} />
      <EvidenceFields />
      <Submit className="justify-self-start" pending={t('sending')}>
        {t('send')}
      </Submit>
    </Form>
  );
}
