import { z } from 'zod';

const side = z.object({ userId: z.uuid(), enterpriseId: z.uuid() });

/** A licence that was signed, and who acts for its two sides. */
export const licenceSchema = z.object({
  number: z.string(),
  licenceId: z.uuid(),
  holder: side,
  licensee: side,
  /** Whether the law asks for something that nobody has seen to. */
  blocked: z.boolean(),
});

/** One of its payments as its page shows it. */
export const dueSchema = z.object({
  id: z.uuid(),
  /** What is asked, in minor units. */
  total: z.string(),
  open: z.boolean(),
  /** What could still be given back, in minor units. */
  left: z.number(),
  /** What the licensee's bank is asked about. */
  disputeId: z.uuid().nullable(),
});
export type Due = z.infer<typeof dueSchema>;
