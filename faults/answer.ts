import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import { shiftClock } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';

const messageSchema = z.object({ id: z.number(), op: z.string(), value: z.unknown() });

export type Operations = Readonly<Record<string, (value: unknown) => Promise<unknown>>>;

function text(error: unknown): string {
  if (error instanceof DomainError) return `refused ${error.code}`;
  return error instanceof Error ? `${error.name}: ${error.message.slice(0, 500)}` : String(error);
}

/** Inside a child: answers what the runner asks, and sets the clock as it says. The clock at the start is in FAULTS_CLOCK. */
export function answerParent(operations: Operations): void {
  shiftClock(Number(process.env['FAULTS_CLOCK'] ?? 0));
  // Killed, it could not keep what it has compiled.
  setInterval(flushCompileCache, 4_000).unref();
  process.on('message', async (message) => {
    const { id, op, value } = messageSchema.parse(message);
    if (op === 'clock') return shiftClock(Number(value));
    try {
      const operation = operations[op];
      if (!operation) throw new Error(`there is no operation ${op}`);
      process.send?.({ id, value: (await operation(value)) ?? null });
    } catch (error) {
      process.send?.({ id, error: text(error) });
    }
  });
}
