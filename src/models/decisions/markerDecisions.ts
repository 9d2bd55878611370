import type { Decision } from '@aws-sdk/client-swf';
import { checkOptions } from '../../requests/index.js';
import type { DataConverter } from '../DataConverter.js';
import { checkText, limits } from '../validation.js';
import { decision, payload } from './decision.js';
import type { RecordMarkerOptions } from './options.js';

export function recordMarker(converter: DataConverter, options: RecordMarkerOptions): Decision {
  checkOptions('recordMarker()', options, { markerName: true, details: true });
  const { markerName, details } = options;
  checkText('markerName', markerName, limits.name, 1);
  return decision({
    decisionType: 'RecordMarker',
    recordMarkerDecisionAttributes: { markerName, ...payload(converter, 'details', details) },
  });
}
