/** How a picture lies on a stage: how much larger than it fits, and how far its middle is from the stage's, in pixels. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const fitted: View = { scale: 1, x: 0, y: 0 };
const largest = 5;

/** The picture's size on the stage when it just fits. */
export function fittedSize(picture: Size, stage: Size): Size {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** Never smaller than it fits, and never dragged further than its edge comes to the stage's. */
export function held(view: View, picture: Size, stage: Size): View {
  const scale = Math.min(Math.max(view.scale, 1), largest);
  const size = fittedSize(picture, stage);
  const spare = (length: number, room: number) => Math.max(0, (length * scale - room) / 2);
  const within = (at: number, most: number) => Math.min(Math.max(at, -most), most) + 0;
  return {
    scale,
    x: within(view.x, spare(size.width, stage.width)),
    y: within(view.y, spare(size.height, stage.height)),
  };
}

/** Larger or smaller by a factor, with what lies under a point (from the stage's middle) staying there. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }, picture: Size, stage: Size): View {
  const scale = Math.min(Math.max(view.scale * factor, 1), largest);
  const ratio = scale / view.scale;
  return held({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, picture, stage);
}

/** Moved by so many pixels. */
export function panned(view: View, x: number, y: number, picture: Size, stage: Size): View {
  return held({ ...view, x: view.x + x, y: view.y + y }, picture, stage);
}
