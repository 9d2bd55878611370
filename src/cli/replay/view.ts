import type { GateReport, PathReport } from '../../archive/gate/GateReport.js';
import { wrapText } from '../frame/fitText.js';
import { type Look, paint } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

const historiesOf = (number: number): string => count(number, 'history', 'histories');

/** Renders the report of a gate: a summary, and what breaks. */
export function gateView({ histories, skipped, paths }: GateReport, look: Look): string {
  const broken = paths.filter(path => path.broken > 0);
  const lines = [
    `${historiesOf(histories)}, ${count(paths.length, 'path')}${outcomeOf(paths.length, broken.length)}`,
    ...broken.flatMap(path => breakLines(path, look)),
    ...Object.entries(skipped).flatMap(([type, number]) =>
      wrapText(
        `Skipped: ${historiesOf(number)} of ${oneLine(type)}, which the module does not define.`,
        look.width ?? Number.POSITIVE_INFINITY,
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Returns such as `: all hold.`, `: 36 hold, 1 breaks:` or `, which holds.` */
function outcomeOf(paths: number, broken: number): string {
  if (paths === 1) return broken === 0 ? ', which holds.' : ', which breaks:';
  if (broken === 0) return ': all hold.';
  return `: ${count(paths - broken, 'holds', 'hold')}, ${count(broken, 'breaks', 'break')}:`;
}

function breakLines(path: PathReport, look: Look): readonly string[] {
  const width = (look.width ?? Number.POSITIVE_INFINITY) - 2;
  const [first = '', ...rest] = wrapText(oneLine(`${path.type}, ${describeBreak(path)}`), width);
  return [`${paint(look, 'bad', '✗')} ${first}`, ...rest.map(line => `  ${line}`)];
}

/** Describes a break in one sentence. */
export function describeBreak({ label, open, broken, example, break: found }: PathReport): string {
  const where = `${open > 0 ? `${open.toLocaleString('en-US')} open now` : historiesOf(broken)}, e.g. ${example.workflowId}`;
  return `${label} (${where}): ${differenceOf(found)}`;
}

function differenceOf(found: PathReport['break']): string {
  if (found === undefined) return '';
  const { message, recorded, issued, eventId } = found;
  if (recorded === undefined && issued === undefined) return message;
  const at = eventId === undefined ? '' : `at event ${eventId}, `;
  return `${at}the history has ${recorded ?? 'nothing more'}, but the code issues ${issued ?? 'nothing more'}`;
}
