import type { Palette } from '../colours';
import { FONT, drawingOf } from './canvas';
import { fileName, save } from './download';
import type { Pen } from './pen';
import { SvgPen } from './svg';

export interface LegendEntry {
  colour: string;
  text: string;
  dashed?: boolean;
}

/** A chart as it is taken away: its canvases as they lie, its title above and its legend below. */
export interface Picture {
  body: HTMLElement;
  title: string;
  legend: LegendEntry[];
  palette: Palette;
}

const MARGIN = 16;
const HEAD = MARGIN + 28;
const LINE = 18;

interface Drawn {
  canvas: HTMLCanvasElement;
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Layout {
  drawn: Drawn[];
  width: number;
  height: number;
  /** Where the legend begins. */
  below: number;
}

function layoutOf({ body, legend }: Picture): Layout {
  const all = [...body.querySelectorAll('canvas')].map((canvas) => ({ canvas, at: canvas.getBoundingClientRect() }));
  const left = Math.min(...all.map(({ at }) => at.left));
  const top = Math.min(...all.map(({ at }) => at.top));
  const drawn = all.map(({ canvas, at }) => ({ canvas, left: MARGIN + at.left - left, top: HEAD + at.top - top, width: at.width, height: at.height }));
  const below = Math.max(...drawn.map((at) => at.top + at.height));
  return { drawn, below, width: Math.max(...drawn.map((at) => at.left + at.width)) + MARGIN, height: below + legend.length * LINE + MARGIN + 4 };
}

/** The symbol's index as a letter of its own, since such a text has one size. */
const plain = (text: string) => text.replaceAll('σ_t', 'σₜ');

function draw(pen: Pen, { title, legend, palette }: Picture, { drawn, width, height, below }: Layout, copy: (drawn: Drawn) => void): void {
  pen.fillStyle = palette.background;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = palette.ink;
  pen.font = `600 14px ${FONT}`;
  pen.fillText(plain(title), MARGIN, MARGIN + 14);
  drawn.forEach(copy);
  pen.font = `12px ${FONT}`;
  legend.forEach((entry, i) => {
    const y = below + i * LINE + 14;
    pen.fillStyle = entry.colour;
    for (const x of entry.dashed ? [0, 8] : [0, 4, 8]) {
      pen.fillRect(MARGIN + x, y - 5, 6, 2.5);
    }
    pen.fillStyle = palette.ink;
    pen.fillText(plain(entry.text), MARGIN + 22, y);
  });
}

/** As pixels, two or more for each of the screen's. */
export function savePng(picture: Picture): void {
  const layout = layoutOf(picture);
  const ratio = Math.max(2, devicePixelRatio);
  const canvas = document.createElement('canvas');
  canvas.width = layout.width * ratio;
  canvas.height = layout.height * ratio;
  const context = canvas.getContext('2d');
  if (context === null) {
    return;
  }
  context.scale(ratio, ratio);
  draw(context, picture, layout, (drawn) => {
    const again = drawingOf(drawn.canvas);
    if (again === undefined) {
      context.drawImage(drawn.canvas, drawn.left, drawn.top, drawn.width, drawn.height);
    } else {
      place(context, drawn, again);
    }
  });
  canvas.toBlob((blob) => blob !== null && save(blob, fileName(picture.title, 'png')), 'image/png');
}

/** As lines and text, for slides and papers. */
export function saveSvg(picture: Picture): void {
  const layout = layoutOf(picture);
  const pen = new SvgPen();
  draw(pen, picture, layout, (drawn) => place(pen, drawn, drawingOf(drawn.canvas) ?? (() => pen.drawImage(drawn.canvas, 0, 0, drawn.width, drawn.height))));
  save(new Blob([pen.finish(layout.width, layout.height, plain(picture.title))], { type: 'image/svg+xml' }), fileName(picture.title, 'svg'));
}

function place(pen: Pen, { left, top }: Drawn, again: (pen: Pen) => void): void {
  pen.save();
  pen.translate(left, top);
  again(pen);
  pen.restore();
}
