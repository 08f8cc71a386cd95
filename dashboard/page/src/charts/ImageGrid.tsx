import { useRef } from 'preact/hooks';
import type { Cell, Image } from '../api';
import { useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

export interface ImageGridProps {
  label: string;
  image: Image;
  rows: Cell[][];
  /** Values that are black and white. */
  ends: [number, number];
  columns: number;
}

/** Images in a square grid, pixels as they are. */
export function ImageGrid(props: ImageGridProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const { image, columns } = props;
  const lines = Math.ceil(props.rows.length / columns);
  const size = width / columns;
  const height = Math.max(1, Math.round((size * lines * image.height) / image.width));
  useDrawing(canvas, width, height, (context) => draw(context, props, size), [props.rows, JSON.stringify(props.ends)]);
  return <div ref={host} class="panel"><canvas ref={canvas} role="img" aria-label={props.label} /></div>;
}

function draw(context: Pen, { image, rows, ends, columns }: ImageGridProps, size: number): void {
  const tile = document.createElement('canvas');
  tile.width = image.width;
  tile.height = image.height;
  const small = tile.getContext('2d');
  if (small === null) {
    return;
  }
  context.imageSmoothingEnabled = false;
  const grey = (value: Cell | undefined) => typeof value === 'number' ? (255 * (value - ends[0])) / (ends[1] - ends[0] || 1) : 0;
  rows.forEach((row, at) => {
    const pixels = small.createImageData(image.width, image.height);
    for (let i = 0; i < image.width * image.height; i++) {
      for (let channel = 0; channel < 3; channel++) {
        pixels.data[4 * i + channel] = grey(row[image.first + i * image.channels + Math.min(channel, image.channels - 1)]);
      }
      pixels.data[4 * i + 3] = 255;
    }
    small.putImageData(pixels, 0, 0);
    const tall = (size * image.height) / image.width;
    context.drawImage(tile, (at % columns) * size, Math.floor(at / columns) * tall, size - 2, tall - 2);
  });
}
