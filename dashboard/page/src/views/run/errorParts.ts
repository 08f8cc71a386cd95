import { word, type Forecast, type Maybe } from '../../api';

/** What limits a timestep, in the words that say what to do about it. */
export const PARTS = ['steps', 'samples', 'network'] as const;

export interface Limit {
  timestep: number;
  milestone: number;
  /** Of the squared error, in units of 1/σ². */
  parts: Forecast['optimisation'][];
  /** Of what is known of it; null of what is not. */
  shares: Maybe<number>[];
  dominant: string;
}

/** The parts of each timestep's squared error, where a copy that went further has told them. */
export function limitsOf(forecasts: Forecast[]): Limit[] {
  const limits = new Map<number, Limit>();
  for (const forecast of forecasts) {
    const parts = [forecast.optimisation, forecast.statistical, forecast.approximation];
    if (word(forecast.scope) === 'timestep' && forecast.timestep !== null && parts.some((part) => part !== null)) {
      const sizes = parts.map((part) => part === null ? null : Math.max(0, part.value));
      const all = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
      limits.set(forecast.timestep, {
        timestep: forecast.timestep, milestone: forecast.milestone, parts, dominant: word(forecast.dominant),
        shares: sizes.map((size) => size === null ? null : all > 0 ? size / all : 0),
      });
    }
  }
  return [...limits.values()].sort((a, b) => a.timestep - b.timestep);
}
