// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are source texts
import type { Mutation } from './mutations.ts';

const settle = 'lib/licensing/settle.ts';
const refund = 'lib/licensing/refund.ts';

/** Mistakes in what is paid for licences, and in what of that goes back. */
export const licenceMutations: readonly Mutation[] = [
  {
    name: 'a licence begins before it is paid for',
    edits: [{ file: 'lib/licensing/start.ts', from: 'if (!opened(dues) || ', to: 'if (' }],
  },
  {
    name: 'holders earn what was paid for a licence that has not begun',
    edits: [{ file: settle, from: "else if (after.status !== 'signed' || ", to: 'else if (after.number || ' }],
  },
  {
    name: 'what a bank took back of a licence is not asked for again',
    edits: [
      { file: 'lib/licensing/dispute.ts', from: 'if (parts.netMinor > 0n && ', to: 'if (parts.netMinor < 0n && ' },
    ],
  },
  {
    name: 'a form gives a due back each time it is sent',
    edits: [
      {
        file: refund,
        from: '`due:${due.id}:form:${input.requestKey}`',
        to: '`due:${due.id}:form:${Math.random()}:${input.requestKey}`',
      },
    ],
  },
  {
    name: 'a refund of a licence is not booked when it has left',
    edits: [{ file: refund, from: '  await post(tx, refundPosting(refund, {}, from));\n', to: '' }],
  },
];
