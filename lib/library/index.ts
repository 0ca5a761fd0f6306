export { openCopy } from './copy.ts';
export { freezeLicences, licencePdf } from './licence.ts';
export { hasWatermark, setWatermark, watermarkSchema } from './offer.ts';
export { libraryOf, type Shelved, type ShelvedFile } from './shelf.ts';
export { provideNewFiles } from './updates.ts';
