import { useRef } from 'preact/hooks';
import { useColours, type Palette } from '../colours';
import { number } from '../format';
import { FONT, useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

export interface Bar {
  name: string;
  value: number;
}

interface BarsProps {
  label: string;
  bars: Bar[];
  /** Up to which a bar is quiet, marked on each. */
  level: number;
}

const ROW = 22;
const NAME = 140;
const VALUE = 52;
const GAP = 40;

/** Named numbers as bars, beside one another where there is room. */
export function Bars({ label, bars, level }: BarsProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const palette = useColours();
  const columns = Math.min(bars.length, Math.max(1, Math.floor((width + GAP) / 420)));
  const lines = Math.ceil(bars.length / Math.max(1, columns));
  useDrawing(canvas, width, lines * ROW, (pen) => draw(pen, { bars, level, columns, lines, width, palette }), [JSON.stringify(bars), level, columns, palette]);
  return <div ref={host} class="panel bars"><canvas ref={canvas} role="img" aria-label={label} /></div>;
}

interface Layout {
  bars: Bar[];
  level: number;
  columns: number;
  lines: number;
  width: number;
  palette: Palette;
}

function draw(pen: Pen, { bars, level, columns, lines, width, palette }: Layout): void {
  const each = (width - (columns - 1) * GAP) / columns;
  const long = Math.max(10, each - NAME - VALUE);
  const most = Math.max(level, ...bars.map((bar) => bar.value));
  pen.font = `12px ${FONT}`;
  pen.textBaseline = 'middle';
  bars.forEach((bar, i) => {
    // Down one column after the other, so that the order is seen.
    const left = Math.floor(i / lines) * (each + GAP);
    const middle = (i % lines) * ROW + ROW / 2;
    pen.fillStyle = palette.ink;
    pen.textAlign = 'left';
    pen.fillText(bar.name.length > 17 ? `${bar.name.slice(0, 16)}…` : bar.name, left, middle);
    pen.textAlign = 'right';
    pen.fillText(number(bar.value), left + each, middle);
    pen.fillStyle = palette.grid;
    pen.fillRect(left + NAME, middle - 5, long, 10);
    pen.fillStyle = bar.value > level ? palette.median : palette.floor;
    pen.fillRect(left + NAME, middle - 5, (Math.max(0, bar.value) / most) * long, 10);
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.5;
    pen.setLineDash([2, 2]);
    pen.beginPath();
    pen.moveTo(left + NAME + (level / most) * long, middle - 8);
    pen.lineTo(left + NAME + (level / most) * long, middle + 8);
    pen.stroke();
    pen.setLineDash([]);
  });
}
