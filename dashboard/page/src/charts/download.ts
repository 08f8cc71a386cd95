import type { Palette } from '../colours';
import { FONT } from './canvas';

export interface LegendEntry {
  colour: string;
  text: string;
  dashed?: boolean;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A name that every file system takes. */
function fileName(title: string, ending: string): string {
  return `${title.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^-|-$/g, '')}.${ending}`;
}

export function saveText(title: string, text: string): void {
  save(new Blob([text], { type: 'text/csv;charset=utf-8' }), fileName(title, 'csv'));
}

/** The symbol's index as a letter of its own, since a canvas has one size of text. */
const plain = (text: string) => text.replaceAll('σ_t', 'σₜ');

/** What holds all rectangles. */
function around(all: DOMRect[]): { left: number; top: number; width: number; height: number } {
  const left = Math.min(...all.map((at) => at.left));
  const top = Math.min(...all.map((at) => at.top));
  return { left, top, width: Math.max(...all.map((at) => at.right)) - left, height: Math.max(...all.map((at) => at.bottom)) - top };
}

const MARGIN = 16;
const LINE = 18;

/** The canvases of a chart as they lie, with its title above and its legend below, as a picture. */
export function savePicture(body: HTMLElement, title: string, legend: LegendEntry[], palette: Palette): void {
  const drawn = [...body.querySelectorAll('canvas')].map((canvas) => ({ canvas, at: canvas.getBoundingClientRect() }));
  const frame = around(drawn.map(({ at }) => at));
  const ratio = Math.max(2, devicePixelRatio);
  const picture = document.createElement('canvas');
  const head = MARGIN + 28;
  const width = frame.width + 2 * MARGIN;
  const height = head + frame.height + legend.length * LINE + MARGIN + 4;
  picture.width = width * ratio;
  picture.height = height * ratio;
  const context = picture.getContext('2d');
  if (context === null) {
    return;
  }
  context.scale(ratio, ratio);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, width, height);
  context.fillStyle = palette.ink;
  context.font = `600 14px ${FONT}`;
  context.fillText(plain(title), MARGIN, MARGIN + 14);
  for (const { canvas, at } of drawn) {
    context.drawImage(canvas, MARGIN + at.left - frame.left, head + at.top - frame.top, at.width, at.height);
  }
  context.font = `12px ${FONT}`;
  legend.forEach((entry, i) => {
    const y = head + frame.height + i * LINE + 14;
    context.fillStyle = entry.colour;
    for (const x of entry.dashed ? [0, 8] : [0, 4, 8]) {
      context.fillRect(MARGIN + x, y - 5, 6, 2.5);
    }
    context.fillStyle = palette.ink;
    context.fillText(plain(entry.text), MARGIN + 22, y);
  });
  picture.toBlob((blob) => blob !== null && save(blob, fileName(title, 'png')), 'image/png');
}
