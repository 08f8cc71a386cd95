import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Pen } from './pen';

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif';

/** How far out of sight something is drawn already, so that scrolling and printing find it there. */
const AHEAD = '1500px';

/** The width of an element in CSS pixels, as it changes; 0 before it is known, and as long as it is far out of sight. */
export function useWidthInSight(ref: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (element === null) {
      return undefined;
    }
    const sizes = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    const sight = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        sight.disconnect();
        sizes.observe(element);
      }
    }, { rootMargin: AHEAD });
    sight.observe(element);
    return () => {
      sight.disconnect();
      sizes.disconnect();
    };
  }, []);
  return width;
}

/** The width of an element in CSS pixels, as it changes; 0 before it is known. */
export function useWidth(ref: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) {
      return undefined;
    }
    const read = () => setWidth(Math.floor(element.clientWidth));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

const drawings = new WeakMap<HTMLCanvasElement, (pen: Pen) => void>();

/** Remembers how a canvas is drawn, in CSS pixels, so that it can be drawn anew in another format. */
export function remember(canvas: HTMLCanvasElement, draw: (pen: Pen) => void): void {
  drawings.set(canvas, draw);
}

export function drawingOf(canvas: HTMLCanvasElement): ((pen: Pen) => void) | undefined {
  return drawings.get(canvas);
}

/** Sizes a canvas for the screen's pixels and draws on it in CSS pixels, after every render whose inputs changed. */
export function useDrawing(
  ref: RefObject<HTMLCanvasElement>,
  width: number,
  height: number,
  draw: (pen: Pen) => void,
  inputs: unknown[],
): void {
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas == null || context == null || width <= 0) {
      return;
    }
    const ratio = Math.max(1, devicePixelRatio);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    remember(canvas, draw);
    // A drawing may leave a clip behind.
    context.save();
    draw(context);
    context.restore();
  }, [width, height, ...inputs]);
}
