import type { ComponentChildren } from 'preact';
import { ChartFrame, type Explanation } from '../../charts/ChartFrame';
import { LineChart } from '../../charts/LineChart';
import { tableOf, type Level, type Line, type Span } from '../../charts/lines';
import { number } from '../../format';
import type { Range } from '../../route';

export interface MetricChartProps {
  title: string;
  explanation: Explanation;
  lines: Line[];
  levels?: Level[];
  spans?: Span[];
  logarithmic?: boolean;
  height?: number;
  frame: { of: string; tabular: boolean; onTabular: (open: boolean) => void; range: Range; onRange: (range: Range) => void };
  empty?: string;
  /** Whether the numbers are still being read. */
  reading?: boolean;
  controls?: ComponentChildren;
  footer?: ComponentChildren;
  class?: string;
}

/** Lines over m in their frame. */
export function MetricChart(props: MetricChartProps) {
  const { frame, lines, levels = [], spans = [] } = props;
  const nothing = lines.every((line) => line.points.every((point) => point.value === null));
  const reason = lines.flatMap((line) => line.points.flatMap((point) => point.note ?? [])).at(-1);
  return (
    <ChartFrame title={props.title} of={frame.of} explanation={props.explanation} tabular={frame.tabular} onTabular={frame.onTabular}
      table={tableOf(lines, frame.range)} controls={props.controls} footer={props.footer} class={props.class ?? ''}
      legend={[...lines.map(({ colour, label, dashed }) => ({ colour, text: label, dashed: dashed ?? false })), ...levels.map(({ colour, label, value }) => ({ colour, text: `${label} ${number(value)}`, dashed: true }))]}
      empty={!nothing ? null : props.reading ? 'Reading …' : reason !== undefined ? `Left out: ${reason}.` : props.empty ?? 'Nothing has been measured yet.'}>
      <LineChart label={props.title} lines={lines} levels={levels} spans={spans} logarithmic={props.logarithmic ?? false}
        range={frame.range} onRange={frame.onRange} height={props.height ?? 190} />
    </ChartFrame>
  );
}
