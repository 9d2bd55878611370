/** Hides the SDK's warning of an old Node.js, which is for programs and not for those who run a command. */
export function hideSdkWarning(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
