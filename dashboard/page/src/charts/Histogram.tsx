import { useRef } from 'preact/hooks';
import type { Cell } from '../api';
import { faded, useColours, type Palette } from '../colours';
import { tick } from '../format';
import { linearTicks } from '../scale';
import { FONT, useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

/** Shares of two sets in the same bins, or of the same words. */
export interface Bins {
  /** Ends of the bins, one more than there are shares; or words, as many as shares. */
  edges: number[] | null;
  words: string[] | null;
  /** Empty where there is one set only. */
  generated: number[];
  real: number[];
}

const MOST_WORDS = 12;

/** Bins over all but the outermost 0.5 % of the real values; whole numbers, where they are not too many, have a bin each. */
export function binsOf(generated: Cell[], real: Cell[], most: number): Bins {
  const values = [...generated, ...real];
  if (values.some((value) => typeof value === 'string')) {
    const counts = new Map<string, number>();
    real.forEach((value) => counts.set(String(value), (counts.get(String(value)) ?? 0) + 1));
    generated.forEach((value) => counts.set(String(value), counts.get(String(value)) ?? 0));
    const words = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_WORDS).map(([text]) => text);
    const shares = (set: Cell[]) => words.map((text) => set.filter((value) => String(value) === text).length / Math.max(1, set.length));
    return { edges: null, words, generated: shares(generated), real: shares(real) };
  }
  const numbers = (set: Cell[]) => set.filter((value): value is number => typeof value === 'number');
  const sorted = Float64Array.from(numbers(real)).sort();
  const cut = Math.floor(sorted.length * 0.005);
  const [least, largest] = [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 1];
  const whole = sorted.length > 0 && largest - least < most && sorted.every(Number.isInteger);
  const low = whole ? least - 0.5 : least;
  const bins = whole ? largest - least + 1 : most;
  const width = whole ? 1 : (largest - least || 1) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + i * width);
  const shares = (set: number[]) => {
    const found = new Array<number>(bins).fill(0);
    set.forEach((value) => {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((value - low) / width)));
      found[bin] = (found[bin] ?? 0) + 1 / set.length;
    });
    return found;
  };
  return { edges, words: null, generated: shares(numbers(generated)), real: shares(numbers(real)) };
}

export function Histogram({ label, bins }: { label: string; bins: Bins }) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const palette = useColours();
  useDrawing(canvas, width, 150, (context) => draw(context, bins, width, 150, palette), [bins, palette]);
  return <div ref={host} class="panel"><canvas ref={canvas} role="img" aria-label={label} /></div>;
}

function draw(context: Pen, bins: Bins, width: number, height: number, palette: Palette): void {
  const [left, top, right, bottom] = [6, 6, 6, 20];
  const [w, h] = [width - left - right, height - top - bottom];
  const most = Math.max(1e-9, ...bins.generated, ...bins.real);
  const n = bins.real.length;
  const y = (share: number) => top + h - (share / most) * h;
  const x = (bin: number) => left + (bin / n) * w;
  context.fillStyle = faded(palette.real, bins.generated.length === 0 ? 0.55 : 0.32);
  bins.real.forEach((share, i) => context.fillRect(x(i) + 0.5, y(share), w / n - 1, top + h - y(share)));
  context.strokeStyle = palette.generated;
  context.lineWidth = 1.6;
  context.lineJoin = 'miter';
  context.beginPath();
  bins.generated.forEach((share, i) => {
    context.lineTo(x(i), y(share));
    context.lineTo(x(i + 1), y(share));
  });
  context.stroke();
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left, top + h + 0.5);
  context.lineTo(left + w, top + h + 0.5);
  context.stroke();
  context.font = `11px ${FONT}`;
  context.fillStyle = palette.quiet;
  context.textBaseline = 'top';
  if (bins.edges !== null) {
    const [low, high] = [bins.edges[0]!, bins.edges[bins.edges.length - 1]!];
    const counted = bins.edges[1]! - low === 1 && !Number.isInteger(low);
    for (const value of linearTicks(low, high, Math.max(2, Math.floor(w / 60))).filter((one) => !counted || Number.isInteger(one))) {
      const at = left + ((value - low) / (high - low)) * w;
      context.textAlign = at < left + 14 ? 'left' : at > left + w - 14 ? 'right' : 'center';
      context.fillText(tick(value), at, top + h + 5);
    }
  } else {
    context.textAlign = 'center';
    const letters = Math.max(1, Math.floor(w / n / 7));
    bins.words?.forEach((text, i) => context.fillText(text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text, x(i + 0.5), top + h + 5));
  }
}
