// A made-up board for development: plausible numbers that follow no measurement. Not part of the product.

/** A generator of numbers in [0, 1) that gives the same ones for the same seed. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const normal = (next) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
const DISTANCES = { sliced_w2: 1, w1: 1.6, w2: 2.1, max_sliced_w2: 1.3, sinkhorn_w2: 3.2, gaussian_w2: 0.8 };
/** What real samples have of each, and by how much the worst generations miss it. */
const LIKENESS = { precision: [0.97, -0.3], recall: [0.97, -0.2], density: [1, -0.4], coverage: [0.96, -0.35], classifier_accuracy: [0.51, 0.25], dcr_share: [0.5, 0], mean_error: [0.02, 0.1], covariance_error: [0.03, 0.2], skewness_error: [0.05, 0.2], kurtosis_error: [0.1, 0.4] };

const WORDS = ['spring', 'summer', 'autumn', 'winter', 'a word that is rather long', 'other'];
const KEPT = 128;

/** Every second of the older ones goes when there are too many; the first and the newest stay, as on a server's board. */
const thinned = (milestones) => milestones.length <= KEPT ? milestones : milestones.filter((_, i) => i === 0 || i >= milestones.length - 2 || i % 2 === 0);

/** What a made-up run is: see `scenarios` for examples. */
export class MadeUpRun {
  constructor(options) {
    Object.assign(this, {
      state: 'active', failure: null, law: 'mixture', timesteps: 50, deltas: [0.05, 0.01], target: 0.1, from: 256, to: 8192,
      columns: ['x', 'y'], image: null, alarms: [], drift: false, leftOut: false, seed: 1, rate: 480, quality: 1, samplesOf: 'smile', ...options,
    });
    this.milestones = [];
    this.samples = 0;
    this.known = this.law !== null;
    this.metric = this.known ? 'robust_error' : 'held_out_loss';
    this.delta = this.known ? this.deltas[0] : null;
    const N = this.timesteps;
    this.times = Array.from({ length: N }, (_, i) => 0.0012 * (5 / 0.0012) ** (i / Math.max(1, N - 1)));
    this.sigmas = this.times.map((t) => Math.sqrt(1 - Math.exp(-2 * t)));
    for (let m = this.from; m <= this.to; m = this.step === undefined ? m * 2 : m + this.step) {
      this.reach(m);
    }
  }

  reach(m) {
    this.milestones = thinned([...this.milestones, m]);
    this.samples = Math.max(this.samples, m + 300);
  }

  noise(...key) {
    return normal(random(key.reduce((hash, part) => Math.imul(hash, 31) + [...String(part)].reduce((h, c) => Math.imul(h, 33) + c.charCodeAt(0), 7), this.seed)));
  }

  /** The headline of timestep k at m. */
  error(k, m, delta) {
    if (!this.known) {
      const base = 0.98 * Math.exp(-this.times[k - 1] * 1.6) + 0.012;
      return base * (1 + 0.5 * this.quality * (m / 256) ** -0.45) * (1 + 0.008 * this.noise('l', k, m));
    }
    const u = Math.log(this.times[k - 1] / 0.03) / 1.9;
    const shape = 0.9 * Math.exp(-0.5 * u * u * (u > 0 ? 1.2 : 0.12)) + 0.0003;
    return this.quality * shape * (delta === 0.01 ? 1.7 : 1) * (0.06 + (m / 256) ** -0.5) * Math.exp(0.12 * this.noise('e', k, m));
  }

  cell(k, m, delta = this.delta) {
    const value = this.error(k, m, delta);
    const spread = this.known ? 0.04 + 0.03 * Math.abs(this.noise('i', k)) : 0.012;
    return { m, value, low: value * (1 - spread), high: delta === 0.01 && m === this.milestones[0] && k < 4 ? null : value * (1 + spread * 1.1), n: this.known ? 10000 : 2048,
      verdict: !this.known ? null : value * (1 + spread) < this.target ? 'CERTIFIED' : value * (1 - spread) > this.target ? 'REFUTED' : 'UNDECIDED' };
  }

  ofTimesteps() {
    return Array.from({ length: this.timesteps }, (_, i) => i + 1);
  }

  card() {
    const key = `${this.milestones.length}/${this.milestones.at(-1)}`;
    if (this.curves?.key !== key) {
      this.curves = { key, of: this.curvesNow() };
    }
    return this.cardOf(this.curves.of);
  }

  curvesNow() {
    const worst = { milestones: [], value: [], low: [], high: [], timestep: [] };
    const median = { milestones: [], value: [], low: [], high: [] };
    const ratio = { milestones: [], value: [] };
    for (const m of this.milestones) {
      const cells = this.ofTimesteps().map((k) => ({ k, ...this.cell(k, m) })).sort((a, b) => a.value - b.value);
      const push = (curve, cell) => { curve.milestones.push(m); curve.value.push(cell.value); curve.low.push(cell.low); curve.high.push(cell.high); };
      push(worst, cells.at(-1));
      worst.timestep.push(cells.at(-1).k);
      push(median, cells[Math.floor((cells.length - 1) / 2)]);
      ratio.milestones.push(m);
      ratio.value.push(this.distance('sliced_w2', m).ratio);
    }
    return { worst, median, ratio };
  }

  cardOf({ worst, median, ratio }) {
    const newest = this.milestones.at(-1) ?? 0;
    return {
      run: this.run, state: this.state, failure: this.failure, source: this.source ?? `${this.law ?? 'rows'}-d${this.columns.length}-s1`, law: this.law, dimension: this.columns.length, timesteps: this.timesteps,
      headline: { metric: this.metric, delta: this.delta }, deltas: this.deltas, target: this.target, confidence: 0.95, milestone: newest,
      samples: this.samples || null, samplesPerSecond: this.rate, median, worst, slicedRatio: ratio,
      forecast: this.milestones.length < 4 ? null : this.forecasts().find((forecast) => forecast.scope === 'worst-timestep').advice,
      alarms: this.alarms,
    };
  }

  forecast(k) {
    const m = this.milestones.at(-1);
    const [first, last] = [this.error(k, this.milestones[0], this.delta), this.error(k, m, this.delta)];
    const c = this.known ? last * 0.25 : last * 0.85;
    const b = 0.52;
    const a = (last - c) * m ** b;
    const needed = c < this.target ? ((this.target - c) / a) ** (-1 / b) : null;
    const horizon = 10 * m;
    const reached = this.known && last < this.target * 0.95;
    const status = !this.known ? 'no-target' : reached ? 'reached' : needed === null ? 'unreachable' : needed > horizon ? 'beyond-reach' : 'needed';
    const end = c + a * horizon ** -b;
    const text = (value) => Math.round(Number(value.toPrecision(3))).toLocaleString('en-GB');
    const say = { reached: `σ_t·D^0.05 ≤ ${this.target} holds since m = ${text(m / 2)}`, needed: needed === null ? '' : `σ_t·D^0.05 ≤ ${this.target} needs about m = ${text(needed)} [${text(needed * 0.35)}, past ${text(horizon)}]: more data`,
      unreachable: `σ_t·D^0.05 ≤ ${this.target} is unreachable with this network (probability 0.97): the error levels off at ${c.toPrecision(3)} [${(c * 0.9).toPrecision(3)}, ${(c * 1.1).toPrecision(3)}], and more data alone will not do; a larger network, or more steps a milestone, and the errors cannot tell which`,
      'beyond-reach': `σ_t·D^0.05 ≤ ${this.target} is probably not reached by m = ${text(horizon)}, and no forecast goes further; the chance that the error levels off above it is 0.31`,
      'no-target': `by m = ${text(horizon)} the held-out loss, now ${last.toPrecision(3)}, falls by ${((last - end) * 1).toPrecision(2)} [${((last - end) * 0.4).toPrecision(2)}, ${((last - end) * 1.9).toPrecision(2)}]: more data` }[status];
    return {
      milestone: m, scope: 'timestep', timestep: k, time: this.times[k - 1], metric: this.metric, epsilon: this.known ? this.target : null, delta: this.delta, status, milestones: this.milestones.length, confidence: 0.95,
      needed: status === 'needed' ? needed : null, neededLow: status === 'needed' ? needed * 0.35 : null, neededHigh: null, chanceUnreachable: this.known ? 0.2 : null,
      floor: { value: c, low: 0, high: c * 2 }, amplitude: a, exponent: { value: b, low: 0.2, high: 1.1 }, horizon, expected: { value: end, low: end * 0.45, high: Math.min(last, end * 1.6) },
      fall: this.known ? null : { value: last - end, low: (last - end) * 0.4, high: (last - end) * 1.9 }, timestepsReached: null, timestepsUnreachable: null,
      ...this.parts(k, last ** 2), advice: say, first,
    };
  }

  parts(k, error) {
    const of = (share) => ({ value: share * error, low: share * error * 0.5, high: share * error * 1.8 });
    const steps = 0.1 + 0.3 * (k / this.timesteps);
    return { optimisation: of(steps), statistical: of(0.9 - steps), approximation: this.known ? of(0.1) : null, dominant: this.known ? 'statistical' : 'none' };
  }

  forecasts() {
    if (this.milestones.length < 4) {
      return [];
    }
    const all = this.ofTimesteps().map((k) => this.forecast(k));
    const m = this.milestones.at(-1);
    const sorted = this.ofTimesteps().map((k) => ({ k, value: this.error(k, m, this.delta) })).sort((a, b) => a.value - b.value);
    const of = (scope, k) => ({ ...this.forecast(k), scope, advice: `at the ${scope === 'worst-timestep' ? 'worst' : 'middle'} timestep, k = ${k} of ${this.timesteps}: ${this.forecast(k).advice}` });
    return [...all, of('worst-timestep', sorted.at(-1).k), of('median-timestep', sorted[Math.floor(sorted.length / 2)].k)];
  }

  distance(metric, m) {
    const scale = DISTANCES[metric];
    const floor = 0.0363 * scale;
    const value = floor * (0.92 + 0.9 * this.quality * (m / 256) ** -0.42) * Math.exp(0.06 * this.noise(metric, m));
    const low = metric === 'max_sliced_w2' || metric === 'sinkhorn_w2' ? 0 : floor * 0.45;
    return { value, floor, low, high: floor * 1.6, ratio: value / floor, n: { w1: 2000, w2: 2000, sinkhorn_w2: 500 }[metric] ?? 4096, within: value <= floor * 1.6 };
  }

  metrics() {
    const one = (metric, delta = null, extra = {}) => ({ metric, delta, perTimestep: false, perColumn: false, perShard: false, ...extra });
    if (this.milestones.length === 0) {
      return [];
    }
    return [
      ...(this.known ? this.deltas.map((delta) => one('robust_error', delta, { perTimestep: true })) : []), one('held_out_loss', null, { perTimestep: true }), one('noise_prediction_loss', null, { perTimestep: true }),
      ...Object.keys(DISTANCES).flatMap((metric) => [one(metric), one(`${metric}_floor`), one(`${metric}_ratio`)]),
      ...Object.keys(LIKENESS).flatMap((metric) => [one(metric), one(`${metric}_floor`)]),
      ...['steps_per_second', 'training_seconds', 'data_seconds', 'compute_seconds', 'publishing_seconds', 'prequential_loss', 'drift_statistic', 'drift_alarms'].map((metric) => one(metric, null, { perShard: true })),
      one('training_w2_ratio'), one('memorisation_alarm'),
      ...(this.image === null ? [one('column_w1', null, { perColumn: true }), one('column_w1_floor', null, { perColumn: true }), one('column_w1_ratio', null, { perColumn: true }), one('worst_column', null, { perColumn: true })] : []),
    ];
  }

  detail() {
    return {
      card: this.card(), times: this.times, sigmas: this.sigmas, columns: this.columns.map((name, i) => ({ name, kind: this.words && i === 1 ? 'categorical' : i % 5 === 4 ? 'integer' : 'continuous' })), image: this.image,
      milestones: this.milestones, metrics: this.metrics(), forecasts: this.forecasts(),
    };
  }

  series(metric, delta, timestep, column) {
    const make = (ids, at) => {
      const points = this.milestones.map(at);
      return { metric, delta: delta ?? null, timestep: null, column: null, shard: null, evidence: 'empirical', ...ids, milestones: this.milestones,
        value: points.map((p) => p.value), low: points.map((p) => p.low ?? null), high: points.map((p) => p.high ?? null), n: points.map((p) => p.n ?? null),
        verdict: points.map((p) => p.verdict ?? null), leftOut: points.map((p) => p.leftOut ?? null) };
    };
    const timesteps = timestep == null ? this.ofTimesteps() : [timestep];
    const base = metric.replace(/_(floor|ratio)$/, '');
    if (metric === this.metric) {
      return timesteps.map((k) => make({ timestep: k, evidence: this.known ? 'exact' : 'empirical' }, (m) => this.cell(k, m, delta ?? this.delta)));
    }
    if (metric === 'noise_prediction_loss' || metric === 'held_out_loss') {
      return timesteps.map((k) => make({ timestep: k }, (m) => ({ value: (0.98 * Math.exp(-this.times[k - 1] * 1.6) + 0.012) * (1 + 0.06 * (m / 256) ** -0.3) * (1 + 0.01 * this.noise('n', k, m)) })));
    }
    if (base in DISTANCES) {
      return [make({}, (m) => {
        const d = this.distance(base, m);
        if (this.leftOut && base === 'sinkhorn_w2') {
          return metric === base ? { value: null, n: 500, leftOut: 'two of 500 reference samples lie 2.3e6 times as far out as usual: rounding alone makes the plan uncertain' } : { value: null };
        }
        return metric.endsWith('_floor') ? { value: d.floor, low: d.low, high: d.high, n: d.n } : metric.endsWith('_ratio') ? { value: d.ratio, n: d.n }
          : { value: d.value, low: base === 'sliced_w2' ? d.value * 0.97 : null, high: base === 'sliced_w2' ? d.value * 1.03 : null, n: d.n, verdict: d.within ? 'INDISTINGUISHABLE' : 'DISTINGUISHABLE' };
      })];
    }
    if (base in LIKENESS) {
      const [floor, worst] = LIKENESS[base];
      return [make({}, (m) => {
        if (metric !== base) {
          return { value: floor, low: floor - 0.02, high: floor + 0.02, n: 1000 };
        }
        const value = floor + worst * this.quality * (m / 256) ** -0.42 + 0.006 * this.noise(metric, m);
        return { value, low: value - 0.02, high: value + 0.02, n: 1000, verdict: Math.abs(value - floor) <= 0.02 ? 'INDISTINGUISHABLE' : 'DISTINGUISHABLE' };
      })];
    }
    if (base === 'column_w1' || metric === 'worst_column') {
      const columns = column == null ? this.columns : [column];
      const at = (name, m) => Math.max(0.4, (0.7 + Math.abs(this.noise('c', name)) * 2.2 * this.quality) * (m / 256) ** -0.12);
      if (metric === 'worst_column') {
        const worst = this.columns.map((name) => [name, at(name, this.milestones.at(-1))]).sort((a, b) => b[1] - a[1])[0];
        return [make({ column: worst[0] }, (m) => ({ value: at(worst[0], m), n: 4096, verdict: at(worst[0], m) > 2 ? 'DISTINGUISHABLE' : 'INDISTINGUISHABLE' }))];
      }
      return columns.map((name) => make({ column: name }, (m) => metric.endsWith('_ratio') ? { value: at(name, m), n: 4096 }
        : metric.endsWith('_floor') ? { value: 0.021, low: 0.008, high: 0.034, n: 4096 } : { value: 0.021 * at(name, m), n: 4096 }));
    }
    const shards = [0, 1];
    const of = (value) => shards.map((shard) => make({ shard }, (m) => ({ value: value(m, shard) })));
    const seconds = (m) => 2.4 * (m / 256) ** 0.5;
    switch (metric) {
      case 'steps_per_second': return of((m, s) => 5200 + 300 * this.noise('s', m, s));
      case 'training_seconds': return of(seconds);
      case 'data_seconds': return of((m) => seconds(m) * (0.07 + 0.01 * this.noise('d', m)));
      case 'compute_seconds': return of((m) => seconds(m) * (0.84 + 0.02 * this.noise('k', m)));
      case 'publishing_seconds': return of((m) => seconds(m) * 0.03);
      case 'prequential_loss': return of((m, s) => 0.55 + (this.drift && m > 2000 ? 0.12 : 0) + 0.05 * (m / 256) ** -0.5 + 0.004 * this.noise('p', m, s));
      case 'drift_statistic': return of((m, s) => (this.drift && m > 2000 && m < 5000 ? 0.95 : 0.22) + 0.05 * Math.abs(this.noise('t', m, s)));
      case 'drift_alarms': return of((m) => (this.drift && m > 2000 ? 1 : 0));
      case 'training_w2_ratio': return [make({}, (m) => ({ value: this.memorises ? 0.98 - 0.05 * Math.log2(m / 256) : 1.02 + 0.2 * (m / 256) ** -0.4, n: 2000 }))];
      case 'memorisation_alarm': return [make({}, (m) => ({ value: this.memorises && m > 1000 ? 1 : 0 }))];
      default: return [];
    }
  }

  sampleRows(milestone, n) {
    const draw = (seed, blur) => {
      const next = random(seed + this.seed * 7919);
      return Array.from({ length: n }, () => this.image !== null ? digit(next, this.image, blur) : this.columns.length === 2 ? smile(next, blur) : this.worded(row(next, this.columns.length, blur)));
    };
    return { milestone, milestones: this.milestones.slice(-8), columns: this.columns, image: this.image, generated: draw(milestone, this.quality * 0.9 * (milestone / 256) ** -0.5), real: draw(1, 0) };
  }

  /** A row whose second number is a category's, where there are such. */
  worded(row) {
    return this.words ? row.with(1, Math.min(WORDS.length - 1, Math.floor(Math.abs(row[1]) * 2))) : row;
  }

  /** What the run learns from. */
  data() {
    const rows = this.sampleRows(this.to || 256, 4096).real;
    const column = (name, place) => {
      const values = Float64Array.from(rows, (row) => row[place]).sort();
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
      const [min, max] = [values[0], values.at(-1)];
      const whole = values.every(Number.isInteger) && max - min < 40;
      if (this.words && place === 1) {
        return { name, kind: 'categorical', n: values.length, min: null, max: null, mean: null, deviation: null, categories: WORDS, edges: null, counts: WORDS.map((_, i) => values.filter((value) => value === i).length) };
      }
      const bins = whole ? Math.max(1, max - min + 1) : 40;
      const edges = Array.from({ length: bins + 1 }, (_, i) => whole ? min - 0.5 + i : min + (i * (max - min || 1)) / bins);
      const counts = new Array(bins).fill(0);
      values.forEach((value) => counts[Math.min(bins - 1, Math.floor((value - edges[0]) / (edges[1] - edges[0])))]++);
      return { name, kind: whole ? 'integer' : 'continuous', n: values.length, min, max, mean, deviation, categories: null, edges, counts };
    };
    const text = this.known ? `Samples of the law ${this.law} in ${this.columns.length} dimensions, as they are made: ${this.columns.slice(0, 4).join(', ')}${this.columns.length > 4 ? ', …' : ''}; each column is scaled to mean 0 and deviation 1.`
      : `Rows of ${this.source}, ${this.columns.length} columns (${this.columns.slice(0, 4).join(', ')}${this.columns.length > 4 ? ', …' : ''}), ${this.image === null ? 'each scaled to mean 0 and deviation 1' : 'all scaled together'}.`;
    return { source: { source: this.card().source, text }, samples: this.samples || null, heldOut: 0.1, read: rows.length, columns: this.columns.slice(0, 64).map(column), columnsLeftOut: Math.max(0, this.columns.length - 64) };
  }

  /** Samples for a seed, as a sampler makes them. */
  drawn(milestone, n, seed) {
    return this.sampleRows(milestone + 7919 * (seed + 1), n).generated;
  }

  /** Rows with words for categories. */
  said(rows) {
    return this.words ? rows.map((row) => row.with(1, WORDS[row[1]])) : rows;
  }

  /** Chains from noise to what `drawn` gives. */
  path(milestone, n, frames, seed) {
    const ends = this.drawn(milestone, n, seed);
    const next = random(seed + 17);
    const [unit, centre] = this.image === null ? [1, 0] : [8, 8];
    const noise = ends.map((row) => row.map(() => centre + unit * normal(next)));
    const timesteps = Array.from({ length: frames }, (_, i) => Math.round(this.timesteps * (1 - i / (frames - 1))));
    const at = (k) => {
      const t = k === 0 ? 0 : this.times[k - 1];
      const [keep, sigma] = [Math.exp(-t), Math.sqrt(1 - Math.exp(-2 * t))];
      return ends.map((row, i) => row.map((value, j) => Number((centre + keep * (value - centre) + sigma * (noise[i][j] - centre)).toPrecision(6))));
    };
    return { milestone, columns: this.columns, image: this.image, timesteps, frames: timesteps.map(at) };
  }
}

function smile(next, blur) {
  const [x, y, sx, sy] = [[-1, 1.1, 0.22, 0.22], [1, 1.1, 0.3, 0.2], [-1.25, -0.45, 0.22, 0.25], [1.25, -0.45, 0.25, 0.28], [0, -1.1, 0.45, 0.18]][Math.floor(next() * 5)];
  return [x + Math.hypot(sx, blur * 0.5) * normal(next), y + Math.hypot(sy, blur * 0.5) * normal(next)];
}
const row = (next, d, blur) => Array.from({ length: d }, (_, i) => i % 5 === 4 ? Math.max(0, Math.round(3 + 2 * normal(next) + blur * 4 * next())) : (i % 3 === 0 ? Math.exp(0.6 * normal(next)) : normal(next) + (i % 2 === 0 ? 0 : 1.5 * Math.sign(next() - 0.4))) + blur * normal(next));

function digit(next, { height, width }, blur) {
  const [cx, cy, r, arc] = [width / 2 + normal(next) * 0.6, height / 2 + normal(next) * 0.6, width * (0.24 + 0.06 * next()), next() * 4 + 2.4];
  const start = next() * 6.28;
  return Array.from({ length: height * width }, (_, i) => {
    const [x, y] = [(i % width) - cx, Math.floor(i / width) - cy];
    const angle = (((Math.atan2(y, x) - start) % 6.283) + 6.283) % 6.283;
    const ink = angle < arc ? Math.exp(-((Math.hypot(x, y * 0.75) - r) ** 2) / 1.4) : 0;
    return Math.round(16 * Math.min(1.2, Math.max(-0.2, ink + blur * 0.6 * normal(next))));
  });
}

const LONG = 'customers-of-the-eastern-region-with-everything-that-was-asked-in-spring-n1000-shared-network-s20261130';
const HEALTH = ['lncoins', 'idp', 'lpi', 'fmde', 'physlm', 'disea', 'hlthg', 'hlthf', 'hlthp', 'mdvis', 'a_column_with_a_rather_long_name_indeed'];

/** Boards to try the page with, by name. */
export const scenarios = {
  many: () => [
    new MadeUpRun({ run: 'mixture-n50-s1', live: true }),
    new MadeUpRun({ run: 'digits-n100-s1', law: null, source: 'digits', timesteps: 100, columns: Array.from({ length: 256 }, (_, i) => `pixel${i}`), image: { height: 16, width: 16, channels: 1 }, to: 4096, seed: 2, rate: 0 }),
    new MadeUpRun({ run: 'rand-hie-n50-s1', law: null, source: 'randhie.csv', columns: HEALTH, words: true, seed: 3, drift: true, memorises: true, leftOut: true,
      alarms: [{ kind: 'drift', text: 'the stream changed at sample 2,304', milestone: 4096, timestep: null }, { kind: 'memorisation', text: 'generations are closer to training samples than fresh samples are', milestone: 8192, timestep: null }] }),
    new MadeUpRun({ run: 'ring-n20-s4', law: 'ring', timesteps: 20, state: 'failed', failure: 'trainer t2: the loss of timestep 3 is not finite at step 1,204 of m = 1,024; nothing of this milestone was published', to: 512, seed: 4, rate: null,
      alarms: [{ kind: 'failed', text: 'the loss is not finite', milestone: 1024, timestep: 3 }] }),
    new MadeUpRun({ run: 'mixture-n50-s2', to: 0, seed: 5, rate: 510.2 }),
    new MadeUpRun({ run: LONG, law: 'gaussian', timesteps: 200, columns: Array.from({ length: 32 }, (_, i) => `x${i + 1}`), to: 65536, seed: 6, quality: 0.5, state: 'paused',
      alarms: [{ kind: 'tail', text: 'rare draws have errors of another size', milestone: 65536, timestep: 61 }, { kind: 'refuted', text: 'the error of 12 of 200 timesteps is above the target', milestone: 65536, timestep: 58 }] }),
  ],
  empty: () => [],
  one: () => [new MadeUpRun({ run: 'mixture-n50-s1', to: 256, live: true })],
  hundred: () => Array.from({ length: 100 }, (_, i) => new MadeUpRun({ run: `mixture-n20-s${i + 1}`, timesteps: 20, seed: i, quality: 0.5 + (i % 4) / 3, step: 64, to: 256 + 64 * 127, live: i === 0 })),
  flood: () => [new MadeUpRun({ run: 'mixture-n50-s1', to: 256, flood: true })],
  twenty: () => Array.from({ length: 20 }, (_, i) => new MadeUpRun({ run: `mixture-n${[20, 50, 100][i % 3]}-s${i + 1}`, timesteps: [20, 50, 100][i % 3], seed: i, quality: 0.5 + (i % 4) / 3, to: 1024 * 2 ** (i % 5), state: i % 7 === 3 ? 'paused' : 'active', live: i === 0 })),
};
