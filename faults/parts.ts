import { z } from 'zod';

/** An enterprise's part of an order as its buyer's page and its seller's desk show it. */
export const partSchema = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  enterpriseId: z.uuid(),
  status: z.string(),
  /** What could still be given back, in minor units. */
  left: z.number(),
  /** What the buyer's bank is asked about. */
  disputeId: z.uuid().nullable(),
  lines: z.array(
    z.object({
      id: z.uuid(),
      quantity: z.number(),
      /** Still to be sent, or to be called off. */
      toSend: z.number(),
      /** Sent and not given back. */
      withBuyer: z.number(),
      refundable: z.number(),
    }),
  ),
  parcels: z.array(z.object({ id: z.uuid(), arrived: z.boolean() })),
  returns: z.array(z.object({ id: z.uuid(), status: z.string() })),
});
export type Part = z.infer<typeof partSchema>;

/** Pieces by line; null: all that is possible. */
export const quantitiesSchema = z.record(z.string(), z.number()).nullable();
export type Quantities = z.infer<typeof quantitiesSchema>;
