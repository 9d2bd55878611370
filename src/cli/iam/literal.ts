/** Escapes wildcards and policy variables, so that a name in a policy means exactly itself. */
export const literal = (name: string): string =>
  name.replace(/[*?]|\$(?=\{)/g, character => `\${${character}}`);
