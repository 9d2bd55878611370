/**
 * Returns whether this process may take the shortcut. In Lambda it may not, because the SDK adds headers of
 * a trace to each request there; `RX_SWF_SHORTCUT=off` turns it off.
 */
export function allowsShortcut(): boolean {
  const { AWS_LAMBDA_FUNCTION_NAME: lambda, RX_SWF_SHORTCUT: shortcut = 'on' } = process.env;
  return lambda === undefined && !/^(off|false|no|0)$/i.test(shortcut);
}
