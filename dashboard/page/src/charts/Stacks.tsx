import { useRef } from 'preact/hooks';
import { useColours, type Palette } from '../colours';
import { FONT, useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

export interface Stack {
  name: string;
  /** Shares from the ground up; null of what is not known. */
  shares: (number | null)[];
}

interface StacksProps {
  label: string;
  stacks: Stack[];
  /** Of each share. */
  colours: string[];
}

const HEIGHT = 220;
const LABEL = 26;

/** Shares of a whole side by side, a column each. */
export function Stacks({ label, stacks, colours }: StacksProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const palette = useColours();
  useDrawing(canvas, width, HEIGHT, (pen) => draw(pen, stacks, colours, width, palette), [JSON.stringify(stacks), colours.join(), palette]);
  return <div ref={host} class="panel"><canvas ref={canvas} role="img" aria-label={label} /></div>;
}

function draw(pen: Pen, stacks: Stack[], colours: string[], width: number, palette: Palette): void {
  const [left, top, bottom] = [44, 8, 20];
  const [w, h] = [width - left - 6, HEIGHT - top - bottom];
  pen.font = `11px ${FONT}`;
  pen.textBaseline = 'middle';
  for (const share of [0, 0.5, 1]) {
    pen.fillStyle = palette.grid;
    pen.fillRect(left, top + h * (1 - share), w, 1);
    pen.fillStyle = palette.quiet;
    pen.textAlign = 'right';
    pen.fillText(`${100 * share} %`, left - 4, top + h * (1 - share));
  }
  const each = w / stacks.length;
  const step = Math.max(1, Math.ceil(LABEL / each));
  pen.textAlign = 'center';
  stacks.forEach((stack, i) => {
    let ground = top + h;
    stack.shares.forEach((share, part) => {
      pen.fillStyle = colours[part] ?? palette.ink;
      pen.fillRect(left + i * each + 0.5, ground - (share ?? 0) * h, Math.max(1, each - 1), (share ?? 0) * h);
      ground -= (share ?? 0) * h;
    });
    if (i % step === 0) {
      pen.fillStyle = palette.quiet;
      pen.fillText(stack.name, left + (i + 0.5) * each, top + h + 11);
    }
  });
}
