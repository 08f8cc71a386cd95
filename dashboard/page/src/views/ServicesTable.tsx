import { useMemo } from 'preact/hooks';
import type { Service } from '../api';
import { ago, count, number } from '../format';
import { format, toRun } from '../route';
import { report } from '../report';
import { useNow } from './parts';

/** What services are doing now; `asOf` is the server's time when it said so, since clocks differ. */
export function ServicesTable({ services, asOf }: { services: Service[]; asOf: string }) {
  const ahead = useMemo(() => Date.parse(asOf) - Date.now(), [asOf]);
  const running = useNow() + ahead;
  const now = report === null ? running : Date.parse(asOf);
  return (
    <div class="scroll services" tabIndex={0} role="region" aria-label="Table of services">
      <table>
        <thead><tr><th scope="col">service</th><th scope="col">instance</th><th scope="col">run</th><th scope="col">doing</th><th scope="col" class="number">m</th><th scope="col" class="wide">progress</th><th scope="col" class="number">rate</th><th scope="col" class="number">behind</th><th scope="col" class="number">heard</th></tr></thead>
        <tbody>{services.map((service) => <ServiceRow key={`${service.service}/${service.instance}`} service={service} now={now} />)}</tbody>
      </table>
    </div>
  );
}

function ServiceRow({ service, now }: { service: Service; now: number }) {
  const share = service.total > 0 ? Math.min(1, service.done / service.total) : null;
  return (
    <tr>
      <th scope="row">{service.service}</th>
      <td>{service.instance}</td>
      <td class="name">{service.run === null ? '–' : <a href={format(toRun(service.run))} title={service.run}>{service.run}</a>}</td>
      <td>{service.phase}</td>
      <td class="number">{count(service.milestone)}</td>
      <td class="wide progress">
        {share !== null && <progress value={share} max={1} aria-label={`${service.service} ${service.instance}: progress`} />}
        <span>{service.total > 0 ? `${count(service.done)} of ${count(service.total)} ${service.unit}` : service.done > 0 ? `${count(service.done)} ${service.unit}` : '–'}</span>
      </td>
      <td class="number">{service.rate === null || service.rate === 0 ? '–' : `${number(service.rate)} /s`}</td>
      <td class="number">{count(service.behind)}</td>
      <td class="number quiet">{ago(Math.max(0, (now - Date.parse(service.at)) / 1000))}</td>
    </tr>
  );
}
