import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { prisma, transaction } from '#lib/db/index.ts';
import { queueMail, sendMail } from '#lib/notifications/index.ts';

/** A mail server that speaks TLS from the first byte (RFC 8314), with the certificate that its library brings. */
function serve(sources: string[]) {
  return new SMTPServer({
    secure: true,
    authOptional: true,
    closeTimeout: 100,
    async onData(stream, _session, done) {
      sources.push(await text(stream));
      done();
    },
  });
}

const listening = (server: SMTPServer, port: number) =>
  new Promise<number>((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.server.address() as AddressInfo).port)),
  );
const closed = (server: SMTPServer) => new Promise<void>((resolve) => server.close(resolve));

test('Mail goes over TLS, waits while the mail server is away, and goes when it is back', async () => {
  const sources: string[] = [];
  const first = serve(sources);
  const port = await listening(first, 0);
  process.env['SMTP_URL'] = `smtps://127.0.0.1:${port}?tls.rejectUnauthorized=false`;
  await transaction(async (tx) => {
    for (const cause of ['first', 'second'])
      await queueMail(tx, {
        cause,
        recipient: `${cause}@example.com`,
        locale: 'bg',
        template: 'stock_confirm',
        params: { title: 'Чиния', link: 'http://localhost:3000/bg/back/confirm?token=x' },
      });
  });
  const [one, two] = await prisma().email.findMany({ orderBy: { cause: 'asc' } });
  await sendMail(one?.id ?? '');
  expect((await simpleParser(sources[0] ?? '')).text).toContain('Чиния');

  await closed(first);
  await expect(sendMail(two?.id ?? '')).rejects.toThrow();
  expect((await prisma().email.findUniqueOrThrow({ where: { cause: 'second' } })).status).toBe('queued');

  const second = serve(sources);
  await listening(second, port);
  await sendMail(two?.id ?? '');
  expect(sources).toHaveLength(2);
  expect((await prisma().email.findUniqueOrThrow({ where: { cause: 'second' } })).status).toBe('sent');
  await closed(second);
});
