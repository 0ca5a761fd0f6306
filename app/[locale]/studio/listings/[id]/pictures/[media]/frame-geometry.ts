/** A picture is a thousand wide and a thousand high here, whatever its pixels. */
const whole = 1000;
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const leastPart = 50;

export interface Frame {
  readonly focalX: number;
  readonly focalY: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const wholePicture = { left: 0, top: 0, right: whole, bottom: whole };

const between = (value: number, least: number, most: number) => Math.round(Math.min(Math.max(value, least), most));

/** The frame with the point moved, never off the picture. */
export function withFocal(frame: Frame, x: number, y: number): Frame {
  return { ...frame, focalX: between(x, 0, whole), focalY: between(y, 0, whole) };
}

/** The frame with one edge moved: never off the picture, and never so far that too little is left. */
export function withEdge(frame: Frame, edge: keyof typeof wholePicture, at: number): Frame {
  const room = {
    left: [0, frame.right - leastPart],
    right: [frame.left + leastPart, whole],
    top: [0, frame.bottom - leastPart],
    bottom: [frame.top + leastPart, whole],
  } as const;
  return { ...frame, [edge]: between(at, room[edge][0], room[edge][1]) };
}

/** The largest part of this shape (width through height) around the point. */
export function cutTo(frame: Frame, size: Size, shape: number): Frame {
  const picture = size.width / size.height;
  const width = picture > shape ? (shape / picture) * whole : whole;
  const height = picture > shape ? whole : (picture / shape) * whole;
  const left = between(frame.focalX - width / 2, 0, whole - width);
  const top = between(frame.focalY - height / 2, 0, whole - height);
  return {
    ...frame,
    left,
    top,
    right: between(left + width, left + 1, whole),
    bottom: between(top + height, top + 1, whole),
  };
}

/**
 * Where the whole picture lies, in per cent of a box of this shape, so that the box is filled by the part, held at the point: what
 * object-fit and object-position do with the part alone.
 */
export function inBox(frame: Frame, size: Size, shape: number) {
  const part = { width: (frame.right - frame.left) / whole, height: (frame.bottom - frame.top) / whole };
  const [width, height] = [size.width * part.width, size.height * part.height];
  const scale = Math.max(shape / width, 1 / height);
  const held = (at: number, from: number, to: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const spareX = shape - width * scale;
  const spareY = 1 - height * scale;
  const x = spareX * held(frame.focalX, frame.left, frame.right) - (frame.left / whole) * size.width * scale;
  const y = spareY * held(frame.focalY, frame.top, frame.bottom) - (frame.top / whole) * size.height * scale;
  const percent = (value: number) => `${Number((value * 100).toFixed(2))}%`;
  return {
    left: percent(x / shape),
    top: percent(y),
    width: percent((size.width * scale) / shape),
    height: percent(size.height * scale),
  };
}
