export { priceBands } from './bands.ts';
export { type Concept, type ConceptTerm, concepts, conceptsNamed } from './concepts.ts';
export { type Findable, listingDocument } from './document.ts';
export {
  type Asked,
  didYouMean,
  type Facet,
  type Facets,
  type Found,
  findListings,
  type SearchFilter,
  type SearchTerms,
  type Sort,
  sorts,
} from './find.ts';
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
export { mostRanked } from './sql.ts';
export { bestListings, completeWords, nameBegins } from './suggest.ts';
export { pinyinTokens, type Token, tokens, type Weight } from './tokens.ts';
export { type DocumentPart, toTsvector } from './tsvector.ts';
