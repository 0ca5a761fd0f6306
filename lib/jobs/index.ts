export { announce, announcing } from './outbox.ts';
export type { Topic, Topics } from './topics.ts';
