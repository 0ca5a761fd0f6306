import { createNavigation } from 'next-intl/navigation';
import { routing } from './routing.ts';

export { Link } from './link.tsx';
export const { redirect } = createNavigation(routing);
