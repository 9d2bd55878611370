// A door of its own, because worker threads load it: these files import nothing but each other.

export { describeError, type ErrorDescription } from './describeError.js';
export { describeType } from './describeType.js';
export { isError, isInstance } from './isError.js';
export { readItems, readMember } from './members.js';
export { messageOf, reasonOf } from './reasonOf.js';
export { showValue } from './showValue.js';
export { truncate } from './truncate.js';
