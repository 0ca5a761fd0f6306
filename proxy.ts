import createMiddleware from 'next-intl/middleware';
import { routing } from '#app/_i18n/routing.ts';

/** Sends a path without a language to the reader's own (Accept-Language, never by address); the rest of the edge is in runtime/site. */
export default createMiddleware(routing);

export const config = {
  matcher: '/((?!api|_next|dev|media|fonts|sitemaps|.*\\..*).*)',
};
