import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

export type Scheme = 'light' | 'dark';
export type Choice = 'system' | Scheme;

/** What canvases are drawn with; the same roles as in styles.css. */
export interface Palette {
  background: string;
  ink: string;
  quiet: string;
  grid: string;
  line: string;
  /** Okabe and Ito's colours that stand out from this background, in the order of their use. */
  series: string[];
  worst: string;
  median: string;
  target: string;
  floor: string;
  generated: string;
  real: string;
}

const BLUE = '#0072b2';
const SKY = '#56b4e9';
const GREEN = '#009e73';
const ORANGE = '#e69f00';
const VERMILLION = '#d55e00';
const PURPLE = '#cc79a7';
const YELLOW = '#f0e442';

export const PALETTES: Record<Scheme, Palette> = {
  light: {
    background: '#ffffff', ink: '#16191d', quiet: '#5b636d', grid: '#eceef1', line: '#c9ced5',
    series: [VERMILLION, BLUE, GREEN, PURPLE, ORANGE, SKY, '#16191d'],
    worst: VERMILLION, median: BLUE, target: '#16191d', floor: '#7d8791', generated: BLUE, real: VERMILLION,
  },
  dark: {
    background: '#15181c', ink: '#e8eaed', quiet: '#9aa3ad', grid: '#24292f', line: '#3a424b',
    series: [ORANGE, SKY, GREEN, PURPLE, VERMILLION, YELLOW, '#e8eaed'],
    worst: ORANGE, median: SKY, target: '#e8eaed', floor: '#8a949e', generated: SKY, real: ORANGE,
  },
};

/** The colour of the i-th of any number of series. */
export function seriesColour(palette: Palette, i: number): string {
  return palette.series[i % palette.series.length] ?? palette.ink;
}

/** A #rrggbb colour with an opacity in [0, 1]. */
export function faded(colour: string, opacity: number): string {
  return colour + Math.round(255 * opacity).toString(16).padStart(2, '0');
}

const VIRIDIS: [number, number, number][] = [
  [68, 1, 84], [72, 24, 106], [71, 45, 123], [66, 64, 134], [59, 82, 139], [51, 99, 141], [44, 114, 142], [38, 130, 142],
  [33, 145, 140], [31, 160, 136], [40, 174, 128], [63, 188, 115], [94, 201, 98], [132, 212, 75], [173, 220, 48], [216, 226, 25], [253, 231, 37],
];

/** Viridis at a share in [0, 1], as red, green and blue of 0 to 255. */
export function viridis(share: number): [number, number, number] {
  const place = Math.min(1, Math.max(0, share)) * (VIRIDIS.length - 1);
  const i = Math.min(VIRIDIS.length - 2, Math.floor(place));
  const [a, b] = [VIRIDIS[i]!, VIRIDIS[i + 1]!];
  const mix = (channel: 0 | 1 | 2) => Math.round(a[channel] + (place - i) * (b[channel] - a[channel]));
  return [mix(0), mix(1), mix(2)];
}

const KEY = 'scorestream-theme';

export const Colours = createContext<Palette>(PALETTES.light);
export const useColours = (): Palette => useContext(Colours);

function stored(): Choice {
  try {
    const choice = localStorage.getItem(KEY);
    return choice === 'light' || choice === 'dark' ? choice : 'system';
  } catch {
    return 'system';
  }
}

/** The scheme in force, what was chosen, and how to choose. */
export function useTheme(): [Scheme, Choice, (choice: Choice) => void] {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const [choice, setChoice] = useState<Choice>(stored);
  const [system, setSystem] = useState<Scheme>(dark.matches ? 'dark' : 'light');
  useEffect(() => {
    const follow = () => setSystem(dark.matches ? 'dark' : 'light');
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
  const choose = (next: Choice) => {
    setChoice(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  };
  if (choice === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = choice;
  }
  return [choice === 'system' ? system : choice, choice, choose];
}
