import { notFound } from 'next/navigation';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { caughtMails, readCaught } from '#lib/notifications/index.ts';

type Props = { searchParams: Promise<{ to?: string; name?: string }> };

/** Everything the mail catcher has taken, the newest first. Does not exist where mail is really sent. */
export default async function Mail({ searchParams }: Props) {
  const { to, name } = await searchParams;
  const mails = await caughtMails(to);
  if (!mails) notFound();
  const open = name ? await readCaught(name) : null;
  return (
    <>
      <PageHead title="Mail catcher" lead="Mails of this installation. None of them has left the machine." />
      {open && (
        <article className="mb-10 rounded-md border border-line bg-card p-6">
          <h2 className="text-large">{open.subject}</h2>
          <p className="mb-4 text-muted text-small">To {open.to}</p>
          <pre className="whitespace-pre-wrap font-sans text-small" data-testid="mail-text">
            {open.text}
          </pre>
          {open.html && (
            <iframe
              title="HTML"
              sandbox=""
              srcDoc={open.html}
              className="mt-6 h-[640px] w-full rounded-md border border-line bg-card"
            />
          )}
        </article>
      )}
      {mails.length === 0 && <EmptyState title="No mail yet" />}
      <ul>
        {mails.map((mail) => (
          <li key={mail.name} className="border-line border-b">
            <a
              href={`/dev/mail?name=${mail.name}`}
              className="flex min-h-11 flex-wrap items-center justify-between gap-x-6 py-2 hover:text-amber"
            >
              <span>{mail.subject}</span>
              <span className="text-muted text-small">
                {mail.to} · {mail.at.toISOString().slice(0, 19).replace('T', ' ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
