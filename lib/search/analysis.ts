import { createHash } from 'node:crypto';
import { concepts } from './concepts.ts';

/** Counted up with every change of `fold`, `stem`, `tokens` or the weights of a document. */
const rules = 3;

/** Which rules and which concepts a document was made by. What carries another mark is indexed again by the worker. */
export const analysis = createHash('sha256')
  .update(JSON.stringify([rules, concepts]))
  .digest('hex')
  .slice(0, 12);
