/** Lets a command go the SDK's way: a page makes few calls, and each kilobyte of it is loaded. */
export function takeShortcut(_command: object, beforeSdk: () => void, _lighten?: unknown): void {
  beforeSdk();
}

/** Does nothing: no call takes the shortcut. */
export function switchOffShortcut(_client: object): void {}
