import type { Cell, RunDetail, Samples, SeriesAnswer } from '../../api';
import { number } from '../../format';
import { standardisedW1 } from '../../scale';

/** A column, and how far generations are off in it. */
export interface RankedColumn {
  name: string;
  place: number;
  off: number;
  text: string;
}

export const numbersOf = (rows: Cell[][], place: number) => rows.map((row) => row[place]).filter((value): value is number => typeof value === 'number');

/** By distance over floor where it is measured; else by W1 of the rows at hand, in standard deviations. The worst first. */
export function ranked(samples: Samples, ratios: SeriesAnswer | undefined): RankedColumn[] {
  return samples.columns.map((name, place) => {
    const series = ratios?.series.find((one) => one.column === name);
    const ratio = series?.value[series.milestones.indexOf(samples.milestone)];
    if (ratio != null) {
      return { name, place, off: ratio, text: `W₁ ${number(ratio)} × floor` };
    }
    const [generated, real] = [numbersOf(samples.generated, place), numbersOf(samples.real, place)];
    const off = generated.length > 0 && real.length > 0 ? standardisedW1(generated, real) : 0;
    return { name, place, off: ratios === undefined ? off : off / 1000, text: `W₁ ${number(off)} sd` };
  }).sort((a, b) => b.off - a.off);
}

/** Whether a column has numbers that are more or less than one another. */
export function isOrdered(detail: RunDetail, place: number): boolean {
  const kind = detail.columns[place]?.kind;
  return kind !== 'categorical' && kind !== 'binary';
}
