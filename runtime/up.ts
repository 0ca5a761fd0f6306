import { takePicturesLater } from './pictures.ts';
import { Progress } from './progress.ts';
import { bringUp, explain, type Stack } from './stack.ts';

const started = performance.now();
const development = process.argv.includes('--dev');
let stack: Stack | undefined;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  process.stdout.write('\nStopping …\n');
  await stack?.stop();
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

try {
  stack = await bringUp(new Progress(), { development });
  const { config, embedded } = stack.settings;
  const also = [
    embedded.mail ? `mail ${config.SITE_URL}/dev/mail` : '',
    config.STRIPE_API_BASE ? `payments ${config.STRIPE_API_BASE}` : '',
  ].filter(Boolean);
  console.log(
    `\nReady in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops everything.${also.length > 0 ? ` See also: ${also.join(', ')}.` : ''}`,
  );
  const who = config.DEMO
    ? `sign in with one click as buyer, enterprise, licensee, translator, moderator or finance on ${config.SITE_URL}/en/sign-in`
    : `${config.SITE_URL}/en/sign-up makes the first account`;
  console.log(`Open ${config.SITE_URL} — ${who}`);
  if (!development) takePicturesLater(stack.settings);
} catch (error) {
  console.error(`\n${explain(error)}`);
  process.exit(1);
}
