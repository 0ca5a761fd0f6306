export type { Upload } from '#lib/db/generated/client.ts';
export { pictureBytes } from './derived.ts';
export { type Examined, examine } from './examine.ts';
export {
  type Crop,
  cropSchema,
  type Focal,
  type FrameColumns,
  focalPosition,
  focalSchema,
  frameColumns,
  frameOf,
  pictureName,
} from './frame.ts';
export { keptBytes } from './keep.ts';
export { likeness, likenessDistance } from './likeness.ts';
export { takePicture, uploadFile, uploadPicture, uploadSample } from './media.ts';
export { type PictureFormat, pictureWidths } from './picture.ts';
export { preparePictures } from './prepare.ts';
export { keepPrivateFile } from './private-file.ts';
export { store } from './store.ts';
export { speakTus, uploadsAddress } from './tus.ts';
export {
  beginUpload,
  beginUploadSchema,
  clearUploads,
  dropUpload,
  dropUploadSchema,
  lockUpload,
  type OpenUpload,
  openUploads,
  removeBytes,
  uploadBytes,
  uploadPath,
  uploadPurposes,
  viewUpload,
} from './uploads.ts';
