import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { config, refuseUnsafe } from '#lib/core/config.ts';
import { whenParentDies } from './parent.ts';

/** A mail server for development: takes everything, delivers nothing, keeps each message as a file for /dev/mail. */
refuseUnsafe(config());
const folder = config().MAIL_CATCHER_DIR;
if (!folder) throw new Error('MAIL_CATCHER_DIR is missing');
mkdirSync(folder, { recursive: true });
const maxBytes = 25 * 2 ** 20;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  size: maxBytes,
  // Who sends many mails keeps the connection; it must not hold up the end.
  closeTimeout: 1_000,
  onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', async () => {
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.eml`;
      try {
        await writeFile(path.join(folder, `.${name}`), Buffer.concat(chunks));
        await rename(path.join(folder, `.${name}`), path.join(folder, name));
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error('not kept'));
      }
    });
  },
});
server.listen(Number(process.env['MAIL_CATCHER_PORT'] ?? 3025), '127.0.0.1', () => process.send?.({ ready: true }));

const stop = () => server.close(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
whenParentDies(stop);
