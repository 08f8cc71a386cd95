import type { Maybe } from './api';

const NONE = '–';
const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A whole number with thousands separators. */
export function count(value: Maybe<number> | undefined): string {
  return value == null ? NONE : grouped.format(value);
}

function power(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPT[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${minus(mantissa ?? '')}·${power(Number(exponent))}`;
}

const minus = (text: string) => text.replace('-', '−');

function decimals(value: number, digits: number): number {
  return value === 0 ? digits - 1 : Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)) + 1e-12));
}

const isPlain = (value: number) => value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6);

function fixed(value: number, places: number): string {
  return minus(Math.abs(value) >= 1000 && places === 0 ? grouped.format(value) : value.toFixed(places));
}

/** A number with so many significant digits; a dash for none. */
export function number(value: Maybe<number> | undefined, digits = 3): string {
  if (value == null) {
    return NONE;
  }
  return isPlain(value) ? (value === 0 ? '0' : fixed(value, decimals(value, digits))) : scientific(value, digits);
}

/** `0.152 [0.143, 0.161]`: ends have the value's decimals, and an end that is not there is open. */
export function withInterval(
  value: Maybe<number> | undefined,
  low: Maybe<number> | undefined,
  high: Maybe<number> | undefined,
): string {
  if (value == null || (low == null && high == null)) {
    return number(value);
  }
  return `${number(value)} ${interval(value, low ?? null, high ?? null)}`;
}

/** `[0.143, 0.161]` with the decimals of the value. */
export function interval(value: number, low: Maybe<number>, high: Maybe<number>): string {
  const places = decimals(value, 3);
  const end = (bound: number) =>
    isPlain(value) && isPlain(bound) && (bound === 0 || Math.abs(bound) >= 0.5 * 10 ** -places)
      ? fixed(bound, bound === 0 ? 0 : places)
      : number(bound);
  return `${low === null ? '(−∞' : `[${end(low)}`}, ${high === null ? '∞)' : `${end(high)}]`}`;
}

/** A label of an axis: as short as the number allows. */
export function tick(value: number): string {
  if (value === 0) {
    return '0';
  }
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || magnitude < 1e-3) {
    const exponent = Math.floor(Math.log10(magnitude) + 1e-9);
    const mantissa = Number((value / 10 ** exponent).toPrecision(3));
    return mantissa === 1 ? power(exponent) : `${minus(String(mantissa))}·${power(exponent)}`;
  }
  return magnitude >= 1000 ? minus(grouped.format(value)) : minus(String(Number(value.toPrecision(6))));
}

/** A rate in units a second, where it is known. */
export function rate(value: Maybe<number> | undefined, unit: string): string {
  return value == null ? NONE : `${number(value)} ${unit}/s`;
}

/** How long ago, in the largest unit that says it. */
export function ago(seconds: number): string {
  if (seconds < 1.5) {
    return 'now';
  }
  return `${duration(seconds)} ago`;
}

export function duration(seconds: number): string {
  if (seconds < 120) {
    return `${Math.round(seconds)} s`;
  }
  if (seconds < 7200) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** Time of day in this browser's zone. */
export function timeOfDay(at: Date): string {
  return clock.format(at);
}

/** Day and time in this browser's zone. */
export function moment(at: Date): string {
  return `${day.format(at)} ${clock.format(at)}`;
}

const minute = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** Day, year and minute in this browser's zone, for what is read later. */
export function stamp(at: Date): string {
  return minute.format(at);
}

export function percent(share: number): string {
  return `${number(100 * share, 2)} %`;
}

/** The headline's symbol, as papers write it. */
export function symbol(metric: string, delta: Maybe<number>): string {
  return metric === 'robust_error' ? `σ_t·D^${delta ?? 'δ'}` : metric === 'held_out_loss' ? 'held-out loss' : metric;
}

/** The headline in words, for titles. */
export function title(metric: string, delta: Maybe<number>): string {
  return metric === 'robust_error' ? `Robust error ${symbol(metric, delta)}` : 'Held-out loss';
}
