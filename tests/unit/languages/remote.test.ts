import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pull, RemoteRefusal } from '../../../runtime/messages/remote.ts';

/** An installation that answers by the token it is shown. */
const answers: Readonly<Record<string, readonly [number, object]>> = {
  good: [200, { 'shop.title': 'Sklep' }],
  ended: [401, { error: { code: 'identity.sign_in_required', params: {}, message: '' } }],
  foreign: [403, { error: { code: 'identity.not_allowed', params: {}, message: 'You may not do this.' } }],
};
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const [status, body] = answers[(request.headers.authorization ?? '').replace('Bearer ', '')] ?? [500, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => server.close());

test('what an installation has is read', async () => {
  expect(await pull({ url, token: 'good' }, 'pl')).toEqual({ 'shop.title': 'Sklep' });
});

test.each([
  ['ended', /has ended or has expired.*identity\.sign_in_required/],
  ['foreign', /not for this language.*You may not do this/],
  ['broken', /HTTP 500/],
])('a token that is %s is told in words', async (token, words) => {
  const asked = pull({ url, token }, 'pl');
  await expect(asked).rejects.toBeInstanceOf(RemoteRefusal);
  await expect(asked).rejects.toThrow(words);
});

test('an address without a server is told, too', async () => {
  await expect(pull({ url: 'http://127.0.0.1:9', token: 'good' }, 'pl')).rejects.toThrow(/cannot be reached/);
  await expect(pull({ url: 'nowhere', token: 'good' }, 'pl')).rejects.toThrow(/is no address/);
});

test('the command line ends with 1 and one line for whoever reads a build’s log', async () => {
  const ran = await new Promise<{ code: number; told: string }>((resolve) =>
    execFile(
      process.execPath,
      [path.join(import.meta.dirname, '../../../runtime/messages.ts'), 'pull', 'pl', 'dry'],
      { env: { ...process.env, TRANSLATIONS_URL: url, TRANSLATIONS_TOKEN: 'ended' } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), told: stdout + stderr }),
    ),
  );
  expect(ran.code).toBe(1);
  expect(ran.told.trim()).toMatch(/^The token is unknown[^\n]*$/);
}, 60_000);
