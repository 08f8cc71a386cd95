import type { Pen } from './pen';

type Matrix = [number, number, number, number, number, number];

/** What save and restore keep. */
interface State {
  fillStyle: Pen['fillStyle'];
  strokeStyle: Pen['strokeStyle'];
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  imageSmoothingEnabled: boolean;
  dash: number[];
  matrix: Matrix;
  clip: string | null;
}

const FIRST: State = {
  fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, lineJoin: 'miter', font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic',
  imageSmoothingEnabled: true, dash: [], matrix: [1, 0, 0, 1, 0, 0], clip: null,
};
const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };
/** By how much of its size a text stands below the place that it is given: not every viewer knows dominant-baseline. */
const BELOW: Partial<Record<CanvasTextBaseline, number>> = { middle: 0.35, top: 0.8 };

const digits = (value: number) => String(Math.round(value * 100) / 100);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `fill="#0072b2" fill-opacity="0.2"`: viewers that know no #rrggbbaa show it too. */
function paint(name: 'fill' | 'stroke', style: unknown): string {
  const colour = String(style);
  return /^#[0-9a-f]{8}$/i.test(colour)
    ? `${name}="${colour.slice(0, 7)}" ${name}-opacity="${digits(parseInt(colour.slice(7), 16) / 255)}"`
    : `${name}="${colour}"`;
}

/** Writes down as SVG what is drawn; text stays text. Arcs are whole circles. */
export class SvgPen implements Pen {
  fillStyle = FIRST.fillStyle;
  strokeStyle = FIRST.strokeStyle;
  lineWidth = FIRST.lineWidth;
  lineJoin = FIRST.lineJoin;
  font = FIRST.font;
  textAlign = FIRST.textAlign;
  textBaseline = FIRST.textBaseline;
  imageSmoothingEnabled = FIRST.imageSmoothingEnabled;
  private dash = FIRST.dash;
  private matrix = FIRST.matrix;
  private wanted: string | null = null;
  private open: string | null = null;
  private path = '';
  private clips = 0;
  private readonly kept: State[] = [];
  private readonly parts: string[] = [];

  /** The picture so far, as a file. */
  finish(width: number, height: number, title: string): string {
    const end = this.open === null ? '' : '</g>';
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${digits(width)}" height="${digits(height)}" viewBox="0 0 ${digits(width)} ${digits(height)}" role="img">`
      + `<title>${escaped(title)}</title>\n${this.parts.join('\n')}${end}\n</svg>\n`;
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, font, textAlign, textBaseline, imageSmoothingEnabled, dash, matrix } = this;
    this.kept.push({ fillStyle, strokeStyle, lineWidth, lineJoin, font, textAlign, textBaseline, imageSmoothingEnabled, dash, matrix, clip: this.wanted });
  }

  restore(): void {
    const state = this.kept.pop();
    if (state !== undefined) {
      const { clip, ...rest } = state;
      Object.assign(this, rest);
      this.wanted = clip;
    }
  }

  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y];
  }

  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  beginPath(): void {
    this.path = '';
  }

  moveTo(x: number, y: number): void {
    this.path += `M${this.at(x, y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `${this.path === '' ? 'M' : 'L'}${this.at(x, y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path += `M${this.at(x, y)}L${this.at(x + width, y)}L${this.at(x + width, y + height)}L${this.at(x, y + height)}Z`;
  }

  arc(x: number, y: number, radius: number): void {
    const r = digits(radius);
    this.path += `M${this.at(x - radius, y)}A${r} ${r} 0 1 1 ${this.at(x + radius, y)}A${r} ${r} 0 1 1 ${this.at(x - radius, y)}Z`;
  }

  fill(): void {
    this.drawPath(paint('fill', this.fillStyle));
  }

  stroke(): void {
    this.drawPath(`fill="none" ${this.line()}`);
  }

  clip(): void {
    const id = `clip${++this.clips}`;
    // A clip within a clip would be their intersection.
    const within = this.wanted === null ? '' : ` clip-path="url(#${this.wanted})"`;
    this.leave();
    this.parts.push(`<clipPath id="${id}"${within}><path d="${this.path}"/></clipPath>`);
    this.wanted = id;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.add(this.box(x, y, width, height, paint('fill', this.fillStyle)));
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.add(this.box(x, y, width, height, `fill="none" ${this.line()}`));
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight = '', size = '10', family = 'sans-serif'] = /^(\d+ )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const below = y + (BELOW[this.textBaseline] ?? 0) * Number(size);
    const anchor = ANCHORS[this.textAlign];
    const [a, b, c, d, e, f] = this.matrix;
    const place = b === 0 && c === 0
      ? `x="${digits(e + x)}" y="${digits(f + below)}"`
      : `x="${digits(x)}" y="${digits(below)}" transform="matrix(${[a, b, c, d, e, f].map(digits).join(' ')})"`;
    this.add(`<text ${place} font-family="${escaped(family.replaceAll('"', "'"))}" font-size="${size}"${weight === '' ? '' : ` font-weight="${weight.trim()}"`}`
      + `${anchor === undefined ? '' : ` text-anchor="${anchor}"`} ${paint('fill', this.fillStyle)}>${escaped(text)}</text>`);
  }

  setLineDash(segments: number[]): void {
    this.dash = segments;
  }

  drawImage(image: HTMLCanvasElement, x: number, y: number, width: number, height: number): void {
    this.add(this.box(x, y, width, height, `preserveAspectRatio="none" href="${image.toDataURL('image/png')}"${this.imageSmoothingEnabled ? '' : ' style="image-rendering:pixelated"'}`, 'image'));
  }

  private at(x: number, y: number): string {
    const [a, b, c, d, e, f] = this.matrix;
    return `${digits(a * x + c * y + e)} ${digits(b * x + d * y + f)}`;
  }

  /** Boxes are not turned. */
  private box(x: number, y: number, width: number, height: number, attributes: string, name = 'rect'): string {
    return `<${name} x="${digits(this.matrix[4] + x)}" y="${digits(this.matrix[5] + y)}" width="${digits(width)}" height="${digits(height)}" ${attributes}/>`;
  }

  private line(): string {
    return `${paint('stroke', this.strokeStyle)} stroke-width="${digits(this.lineWidth)}"${this.lineJoin === 'miter' ? '' : ` stroke-linejoin="${this.lineJoin}"`}`
      + `${this.dash.length === 0 ? '' : ` stroke-dasharray="${this.dash.map(digits).join(' ')}"`}`;
  }

  private drawPath(attributes: string): void {
    if (this.path !== '') {
      this.add(`<path d="${this.path}" ${attributes}/>`);
    }
  }

  private leave(): void {
    if (this.open !== null) {
      this.parts.push('</g>');
      this.open = null;
    }
  }

  private add(part: string): void {
    if (this.open !== this.wanted) {
      this.leave();
      if (this.wanted !== null) {
        this.parts.push(`<g clip-path="url(#${this.wanted})">`);
        this.open = this.wanted;
      }
    }
    this.parts.push(part);
  }
}
