export { asSent } from './asSent.js';
export { checkContent } from './checkContent.js';
export { contentKey, isContentKey } from './contentKey.js';
export type { OffloadStore } from './OffloadStore.js';
export { type OffloadOptions, offload } from './offload.js';
export { offloadingClient } from './offloadingClient.js';
export type { PayloadStore } from './PayloadStore.js';
