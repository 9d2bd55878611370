import { type Timeline, toMermaid, toOtlp, toPerfetto, toSvg, toText } from '../../timeline/index.js';
import { omitUndefined } from '../../values/index.js';
import { jsonText } from '../frame/jsonText.js';
import type { Look } from '../frame/Look.js';
import { timeText } from '../frame/times.js';
import type { TimelineCommandOptions } from './command.js';

/** Columns of the text where the output is not a terminal, which has no width. */
const fileWidth = 120;

/** Renders a timeline in the format of `--as`. */
export function timelineView(
  timeline: Timeline,
  { as, wide, rows }: Pick<TimelineCommandOptions, 'as' | 'wide' | 'rows'>,
  { width = fileWidth, hasColor, isUtc }: Look,
): string {
  const options = omitUndefined({ wide, rows });
  switch (as) {
    case 'svg':
      return `${toSvg(timeline, options)}\n`;
    case 'mermaid':
      return `${toMermaid(timeline, omitUndefined({ tasks: rows }))}\n`;
    case 'perfetto':
      return `${jsonText(toPerfetto(timeline))}\n`;
    case 'otlp':
      return `${jsonText(toOtlp(timeline))}\n`;
    case 'json':
      return `${jsonText(timeline, 2)}\n`;
    case 'text':
      return `${toText(timeline, {
        ...options,
        width: Math.min(Math.max(width, 40), 1_000),
        color: hasColor,
        time: date => timeText(date, { isUtc }),
      })}\n`;
  }
}
