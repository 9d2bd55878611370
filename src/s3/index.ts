/**
 * Payload store in Amazon S3, for payloads that are too long for SWF.
 *
 * @packageDocumentation
 */

export { type S3StoreOptions, s3Store } from './s3Store.js';
