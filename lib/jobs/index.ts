export { announce, announceEach, announcing } from './outbox.ts';
export type { Topic, Topics } from './topics.ts';
