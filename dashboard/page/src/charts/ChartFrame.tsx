import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useColours } from '../colours';
import { csv, type Table, type TableCell } from '../csv';
import { number } from '../format';
import { report } from '../report';
import { Text } from '../views/Text';
import { saveText } from './download';
import { savePng, saveSvg, type LegendEntry } from './picture';

export interface Explanation {
  text: string;
  /** File of the documentation that says more. */
  docs: string;
}

export interface ChartFrameProps {
  title: string;
  /** What files are named after, beside the title. */
  of: string;
  explanation: Explanation;
  table: Table;
  legend?: LegendEntry[];
  /** Whether the table is shown in place of the chart, and how to change that. */
  tabular: boolean;
  onTabular: (tabular: boolean) => void;
  /** What there is to say where there is nothing to draw; null where there is. */
  empty?: string | null;
  controls?: ComponentChildren;
  footer?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}

/** What every chart has around it: title, explanation, its numbers as a table, and both as files. */
export function ChartFrame(props: ChartFrameProps) {
  const body = useRef<HTMLDivElement>(null);
  const palette = useColours();
  const id = useId();
  const empty = props.empty ?? null;
  const file = `${props.of} ${props.title}`;
  return (
    <section class={`chart ${props.class ?? ''}`} aria-labelledby={id}>
      <header>
        <h3 id={id}><Text of={props.title} /></h3>
        <Explain title={props.title} explanation={props.explanation} />
        {empty === null && (
          <div class="tools">
            <button type="button" aria-pressed={props.tabular} onClick={() => props.onTabular(!props.tabular)}
              aria-label={`Table of ${props.title}`}>Table</button>
            <button type="button" onClick={() => saveText(file, csv(props.table))}
              aria-label={`Numbers of ${props.title} as CSV`}>CSV</button>
            {([['PNG', savePng, 'pixels'], ['SVG', saveSvg, 'lines and text']] as const).map(([name, take, of]) => (
              <button type="button" disabled={props.tabular} aria-label={`${props.title} as a picture of ${of}, ${name}`}
                onClick={() => body.current && take({ body: body.current, title: `${props.title} — ${props.of}`, legend: props.legend ?? [], palette })}>{name}</button>
            ))}
          </div>
        )}
      </header>
      {props.controls}
      {empty !== null ? <p class="empty">{empty}</p>
        : props.tabular ? <TableView table={props.table} label={props.title} />
        : <div class="body" ref={body}>{props.children}</div>}
      {empty === null && !props.tabular && props.footer}
    </section>
  );
}

function Explain({ title, explanation }: { title: string; explanation: Explanation }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !root.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    addEventListener('keydown', close);
    addEventListener('pointerdown', close);
    return () => {
      removeEventListener('keydown', close);
      removeEventListener('pointerdown', close);
    };
  }, [open]);
  return (
    <span class="explain" ref={root}>
      <button type="button" aria-expanded={open} aria-controls={id} aria-label={`What ${title} is`} onClick={() => setOpen(!open)}>i</button>
      <span id={id} role="note" hidden={!open}>
        <Text of={explanation.text} /> <span class="quiet">More in <Document of={explanation.docs} />.</span>
      </span>
    </span>
  );
}

/** A server has the documents as pages beside its own; a report in one file can but name them. */
function Document({ of }: { of: string }) {
  return report === null ? <a href={of.replace(/\.md$/, '.html')} target="_blank" rel="noopener">{of}</a> : <code>{of}</code>;
}

const shown = (value: TableCell) => (typeof value === 'number' ? (Number.isInteger(value) ? value.toLocaleString('en-GB') : number(value, 4)) : value ?? '–');

export function TableView({ table, label }: { table: Table; label: string }) {
  const numeric = table.head.map((_, column) => table.rows.every((row) => typeof row[column] !== 'string'));
  return (
    <div class="scroll tall" tabIndex={0} role="region" aria-label={`Table of ${label}`}>
      <table>
        <thead><tr>{table.head.map((name, i) => <th scope="col" class={numeric[i] ? 'number' : ''}><Text of={name} /></th>)}</tr></thead>
        <tbody>{table.rows.map((row) => <tr>{row.map((value, i) => <td class={numeric[i] ? 'number' : ''}>{shown(value)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
