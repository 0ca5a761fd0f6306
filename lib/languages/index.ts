export { bestLocale, localeForTag } from './best-locale.ts';
export { type Inconsistency, inconsistencies, type TranslatedUnit } from './checks/consistency.ts';
export { type CheckCode, type CheckOptions, checkCodes, type Problem, type Severity } from './checks/problem.ts';
export { type GlossaryHit, type GlossaryTerm, glossaryHits, isInflected } from './checks/terms.ts';
export { check, isPublishable } from './checks.ts';
export {
  type Compare,
  isNameOrder,
  type NameOrder,
  nameCollation,
  nameCollator,
  nameOrders,
  nameOrdersOf,
} from './collation.ts';
export {
  isStale,
  type LocalizedText,
  type ReadableText,
  readable,
  type TextOrigin,
  type TextState,
} from './content.ts';
export { type Coverage, coverageOf } from './coverage.ts';
export type { LanguagesErrorCode } from './errors.ts';
export {
  fieldText,
  readField,
  readVersions,
  type TextWithTranslations,
  withTranslations,
  writtenText,
} from './fields.ts';
export { applyImportSchema, applyTranslationImport, dropTranslationImport } from './files/apply.ts';
export { exportInterface, exportUnits } from './files/export.ts';
export {
  compareFile,
  type ImportCounts,
  importLines,
  importSchema,
  previewImport,
  viewTranslationImport,
} from './files/import.ts';
export { contentUnits, interfaceUnits, type KnownUnit, knownUnits } from './files/known.ts';
export { type FileFormat, fileFormats, isTermFormat } from './files/read.ts';
export type { FileUnit, UnitState } from './files/unit.ts';
export { fileEndings, mediaTypes, type UnitFormat } from './files/write.ts';
export { fold } from './fold.ts';
export {
  type Anatomy,
  anatomy,
  generalText,
  type Message,
  type ParsedMessage,
  type PlaceholderKind,
  type PluralUse,
  parseMessage,
  placeholderMark,
  wellFormedMessage,
  wholeText,
} from './icu.ts';
export { hiddenName, markedTree, marks } from './in-context.ts';
export { baseMessages, interfaceMessages, type MessageTree, merge } from './interface.ts';
export {
  allLocaleFacts,
  type Direction,
  defaultLocale,
  directionOf,
  fallbackChain,
  isLocale,
  isPseudoLocale,
  type Locale,
  type LocaleFacts,
  locale,
  localeFacts,
  localeName,
  locales,
  type PseudoLocale,
  pseudoLocales,
  type Script,
  writtenAs,
} from './locales.ts';
export {
  estimateMachine,
  type MachineEstimate,
  type MachineText,
  machineBudgetLeft,
  machineSchema,
  machineTranslate,
  machineTranslateText,
} from './machine/catalogue.ts';
export { type MachineSettings, type ProviderName, providerFor, providers } from './machine/providers.ts';
export { type MachineTranslation, translate } from './machine/translate.ts';
export { translateWords } from './machine/words.ts';
export { insertable, type MessagePart, messageParts } from './marks.ts';
export { knownExactly } from './memory/exact.ts';
export { fillMemory } from './memory/fill.ts';
export { type MemoryMatch, type MemoryQuestion, memoryMatches } from './memory/match.ts';
export { forgetUnits, type MemoryEntry, rememberUnits } from './memory/remember.ts';
export { type DeveloperNotes, developerNotes } from './notes.ts';
export { type PluralCategories, pluralCategories, pluralSamples } from './plurals.ts';
export { type PreviewLine, previewMessage } from './preview.ts';
export { pseudo, pseudoTree } from './pseudo.ts';
export {
  checkMessage,
  flatten,
  lockMessage,
  namespaces,
  publishMessage,
  publishSchema,
  refuseBroken,
  sourceOf,
  writeMessage,
} from './publish.ts';
export { pinyinInitials, pinyinWord, romanise, slug } from './romanisation.ts';
export { simplified } from './simplified-han.ts';
export { stem } from './stem.ts';
export { addTerm, newTermSchema, saveTermWord, termWordSchema } from './termbase/edit.ts';
export { glossaryBetween, type PairedTerm, type TermHit, termHits } from './termbase/glossary.ts';
export {
  countTerms,
  listTerms,
  partsOfSpeech,
  type TermEntry,
  type TermFilter,
  termDomains,
  viewTerm,
} from './termbase/read.ts';
export { changedSince, type FieldChange, sourceAt, wordsOfFields } from './text-history.ts';
export { type Translator, translator } from './translator.ts';
export { serbianToCyrillic, serbianToLatin } from './transliteration.ts';
