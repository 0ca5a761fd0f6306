'use client';

import { useState } from 'react';
import { cutTo, type Frame, type Size, wholePicture, withEdge, withFocal } from './frame-geometry.ts';

export const shapes = { square: 1, tall: 4 / 5, wide: 4 / 3 } as const;
export type Shape = keyof typeof shapes | 'whole';

/** The point and the part as a person sets them; touching either switches it on. */
export function useFrame(begin: { frame: Frame; focal: boolean; crop: boolean }, size: Size) {
  const [frame, setFrame] = useState(begin.frame);
  const [focal, setFocal] = useState(begin.focal);
  const [crop, setCrop] = useState(begin.crop);
  const part = crop ? frame : { ...frame, ...wholePicture };
  const middle = withFocal(part, (part.left + part.right) / 2, (part.top + part.bottom) / 2);
  return {
    frame,
    focal,
    crop,
    setFocal,
    setCrop,
    /** What buyers see: the part, or all of it, held at the point or in the middle. */
    seen: focal ? part : middle,
    setPoint: (x: number, y: number) => {
      setFocal(true);
      setFrame(withFocal(frame, x, y));
    },
    setEdge: (edge: keyof typeof wholePicture, at: number) => {
      setCrop(true);
      setFrame(withEdge(frame, edge, at));
    },
    cut: (shape: Shape) => {
      setCrop(shape !== 'whole');
      setFrame(shape === 'whole' ? { ...frame, ...wholePicture } : cutTo(frame, size, shapes[shape]));
    },
  };
}

export type FrameState = ReturnType<typeof useFrame>;
