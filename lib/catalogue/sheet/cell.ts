export { readCell } from '#lib/core/csv.ts';
