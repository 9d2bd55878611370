import { Frame } from '../streams/Frame.js';
import { type Identify, patchOf } from './patchOf.js';

/**
 * A version of a value, which a client gets as the patch of the version that it has. Most clients have the one before,
 * for which the patch is made once.
 */
export class PatchFrame extends Frame {
  readonly #value: unknown;
  readonly #identify: Identify | undefined;
  readonly #patches = new WeakMap<PatchFrame, Uint8Array>();

  constructor(value: unknown, id: string, identify?: Identify) {
    super({ set: value ?? null }, { id });
    this.#value = value;
    this.#identify = identify;
  }

  override after(before: Frame | undefined): Uint8Array {
    if (!(before instanceof PatchFrame)) return this.bytes;
    const known = this.#patches.get(before);
    if (known !== undefined) return known;
    // An empty patch tells the id of the version.
    const bytes = this.encoded(patchOf(before.#value, this.#value, this.#identify) ?? {});
    this.#patches.set(before, bytes);
    return bytes;
  }
}
