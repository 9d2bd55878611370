const [esc, bell] = ['\u001b', '\u0007'];

/** A control sequence with its parameters and its command, another escape, a control character, or text. */
const parts = new RegExp(
  [
    `${esc}\\[([?\\d;]*)([@-~])`,
    `${esc}\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)`,
    `${esc}[()][0-9A-Za-z]`,
    `${esc}[@-Z\\\\-_=>78]`,
    '[\\r\\n\\b\\t]',
    `[^${esc}\\r\\n\\b\\t]+`,
  ].join('|'),
  'g',
);

/** A control sequence whose second half is still to come. */
const beginning = new RegExp(`${esc}(?:\\[[?\\d;]*|\\][^${bell}${esc}]*)?$`);

/**
 * What a terminal shows, as plain text. It knows the control sequences that line-oriented programs use, and fails on
 * others, rather than show something else than a terminal. Wide characters count as one column.
 */
export class Screen {
  #rows: string[][] = [[]];
  #x = 0;
  #y = 0;
  #pending = '';
  columns: number;
  rows: number;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Processes output. A sequence that is cut in two is processed once its second half is there. */
  write(output: string): void {
    const text = this.#pending + output;
    const cut = beginning.exec(text)?.index ?? text.length;
    this.#pending = text.slice(cut);
    for (const [part, given, command] of text.slice(0, cut).matchAll(parts)) {
      if (command !== undefined) this.#control(command, given ?? '');
      else if (part === '\r') this.#x = 0;
      else if (part === '\n') this.#down();
      else if (part === '\b') this.#x = Math.max(this.#x - 1, 0);
      else if (part === '\t') this.#x = Math.min((Math.floor(this.#x / 8) + 1) * 8, this.columns - 1);
      else if (!part.startsWith(esc)) for (const character of part) this.#put(character);
    }
  }

  /** The lines of the screen without trailing spaces, up to the last one that is not empty. */
  get text(): string {
    return this.#lines(-this.rows);
  }

  /** Everything that was shown, with what has scrolled off the screen. */
  get all(): string {
    return this.#lines(0);
  }

  #lines(from: number): string {
    const lines = this.#rows.slice(from).map(row =>
      Array.from(row, cell => cell ?? ' ')
        .join('')
        .trimEnd(),
    );
    return lines.join('\n').trimEnd();
  }

  /** Index of the first row on the screen. */
  get #top(): number {
    return Math.max(this.#rows.length - this.rows, 0);
  }

  #put(character: string): void {
    if (this.#x >= this.columns) {
      this.#x = 0;
      this.#down();
    }
    this.#row()[this.#x] = character;
    this.#x += 1;
  }

  #row(y = this.#y): string[] {
    while (this.#rows.length <= y) this.#rows.push([]);
    return this.#rows[y] ?? [];
  }

  #down(): void {
    this.#y += 1;
    this.#row();
  }

  #moveTo(x: number, y: number): void {
    this.#x = Math.min(Math.max(x, 0), this.columns - 1);
    this.#y = Math.min(Math.max(y, this.#top), this.#top + this.rows - 1);
    this.#row();
  }

  #control(command: string, given: string): void {
    const [first = 0, second = 0] = given.replace('?', '').split(';').map(Number);
    const count = Math.max(first, 1);
    switch (command) {
      case 'A':
        this.#moveTo(this.#x, this.#y - count);
        break;
      case 'B':
        this.#moveTo(this.#x, this.#y + count);
        break;
      case 'C':
        this.#moveTo(this.#x + count, this.#y);
        break;
      case 'D':
        this.#moveTo(this.#x - count, this.#y);
        break;
      case 'E':
        this.#moveTo(0, this.#y + count);
        break;
      case 'F':
        this.#moveTo(0, this.#y - count);
        break;
      case 'G':
        this.#moveTo(count - 1, this.#y);
        break;
      case 'H':
      case 'f':
        this.#moveTo(Math.max(second, 1) - 1, this.#top + count - 1);
        break;
      case 'J':
        this.#eraseScreen(first);
        break;
      case 'K':
        this.#eraseLine(first);
        break;
      case 'h':
      case 'l':
        // The alternate screen starts empty, and so does what is under it afterwards: nothing is kept.
        if (given === '?1049') this.#eraseScreen(2);
        break;
      case 'm':
        break;
      default:
        throw new Error(`The screen does not know the control sequence ${JSON.stringify(given + command)}`);
    }
  }

  #eraseScreen(what: number): void {
    const from = what === 0 ? this.#y + 1 : this.#top;
    const to = what === 1 ? this.#y : this.#rows.length;
    for (let y = from; y < to; y += 1) this.#row(y).length = 0;
    if (what === 0) {
      this.#rows.length = this.#y + 1;
      this.#eraseLine(0);
    }
    if (what === 1) this.#eraseLine(1);
  }

  #eraseLine(what: number): void {
    const row = this.#row();
    if (what === 0) row.length = Math.min(row.length, this.#x);
    else if (what === 1) row.fill(' ', 0, this.#x + 1);
    else row.length = 0;
  }
}
