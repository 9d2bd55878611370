export { type DataConverter, jsonConverter } from './DataConverter.js';
export {
  type CarriedSignal,
  type Envelope,
  formatEnvelope,
  formatRedrive,
  parseEnvelope,
  type RedriveHeader,
  withoutRedrive,
} from './envelope.js';
export { type FittedPayload, fitDetails, fitPayload } from './fitPayload.js';
export { checkContent } from './offload/checkContent.js';
export { contentKey, isContentKey } from './offload/contentKey.js';
export { OffloadStore } from './offload/OffloadStore.js';
export { offloadingClient } from './offload/offloadingClient.js';
export type { PayloadStore } from './offload/PayloadStore.js';
export { withReferences } from './offload/withReferences.js';
export { type OffloadOptions, offload } from './offload.js';
export { fromPayload, toPayload } from './payload.js';
