import { readConfig } from '#lib/core/config.ts';
import { forget } from '#lib/core/memory.ts';
import { disconnect } from '#lib/db/index.ts';
import { interfaceMessages } from '#lib/languages/index.ts';
import { ChangeListener } from '../../../runtime/site/changes.ts';

/** One instance of the site as far as its words go: a process with connections of its own that says how a string reads whenever that changes. */
async function greeting(): Promise<string> {
  const { hall } = await interfaceMessages('pl');
  return hall instanceof Object && typeof hall['greeting'] === 'string' ? hall['greeting'] : '';
}

async function tell(): Promise<void> {
  process.send?.({ reads: await greeting() });
}

const changes = new ChangeListener(readConfig(process.env).DATABASE_URL, {
  onChange: (change) => {
    if (change.kind === 'messages') forget(`messages:${change.locale}`);
    void tell();
  },
  onReconnect: () => forget(''),
});
await changes.start();
await tell();
process.on('disconnect', () => void disconnect().finally(() => process.exit(0)));
