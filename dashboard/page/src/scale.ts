/** Scales, ticks and thinning: pure functions over numbers. */

/** A number v in [low, high] on a logarithmic scale, as a share in [0, 1]. */
export function logShare(value: number, low: number, high: number): number {
  return high > low ? Math.min(1, Math.max(0, Math.log(value / low) / Math.log(high / low))) : 0.5;
}

/** The ends widened by a share of their logarithmic distance; a single value by a factor. */
export function padLog(low: number, high: number, share: number): [number, number] {
  const factor = high > low ? (high / low) ** share : 1.5;
  return [low / factor, high * factor];
}

/** Steps of 1, 2 or 5 times a power of ten, about so many at most. */
export function linearTicks(low: number, high: number, most: number): number[] {
  if (!(high > low)) {
    return [low];
  }
  const rough = (high - low) / Math.max(1, most);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * decade).find((size) => size >= rough * 0.8) ?? 10 * decade;
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}

/** Ticks of a logarithmic axis: as fine as so many allow, from single decades down to a linear rule within one. */
export function logTicks(low: number, high: number, most: number): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const of = (factors: number[], every: number) => {
    const ticks = [];
    for (let decade = from; decade <= to; decade++) {
      if (((decade % every) + every) % every === 0) {
        for (const factor of factors) {
          const tick = Number((factor * 10 ** decade).toPrecision(12));
          if (tick >= low * 0.999999 && tick <= high * 1.000001) {
            ticks.push(tick);
          }
        }
      }
    }
    return ticks;
  };
  const candidates = [of([1, 2, 3, 4, 5, 6, 7, 8, 9], 1), of([1, 2, 3, 5, 7], 1), of([1, 2, 5], 1), of([1, 3], 1), of([1], 1), of([1], 2), of([1], 3), of([1], 5)];
  const room = (ticks: number[]) => ticks.length <= most && ticks.every((tick, i) => i === 0 || Math.log(tick / ticks[i - 1]!) / Math.log(high / low) > 0.6 / most);
  const found = candidates.find(room) ?? candidates[candidates.length - 1]!;
  return found.length >= 3 || (found.length === 2 && high / low > 20) ? found : linearTicks(low, high, most).filter((tick) => tick > 0);
}

const isPowerOfTwo = (m: number) => m > 0 && Number.isInteger(Math.log2(m));

/** Ticks for numbers of samples: powers of two where the milestones are such (but for some), else of ten. */
export function milestoneTicks(low: number, high: number, milestones: number[], most: number): number[] {
  const powers = milestones.filter(isPowerOfTwo).length;
  if (powers * 2 < milestones.length || milestones.length === 0) {
    return logTicks(low, high, most);
  }
  const from = Math.ceil(Math.log2(low) - 1e-9);
  const to = Math.floor(Math.log2(high) + 1e-9);
  const every = Math.max(1, Math.ceil((to - from + 1) / Math.max(1, most)));
  const ticks = [];
  for (let exponent = from; exponent <= to; exponent++) {
    if (exponent % every === 0) {
      ticks.push(2 ** exponent);
    }
  }
  return ticks.length >= 1 ? ticks : logTicks(low, high, most);
}

/** Indices of at most so many of n places, evenly spread, the first and the last among them. */
export function thin(n: number, most: number): number[] {
  if (n <= most) {
    return Array.from({ length: n }, (_, i) => i);
  }
  return Array.from({ length: most }, (_, i) => Math.round((i * (n - 1)) / (most - 1)));
}

/** Place of the entry nearest to a positive value on a logarithmic scale; −1 for none. */
export function nearestLog(values: number[], value: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  values.forEach((candidate, i) => {
    const distance = Math.abs(Math.log(candidate / value));
    if (distance < least) {
      least = distance;
      best = i;
    }
  });
  return best;
}

/** Points spread evenly over the logarithm, both ends among them. */
export function logSpace(low: number, high: number, points: number): number[] {
  return Array.from({ length: points }, (_, i) => low * (high / low) ** (i / (points - 1)));
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Exact 1-Wasserstein distance of two samples of numbers, of any sizes above 0, over the pooled standard deviation. */
export function standardisedW1(left: number[], right: number[]): number {
  const pooled = [...left, ...right];
  const centre = mean(pooled);
  const spread = Math.sqrt(mean(pooled.map((value) => (value - centre) ** 2)));
  const a = Float64Array.from(left).sort();
  const b = Float64Array.from(right).sort();
  let distance = 0;
  let at = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const next = Math.min((i + 1) / a.length, (j + 1) / b.length);
    distance += (next - at) * Math.abs(a[i]! - b[j]!);
    if ((i + 1) / a.length <= next + 1e-12) {
      i++;
    }
    if ((j + 1) / b.length <= next + 1e-12) {
      j++;
    }
    at = next;
  }
  return spread > 0 ? distance / spread : 0;
}

/** Pearson's correlation of two equally long lists; null where one of them does not vary. */
export function correlation(a: number[], b: number[]): number | null {
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: number[], mx: number, y: number[], my: number) => x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  const scale = Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
  return scale > 0 ? product(a, ma, b, mb) / scale : null;
}
