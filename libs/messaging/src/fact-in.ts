import type { EventDefinition } from '@commissioning/schemas';

/** The fact in a record's value as a consumer understands it, or why it cannot. */
export function factIn(
  event: EventDefinition<unknown>,
  value: Buffer,
): { fact: unknown } | { problem: string } {
  try {
    const result = event.tolerant.safeParse(JSON.parse(value.toString('utf8')));
    return result.success ? { fact: result.data } : { problem: inOneLine(result.error.issues) };
  } catch (error) {
    return { problem: `the value cannot be read: ${String(error)}` };
  }
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Each property with what is wrong with it; never its value. */
const inOneLine = (issues: readonly Issue[]): string =>
  issues
    .map(({ path, message }) =>
      path.length === 0
        ? message
        : `${path.map(String).join('.')}: ${message.replace(/^Invalid input: /, '')}`,
    )
    .join('; ');
