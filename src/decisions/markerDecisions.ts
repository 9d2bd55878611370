import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, toPayload } from '../payloads/index.js';
import { checkOptions } from '../requests/index.js';
import { checkText, limits, omitUndefined } from '../values/index.js';
import { decision } from './decision.js';
import type { RecordMarkerOptions } from './options.js';

export const recordMarker =
  (converter: DataConverter) =>
  (options: RecordMarkerOptions): Decision => {
    checkOptions('recordMarker()', options, { markerName: true, details: true });
    const { markerName, details } = options;
    checkText('markerName', markerName, limits.name, 1);
    return decision({
      decisionType: 'RecordMarker',
      recordMarkerDecisionAttributes: {
        markerName,
        ...omitUndefined({ details: toPayload(converter, 'details', details) }),
      },
    });
  };
