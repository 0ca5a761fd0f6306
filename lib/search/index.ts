export { type Concept, type ConceptTerm, concepts, conceptsNamed } from './concepts.ts';
export { type Findable, listingDocument } from './document.ts';
export { didYouMean, type Found, findListings, mostRanked, type SearchFilter } from './find.ts';
export {
  type Lexeme,
  type QueryGroup,
  type QueryOptions,
  type QueryWord,
  queryTokens,
  searchQuery,
  toTsquery,
} from './query.ts';
export { correctedQuery, type Suggestion, suggestSpelling, type VocabularyWord, vocabularyWords } from './spelling.ts';
export { pinyinTokens, type Token, tokens, type Weight } from './tokens.ts';
export { type DocumentPart, toTsvector } from './tsvector.ts';
