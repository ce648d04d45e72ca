/** Where a command tells what it found: text for a person, or one JSON document a line for a program. */
export interface Screen {
  readonly json: boolean;
  /** One finding. `line` is how a person reads it. */
  show(finding: unknown, line: string): void;
  /** A remark for a person; a program gets none. */
  say(line: string): void;
}

/** A screen that writes to `write`, without newlines at the ends of lines. */
export function screenOn(json: boolean, write: (line: string) => void): Screen {
  return {
    json,
    show: (finding, line) => write(json ? JSON.stringify(finding) : line),
    say: (line) => {
      if (!json) write(line);
    },
  };
}

/** Columns as wide as their widest cell; the last one is not padded. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
