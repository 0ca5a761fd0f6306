export { bestLocale } from './best-locale.ts';
export { baseMessages, interfaceMessages, type MessageTree, merge } from './interface.ts';
export {
  allLocaleFacts,
  defaultLocale,
  directionOf,
  fallbackChain,
  isLocale,
  type Locale,
  type LocaleFacts,
  locale,
  localeFacts,
  locales,
} from './locales.ts';
