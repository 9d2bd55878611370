export { Credentials } from './Credentials.js';
export { type ConnectOptions, connect } from './connect.js';
export { fromEnv } from './fromEnv.js';
export { fromFile, fromHome } from './fromFile.js';
export { fromString } from './fromString.js';
export { type SettingsInput, settings } from './settings.js';
export type { Settings, SettingsValues } from './toSettings.js';
