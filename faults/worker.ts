import { z } from 'zod';
import { recurring } from '#runtime/jobs.ts';
import { answerParent } from './answer.ts';

/** The product's own worker; what its clock does each minute can be asked for at any moment. */
answerParent({
  run: async (name) => {
    const job = recurring[z.string().parse(name)];
    if (!job) throw new Error(`there is no recurring job ${name}`);
    await job.run();
  },
});
await import('#runtime/worker.ts');
