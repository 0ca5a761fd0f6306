import { createHash } from 'node:crypto';
import { prisma } from '#lib/db/index.ts';
import { type Translator, translator } from '#lib/languages/index.ts';
import { keptBytes, store } from '#lib/media/index.ts';
import { type Block, type Cell, makePdf, type PrintDocument } from '#lib/print/index.ts';
import { chainOfDeal } from './chain.ts';
import { type ContractText, contractTextSchema } from './draw.ts';
import { type InLanguages, ownName } from './languages.ts';
import { type WholeContract, wholeContract } from './party.ts';
import { sealPdf } from './seal.ts';

const pdf = 'application/pdf';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** One row of the columns: the same words in each language. */
function row({ languages }: ContractText, text: InLanguages, lead: InLanguages, number?: number): Cell[] {
  return languages.map((language) => ({
    text: text[language] ?? '',
    tone: 'dense',
    language,
    lead: `${number === undefined ? '' : `${number}. `}${lead[language] ?? ''}`,
  }));
}

function columns(text: ContractText, rows: readonly (readonly Cell[])[]): Block {
  return {
    kind: 'table',
    flows: true,
    columns: text.languages.map((language) => ({
      share: 1,
      head: { text: ownName(language) },
    })),
    rows,
  };
}

/** The contract on paper: its text in two or three columns, clause beside clause. */
function textBlocks(text: ContractText): Block[] {
  const [first, ...others] = text.languages.map((language) => text.title[language] ?? '');
  return [
    { kind: 'mark', name: 'Ambersilk' },
    {
      kind: 'heading',
      level: 1,
      words: { text: first ?? '' },
      ...(text.languages[0] ? { language: text.languages[0] } : {}),
    },
    { kind: 'text', text: others.join(' · '), tone: 'muted' },
    { kind: 'text', text: text.number, tone: 'strong' },
    { kind: 'space', height: 10 },
    columns(text, [
      ...text.clauses.map((clause, at) => row(text, clause.text, clause.title, at + 1)),
      row(text, text.annex.text, text.annex.title),
      ...text.annex.lists.map((list) => row(text, list.text, list.title)),
    ]),
  ];
}

function documentOf(text: ContractText, createdAt: Date, foot: string): PrintDocument {
  return {
    title: `${text.title[text.governing] ?? ''} ${text.number}`,
    language: text.governing,
    author: 'Ambersilk',
    createdAt,
    foot,
    blocks: textBlocks(text),
  };
}

/** The PDF of a contract's text. `foot` stands on every page. */
export function printContract(text: ContractText, createdAt: Date, foot: string): Promise<Buffer> {
  return makePdf(documentOf(text, createdAt, foot));
}

/**
 * The file of a draft and its SHA-256: made once, and from then on the bytes that are signed. Whoever asks has been let in, or is a job.
 */
export async function draftPdf(draftId: string): Promise<{ bytes: Buffer; sha256: string }> {
  const draft = await prisma().contractDraft.findUniqueOrThrow({ where: { id: draftId }, include: { contract: true } });
  if (draft.pdfKey && draft.pdfSha256) return keptDraft(draft.pdfKey, draft.pdfSha256);
  const text = contractTextSchema.parse(draft.text);
  const foot = `${draft.contract.number} · ${draft.version} · ${draft.textHash.slice(0, 16)}`;
  const bytes = await printContract(text, draft.createdAt, foot);
  const hash = sha256(bytes);
  const key = `contracts/${draft.id}/${hash}.pdf`;
  await keptBytes(key, pdf, async () => bytes);
  const { count } = await prisma().contractDraft.updateMany({
    where: { id: draftId, pdfSha256: null },
    data: { pdfSha256: hash, pdfKey: key },
  });
  // Somebody was faster: theirs is the file.
  return count === 1 ? { bytes, sha256: hash } : draftPdf(draftId);
}

async function keptDraft(key: string, expected: string): Promise<{ bytes: Buffer; sha256: string }> {
  const bytes = await (await store()).get(key);
  if (!bytes || sha256(bytes) !== expected) throw new Error(`the file ${key} is not what was signed`);
  return { bytes, sha256: expected };
}

/** The page behind the contract that says who signed, when, from where and how, and what that hangs on. */
async function auditBlocks(contract: WholeContract, t: Translator): Promise<Block[]> {
  const at = (moment: Date) => moment.toISOString().replace('T', ' ').replace('Z', ' UTC');
  const fact = (name: string, value: string) => ({ name: { text: name }, value });
  const chain = await chainOfDeal(contract.dealId);
  return [
    { kind: 'rule' },
    { kind: 'heading', level: 2, words: { text: t('audit.title') } },
    { kind: 'text', text: t('audit.lead'), tone: 'muted' },
    ...contract.signatures
      .filter((each) => each.draftId === contract.drafts.at(-1)?.id)
      .flatMap((each): Block[] => [
        { kind: 'heading', level: 3, words: { text: each.enterprise.legalName } },
        {
          kind: 'facts',
          facts: [
            fact(t('audit.name'), each.signedName),
            fact(t('audit.at'), at(each.signedAt)),
            fact(t('audit.proof'), t(each.secondFactor ? `proof_and_factor.${each.proof}` : `proof.${each.proof}`)),
            fact(t('audit.address'), each.address),
            fact(t('audit.agent'), each.userAgent),
            fact(t('audit.file'), each.pdfSha256),
          ],
        },
        { kind: 'space', height: 6 },
      ]),
    { kind: 'heading', level: 3, words: { text: t('audit.chain') } },
    {
      kind: 'table',
      columns: [
        { head: { text: t('audit.entry') }, share: 22 },
        { head: { text: t('audit.at') }, share: 26 },
        { head: { text: 'SHA-256' }, share: 52 },
      ],
      rows: chain.map((entry) => [
        { text: `${entry.position}. ${t(`chain.${entry.kind}`)}`, tone: 'dense' },
        { text: at(entry.at), tone: 'dense' },
        { text: entry.hash, tone: 'dense' },
      ]),
    },
  ];
}

/**
 * The final file of a signed contract: the text, the audit page, the signed draft inside it, and the platform's seal over all. Made once,
 * by the job that follows the last signature or by whoever asks first.
 */
export async function sealContract(contractId: string): Promise<{ bytes: Buffer; sha256: string }> {
  const contract = await prisma().contract.findUniqueOrThrow({ where: { id: contractId }, include: wholeContract });
  if (contract.sealedKey && contract.sealedSha256) return keptDraft(contract.sealedKey, contract.sealedSha256);
  const draft = contract.drafts.at(-1);
  if (!draft || contract.status !== 'signed') throw new Error('only a signed contract is sealed');
  const signed = await draftPdf(draft.id);
  // What was signed on paper is its own original.
  if (contract.kind === 'outside') return signed;
  const text = contractTextSchema.parse(draft.text);
  const t = await translator(text.governing, 'contracts');
  const document = documentOf(text, contract.signedAt ?? draft.createdAt, `${contract.number} · ${signed.sha256}`);
  const bytes = await sealPdf(
    await makePdf({
      ...document,
      blocks: [...document.blocks, ...(await auditBlocks(contract, t))],
      attachments: [
        {
          name: `${contract.number}-${draft.version}.pdf`,
          contentType: pdf,
          bytes: signed.bytes,
          description: t('audit.attached'),
        },
      ],
      seal: { name: 'Ambersilk', reason: contract.number },
    }),
  );
  const hash = sha256(bytes);
  const key = `contracts/${contract.id}/${hash}.pdf`;
  await keptBytes(key, pdf, async () => bytes);
  const { count } = await prisma().contract.updateMany({
    where: { id: contractId, sealedSha256: null },
    data: { sealedSha256: hash, sealedKey: key, sealedAt: new Date() },
  });
  return count === 1 ? { bytes, sha256: hash } : sealContract(contractId);
}
