import type { Palette } from '../colours';
import { FONT } from './canvas';

export interface LegendEntry {
  colour: string;
  text: string;
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

const MARGIN = 16;
const LINE = 18;

/** The canvases of a chart as they lie, with its title above and its legend below, as a picture. */
export function savePicture(body: HTMLElement, title: string, legend: LegendEntry[], palette: Palette): void {
  const frame = body.getBoundingClientRect();
  const ratio = Math.max(2, devicePixelRatio);
  const picture = document.createElement('canvas');
  const head = MARGIN + 28;
  const width = frame.width + 2 * MARGIN;
  const height = head + frame.height + legend.length * LINE + MARGIN;
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
  context.fillText(title, MARGIN, MARGIN + 14);
  for (const canvas of body.querySelectorAll('canvas')) {
    const at = canvas.getBoundingClientRect();
    context.drawImage(canvas, MARGIN + at.left - frame.left, head + at.top - frame.top, at.width, at.height);
  }
  context.font = `12px ${FONT}`;
  legend.forEach((entry, i) => {
    const y = head + frame.height + i * LINE + 14;
    context.fillStyle = entry.colour;
    context.fillRect(MARGIN, y - 5, 14, 3);
    context.fillStyle = palette.ink;
    context.fillText(entry.text, MARGIN + 22, y);
  });
  picture.toBlob((blob) => blob !== null && save(blob, fileName(title, 'png')), 'image/png');
}
