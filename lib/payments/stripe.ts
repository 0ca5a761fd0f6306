import Stripe from 'stripe';
import { config } from '#lib/core/config.ts';

const shared = globalThis as typeof globalThis & { ambersilkStripe?: Stripe };

/** The official SDK. STRIPE_API_BASE leads it elsewhere (the payment sandbox); nothing else in the product knows. */
export function stripe(): Stripe {
  if (!shared.ambersilkStripe) {
    const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = config();
    const base = STRIPE_API_BASE ? new URL(STRIPE_API_BASE) : undefined;
    shared.ambersilkStripe = new Stripe(STRIPE_SECRET_KEY, {
      maxNetworkRetries: 2,
      timeout: 20_000,
      telemetry: false,
      appInfo: { name: 'Ambersilk' },
      ...(base
        ? { host: base.hostname, port: base.port || '80', protocol: base.protocol === 'https:' ? 'https' : 'http' }
        : {}),
    });
  }
  return shared.ambersilkStripe;
}
