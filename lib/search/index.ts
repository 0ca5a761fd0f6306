export { analysis } from './analysis.ts';
export { priceBands } from './bands.ts';
export { type Concept, type ConceptTerm, concepts, conceptsNamed } from './concepts.ts';
export { didYouMean } from './did-you-mean.ts';
export { type Findable, listingDocument } from './document.ts';
export { type Asked, type Found, findListings, type SearchMeasures, type Sort, sorts } from './find.ts';
export { mostMatched } from './matching.ts';
export { type Facet, type Facets, type OnlyName, onlyNames, type SearchFilter } from './narrow.ts';
export {
  type Lexeme,
  type QueryGroup,
  type QueryOptions,
  type QueryWord,
  queryTokens,
  searchQuery,
  toTsquery,
} from './query.ts';
export { freshShelf } from './shelf.ts';
export {
  correctedQuery,
  neighbours,
  type Suggestion,
  suggestSpelling,
  type VocabularyWord,
  vocabularyWords,
} from './spelling.ts';
export { bestListings, completeWords, nameBegins } from './suggest.ts';
export { pinyinTokens, type Token, tokens, type Weight } from './tokens.ts';
export { type DocumentPart, toTsvector } from './tsvector.ts';
