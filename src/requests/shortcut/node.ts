export { switchOffShortcut } from './PlainClient.js';
export { takeShortcut } from './shortcut.js';
