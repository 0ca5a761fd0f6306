export { announce, announceEach } from './outbox.ts';
export type { Topic, Topics } from './topics.ts';
