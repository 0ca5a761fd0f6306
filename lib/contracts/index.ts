export { type ChainEntry, chainHolds, chainOfDeal, linkHash } from './chain.ts';
export { type Choices, choicesOf, choicesSchema, firstChoices, forums, sublicensings } from './choices.ts';
export {
  acceptAndDraft,
  buyAndDraft,
  optionalOf,
  redraftContract,
  redraftSchema,
  termsOfDraft,
} from './draft.ts';
export { type ContractText, contractTextSchema, drawContract, textHash } from './draw.ts';
export { factsOf } from './facts.ts';
export { draftFile, sealedFile } from './files.ts';
export { type ContractLanguage, contractLanguages, firstLanguages, isContractLanguage, ownName } from './languages.ts';
export { laws, namesIn, slots, wordings } from './library.ts';
export { contractNames } from './names.ts';
export { outsideSchema, registerOutside } from './outside.ts';
export { readContract, type WholeContract } from './party.ts';
export { draftPdf, printContract, sealContract } from './print.ts';
export { type ClauseChange, redline } from './redline.ts';
export { checkSeal, sealPdf } from './seal.ts';
export { chooseClauses, optionalSlots } from './select.ts';
export { signContract, signSchema } from './sign.ts';
export type { From } from './signature.ts';
export { publishStandingSchema, publishWithStanding } from './standing.ts';
export type { ContractSubject, ContractWork, Party } from './subject.ts';
export { valuesOf } from './values.ts';
export { type Verification, verdicts, verifyPdf } from './verify.ts';
export { limitVerify } from './verify-limit.ts';
