import type { ComponentChildren } from 'preact';

const SYMBOL = /σ_t·D\^(\d+(?:\.\d+)?|δ)|m\^\(−b\)/;

/** Text in which the headline's symbol stands as papers write it: σ with index t, D with exponent δ. */
export function Text({ of }: { of: string }) {
  const parts: ComponentChildren[] = [];
  let rest = of;
  for (let found = SYMBOL.exec(rest); found !== null; found = SYMBOL.exec(rest)) {
    parts.push(rest.slice(0, found.index), found[1] === undefined
      ? <span class="math">m<sup>−b</sup></span>
      : <span class="math">σ<sub>t</sub>·D<sup>{found[1]}</sup></span>);
    rest = rest.slice(found.index + found[0].length);
  }
  return <>{parts}{rest}</>;
}
