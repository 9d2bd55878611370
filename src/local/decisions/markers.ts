import { record } from '../history/record.js';
import { withAttributes } from './DecisionHandler.js';

export const recordMarker = withAttributes(
  'recordMarkerDecisionAttributes',
  ({ execution, decisionTaskCompletedEventId }, { markerName, details }) => {
    record(execution, 'MarkerRecorded', { markerName, details, decisionTaskCompletedEventId });
  },
);
