import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import { applyStripeObject, evidenceFile, giveEvidence, sendEvidence } from '#lib/ordering/index.ts';
import { personOf } from '../world.ts';
import { openSandbox, type Sandbox, sdk, sold } from './paid.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const pdf = (text: string) => new File([`%PDF-1.7\n${text}`], 'dowód nadania.pdf', { type: 'application/pdf' });
const png = () => new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])], 'chat.txt');

async function disputed(sellers = 1) {
  const order = await sold(sandbox, { sellers, card: '4000000000000259' });
  const payment = await prisma().payment.findFirstOrThrow({ where: { orderId: order.orderId } });
  const [found] = (await sdk(sandbox).disputes.list({ charge: payment.chargeId ?? '' })).data;
  await applyStripeObject('dispute', found?.id ?? '');
  const dispute = await prisma().dispute.findUniqueOrThrow({ where: { stripeId: found?.id ?? '' } });
  return { ...order, dispute };
}

test('files go to the bank in the fields of Stripe, each once, and can be looked at there', async () => {
  const { dispute, part, owner } = await disputed();
  const said = { disputeId: dispute.id, sellerOrderId: part.id, words: 'It was delivered to the buyer’s door.' };
  await giveEvidence(owner, { ...said, receipt: pdf('first') });
  await giveEvidence(owner, {
    ...said,
    shipping_documentation: pdf('sent'),
    customer_communication: png(),
    receipt: pdf('second'),
  });
  await Promise.all([sendEvidence(dispute.id), sendEvidence(dispute.id), sendEvidence(dispute.id, true)]);
  const at = sdk(sandbox);
  const { evidence, status } = await at.disputes.retrieve(dispute.stripeId);
  expect(status).toBe('under_review');
  expect(evidence.uncategorized_text).toBe(said.words);
  const receipt = await at.files.retrieve(String(evidence.receipt));
  expect(receipt).toMatchObject({ purpose: 'dispute_evidence', type: 'pdf', filename: 'dowód nadania.pdf' });
  expect(await at.files.retrieve(String(evidence.customer_communication))).toMatchObject({
    type: 'png',
    filename: 'chat.png',
  });
  expect(evidence.shipping_documentation).toMatch(/^file_/);
  expect((await at.files.list({ limit: 100 })).data).toHaveLength(3);
  const shown = await fetch(`${sandbox.url}/sandbox/files/${receipt.id}`);
  expect(await shown.text()).toBe('%PDF-1.7\nsecond');
  expect(await (await fetch(`${sandbox.url}/sandbox`)).text()).toContain(`/sandbox/files/${receipt.id}`);
});

test('several sellers of one payment share the fields: the same kind goes where there is room', async () => {
  const { dispute, parts, owners } = await disputed(2);
  for (const [at, part] of parts.entries()) {
    const owner = owners[at];
    if (!owner) throw new Error('each part has an owner');
    const said = { disputeId: dispute.id, sellerOrderId: part.id, words: `Parcel ${at} has been delivered.` };
    await giveEvidence(owner, { ...said, shipping_documentation: pdf(`parcel ${at}`) });
  }
  await sendEvidence(dispute.id);
  const { evidence } = await sdk(sandbox).disputes.retrieve(dispute.stripeId);
  expect(evidence.shipping_documentation).toMatch(/^file_/);
  expect(evidence.uncategorized_file).toMatch(/^file_/);
});

test('what a bank does not read is refused at its field, and nothing of it is kept', async () => {
  const { dispute, part, owner } = await disputed();
  const said = { disputeId: dispute.id, sellerOrderId: part.id, words: 'It was delivered to the buyer’s door.' };
  const script = new File(['<script>alert(1)</script>'], 'proof.pdf', { type: 'application/pdf' });
  await expect(giveEvidence(owner, { ...said, receipt: script })).rejects.toMatchObject({
    code: 'ordering.evidence_format',
    field: 'receipt',
  });
  const large = new File([pdf('x'), new Uint8Array(4_000_001)], 'large.pdf');
  await expect(giveEvidence(owner, { ...said, receipt: large })).rejects.toThrow('ordering.evidence_size');
  const half = () => new File([pdf('x'), new Uint8Array(2_300_000)], 'half.pdf');
  await expect(giveEvidence(owner, { ...said, receipt: half(), shipping_documentation: half() })).rejects.toThrow(
    'ordering.evidence_too_large',
  );
  expect(await prisma().disputeFile.count({ where: { evidence: { disputeId: dispute.id } } })).toBe(0);
  expect(await prisma().disputeEvidence.count({ where: { disputeId: dispute.id } })).toBe(0);
});

test('a file is there for its seller alone', async () => {
  const { dispute, part, owner } = await disputed();
  const said = { disputeId: dispute.id, sellerOrderId: part.id, words: 'It was delivered to the buyer’s door.' };
  await giveEvidence(owner, { ...said, receipt: pdf('mine') });
  const file = await prisma().disputeFile.findFirstOrThrow({ where: { evidence: { disputeId: dispute.id } } });
  expect((await evidenceFile(owner, file.id)).bytes.toString()).toContain('mine');
  await expect(evidenceFile(personOf(part.id), file.id)).rejects.toThrow('ordering.unknown');
  const { owner: stranger } = await sold(sandbox, { pay: false });
  await expect(evidenceFile(stranger, file.id)).rejects.toThrow('ordering.unknown');
});
