export { keptBytes } from './keep.ts';
export { pictureBytes, takePicture, uploadFile, uploadPicture } from './media.ts';
export { type PictureFormat, pictureWidths } from './picture.ts';
export { store } from './store.ts';
