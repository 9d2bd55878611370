/**
 * Error of a feature that needs Node.js, Bun or Deno, and was asked for in a page. `LocalSwf` throws it for the option
 * `data`, and its `listen()` rejects with it.
 *
 * @example
 * ```ts
 * import { LocalSwf, NodeOnlyError } from 'rx-swf/local';
 *
 * const swf = new LocalSwf();
 * try {
 *   console.log(await swf.listen());
 * } catch (error) {
 *   if (!(error instanceof NodeOnlyError)) throw error;
 *   console.log(`${error.feature} is not available here`);
 * }
 * ```
 */
export class NodeOnlyError extends Error {
  override readonly name = 'NodeOnlyError';
  /** For example, `listen()`. */
  readonly feature: string;

  /** @internal */
  constructor(feature: string, reason: string) {
    super(`${feature} needs Node.js, because ${reason}`);
    this.feature = feature;
  }
}
