import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, bench } from './harness.ts';

let here: Bench;
beforeAll(async () => {
  here = await bench();
});
afterAll(() => here.end());

const file = (text: string, name = 'proof.pdf') => ({
  data: Buffer.from(text),
  name,
  type: 'application/pdf',
});

test('a file is taken once for a key, whatever the boundary of the call', async () => {
  const call = () =>
    here.stripe.files.create({ purpose: 'dispute_evidence', file: file('%PDF-1.7 one') }, { idempotencyKey: 'file-1' });
  const made = await call();
  expect(made).toMatchObject({ object: 'file', purpose: 'dispute_evidence', size: 12, filename: 'proof.pdf' });
  expect((await call()).id).toBe(made.id);
  await expect(
    here.stripe.files.create({ purpose: 'dispute_evidence', file: file('%PDF-1.7 two') }, { idempotencyKey: 'file-1' }),
  ).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
});

test('what is no evidence is refused as Stripe does', async () => {
  const made = (purpose: string, text: string) => here.stripe.files.create({ purpose, file: file(text) });
  await expect(made('dispute_evidence', 'GIF89a')).rejects.toMatchObject({ code: 'invalid_file_type', param: 'file' });
  await expect(made('tax_document', '%PDF-1.7')).rejects.toMatchObject({ param: 'purpose' });
  const unknown = here.stripe.disputes.update('du_none', { evidence: { receipt: 'file_none' } });
  await expect(unknown).rejects.toMatchObject({ statusCode: 404 });
});
