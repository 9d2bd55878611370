import type { GateReport } from '../../archive/gate/GateReport.js';
import { describeBreak } from './view.js';

/** Renders the breaks of a report as annotations of a GitHub workflow. */
export const annotations = ({ paths }: GateReport): string =>
  paths
    .filter(({ broken }) => broken > 0)
    .map(path => `::error title=${property(`${path.type} breaks`)}::${data(describeBreak(path))}\n`)
    .join('');

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
