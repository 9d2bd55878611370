interface Line {
  readonly indent: number;
  readonly text: string;
}

/** Parses the YAML that our templates consist of: block maps and lists, whose scalars are JSON, words or flow values. */
export function parseYaml(source: string): Record<string, unknown> {
  const lines = source
    .split('\n')
    .filter(line => line.trim() !== '' && !line.trim().startsWith('#'))
    // The first entry of a map in a list stands on the line of its dash.
    .flatMap((line): Line[] => {
      const [, spaces = '', dash = '', rest = ''] = /^( *)(- (?!\{))?(.*)$/.exec(line) ?? [];
      const indent = spaces.length;
      return dash === ''
        ? [{ indent, text: rest }]
        : [
            { indent, text: '-' },
            { indent: indent + 2, text: rest },
          ];
    });
  const value = parseBlock(lines);
  if (lines.length > 0) throw new Error(`Not parsed: ${lines[0]?.text}`);
  return value as Record<string, unknown>;
}

function parseBlock(lines: Line[]): unknown {
  const { indent, text } = lines[0] ?? { indent: 0, text: '' };
  const isHere = () => lines[0]?.indent === indent;
  if (text.startsWith('-')) {
    const items: unknown[] = [];
    while (isHere() && lines[0]?.text.startsWith('-')) {
      const item = lines.shift()?.text.slice(1).trim();
      items.push(item ? item : parseBlock(lines));
    }
    return items;
  }
  const map: Record<string, unknown> = {};
  while (isHere()) {
    const line = lines.shift()?.text ?? '';
    const [, key = '', scalar = ''] = /^([\w:]+):(?: (.*))?$/.exec(line) ?? [];
    if (key === '' || key in map) throw new Error(`Not an entry: ${line}`);
    map[key] = scalar === '' ? parseBlock(lines) : parseScalar(scalar);
  }
  if ((lines[0]?.indent ?? 0) > indent) throw new Error(`Indented too far: ${lines[0]?.text}`);
  return map;
}

const parseScalar = (text: string): unknown => (/^("|\d|true$|false$)/.test(text) ? JSON.parse(text) : text);
