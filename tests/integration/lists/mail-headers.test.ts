import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma, transaction } from '#lib/db/index.ts';
import { readStop, stopToken } from '#lib/lists/index.ts';
import { queueMail, sendMail } from '#lib/notifications/index.ts';

const sources: Promise<string>[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  closeTimeout: 100,
  onData(stream, _session, done) {
    sources.push(text(stream));
    stream.on('end', () => done());
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  process.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

test('A mail of news carries its own one-click end (RFC 8058), and no other mail does', async () => {
  const id = '11111111-1111-4111-8111-111111111111';
  const oneClick = `http://localhost:3000/api/v1/unsubscribe/${stopToken('stock', id)}`;
  const common = { recipient: 'a@example.com', locale: 'pl' } as const;
  const stop = { oneClick, page: 'http://localhost:3000/pl/unsubscribe?token=x' };
  await transaction(async (tx) => {
    const params = { title: 'Talerz', maker: 'Майстор', link: 'http://localhost:3000/pl/l/x', stop };
    await queueMail(tx, { ...common, cause: 'news', template: 'stock_back', params });
    await queueMail(tx, {
      ...common,
      cause: 'other',
      template: 'stock_confirm',
      params: { title: 'Talerz', link: 'http://localhost:3000/pl/back/confirm?token=x' },
    });
  });
  for (const email of await prisma().email.findMany({ orderBy: { cause: 'asc' } })) await sendMail(email.id);
  const [news, other] = await Promise.all(sources.map(async (source) => simpleParser(await source)));
  const header = (mail: typeof news, name: string) => mail?.headerLines.find((line) => line.key === name)?.line ?? '';
  expect(header(news, 'list-unsubscribe').replace(/\s/g, '')).toBe(`List-Unsubscribe:<${oneClick}>`);
  expect(header(news, 'list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(news?.text).toContain(stop.page);
  expect(header(other, 'list-unsubscribe')).toBe('');
  expect(readStop(oneClick.split('/').at(-1) ?? '')).toEqual({ kind: 'stock', id });
});
