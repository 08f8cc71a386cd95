import type { Cell, DataColumn, Samples } from '../../api';

/** Samples in which a category is its word: the board has its number, what a sampler makes has the word already. */
export function inWords(samples: Samples, columns: DataColumn[]): Samples {
  const words = samples.columns.map((name) => columns.find((column) => column.name === name)?.categories ?? null);
  if (words.every((categories) => categories === null)) {
    return samples;
  }
  const said = (cell: Cell, place: number) => (typeof cell === 'number' ? words[place]?.[cell] ?? cell : cell);
  return { ...samples, generated: samples.generated.map((row) => row.map(said)), real: samples.real.map((row) => row.map(said)) };
}
