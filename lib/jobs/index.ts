export { announce } from './outbox.ts';
export type { Topic, Topics } from './topics.ts';
