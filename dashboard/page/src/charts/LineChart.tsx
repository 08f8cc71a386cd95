import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { useColours } from '../colours';
import { count, interval, number } from '../format';
import type { Range } from '../route';
import { nearestLog } from '../scale';
import { remember, useWidth } from './canvas';
import { xRange } from './extent';
import { drawLines } from './lineDrawing';
import { milestonesOf, within, type Level, type Line, type Point, type Span } from './lines';
import { dataOf, optionsOf } from './plot';

export interface LineChartProps {
  label: string;
  lines: Line[];
  levels?: Level[];
  spans?: Span[];
  logarithmic: boolean;
  range: Range;
  onRange: (range: Range) => void;
  height: number;
  /** Whether the legend says n. */
  plain?: boolean;
}

/** Lines over m with their intervals; what is under the cursor stands below. Drag zooms, a double click zooms out. */
export function LineChart(props: LineChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const width = useWidth(host);
  const palette = useColours();
  const [hovered, setHovered] = useState<number | null>(null);
  const milestones = milestonesOf(props.lines).filter((m) => within(m, props.range));
  const { lines, levels = [], spans = [], logarithmic, range, height, onRange } = props;

  useEffect(() => {
    if (host.current === null || width <= 0) {
      return undefined;
    }
    const chart = { lines, levels, spans, logarithmic, range, palette, width, height };
    const made = new uPlot(
      optionsOf(chart, {
        onCursor: (m) => setHovered(m),
        onSelect: (from, to) => onRange([from, to]),
        onReset: () => onRange(null),
      }),
      dataOf(lines, logarithmic),
      host.current,
    );
    remember(made.ctx.canvas, (pen) => drawLines(pen, chart));
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [JSON.stringify([lines, levels, spans, range]), logarithmic, width, height, palette]);

  const newest = milestones.length > 0 ? milestones[milestones.length - 1]! : null;
  const m = hovered ?? newest;
  const move = (event: KeyboardEvent) => {
    const here = m === null ? -1 : nearestLog(milestones, m);
    const next = { ArrowLeft: here - 1, ArrowDown: here - 1, ArrowRight: here + 1, ArrowUp: here + 1, Home: 0, End: milestones.length - 1 }[event.key];
    const target = next === undefined ? undefined : milestones[Math.min(milestones.length - 1, Math.max(0, next))];
    if (target !== undefined && plot.current !== null) {
      plot.current.setCursor({ left: plot.current.valToPos(target, 'x'), top: plot.current.over.clientHeight / 2 });
    } else if (event.key === 'Escape' || event.key === '0' || event.key === '-') {
      onRange(null);
    } else if (event.key === '+' && m !== null) {
      const [low, high] = xRange(lines, range);
      onRange([Math.max(low, m / (high / low) ** 0.25), Math.min(high, m * (high / low) ** 0.25)]);
    } else {
      return;
    }
    event.preventDefault();
  };
  const readOut = props.lines.map((line) => `${line.label}: ${said(m, line)}`).join('; ');
  return (
    <>
      <div ref={host} class="plot" tabIndex={0} role="slider" aria-label={`${props.label}: value at m samples`}
        aria-valuemin={0} aria-valuemax={Math.max(0, milestones.length - 1)} aria-valuenow={m === null ? 0 : Math.max(0, nearestLog(milestones, m))}
        aria-valuetext={`m = ${count(m)}. ${readOut}`} onKeyDown={move} />
      <Legend lines={props.lines} levels={levels} m={m} newest={hovered === null} range={range} />
    </>
  );
}

function pointAt(line: Line, m: number): Point | undefined {
  if (line.curve) {
    const i = nearestLog(line.points.map((point) => point.m), m);
    const ends = [line.points[0]?.m ?? 0, line.points[line.points.length - 1]?.m ?? 0];
    return m > (ends[0] ?? 0) * 1.01 && m <= (ends[1] ?? 0) * 1.01 ? line.points[i] : undefined;
  }
  return line.points.find((point) => point.m === m);
}

function said(m: number | null, line: Line): string {
  const point = m === null ? undefined : pointAt(line, m);
  if (point === undefined) {
    return 'none';
  }
  return point.value === null ? point.note ?? 'none'
    : `${number(point.value)}${point.low === null && point.high === null ? '' : ` between ${number(point.low)} and ${number(point.high)}`}`;
}

interface LegendProps {
  lines: Line[];
  levels: Level[];
  m: number | null;
  /** Whether each line says its own newest value, where it has none at m. */
  newest: boolean;
  range: Range;
}

function Legend({ lines, levels, m, newest, range }: LegendProps) {
  const withInterval = lines.some((line) => line.points.some((point) => point.low !== null || point.high !== null));
  const withN = lines.some((line) => line.points.some((point) => point.n !== null));
  return (
    <div class="under"><table class="legend">
      <thead><tr><th scope="col">at m = {count(m)}</th><th scope="col" class="number">value</th>{withInterval && <th scope="col">interval</th>}{withN && <th scope="col" class="number n">n</th>}</tr></thead>
      <tbody>
        {lines.map((line) => {
          const point = (m === null ? undefined : pointAt(line, m)) ?? (newest && !line.curve ? line.points.filter((one) => within(one.m, range)).at(-1) : undefined);
          return (
            <tr>
              <th scope="row"><Swatch line={line} /><span title={line.label}>{line.label}</span>{point !== undefined && m !== null && !line.curve && point.m !== m && <small class="quiet">m = {count(point.m)}</small>}</th>
              {point?.value == null && point?.note != null ? <td colSpan={1 + Number(withInterval) + Number(withN)} class="note">left out: {point.note}</td> : <>
                <td class="number">{number(point?.value)}</td>
                {withInterval && <td class="interval">{point?.value != null && (point.low !== null || point.high !== null) ? interval(point.value, point.low, point.high) : ''}</td>}
                {withN && <td class="number quiet n">{point?.n == null ? '' : count(point.n)}</td>}
              </>}
            </tr>
          );
        })}
        {levels.map((level) => (
          <tr><th scope="row"><i class="swatch dotted" style={{ color: level.colour }} /><span>{level.label}</span></th><td class="number">{number(level.value)}</td>{withInterval && <td />}{withN && <td class="n" />}</tr>
        ))}
      </tbody>
    </table></div>
  );
}

function Swatch({ line }: { line: Line }) {
  return <i class={`swatch ${line.bandOnly ? 'area' : line.dashed ? 'dashed' : ''}`} style={{ color: line.colour }} />;
}
