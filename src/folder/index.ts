/**
 * Payload store in a folder, for payloads that are too long for SWF.
 *
 * @packageDocumentation
 */

export { folderStore } from './folderStore.js';
