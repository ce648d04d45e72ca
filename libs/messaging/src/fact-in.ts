import type { EventDefinition } from '@commissioning/schemas';

/** The fact in a record's value as a consumer understands it, or why it cannot. */
export function factIn(
  event: EventDefinition<unknown>,
  value: Buffer,
): { fact: unknown } | { problem: string } {
  try {
    const result = event.tolerant.safeParse(JSON.parse(value.toString('utf8')));
    return result.success ? { fact: result.data } : { problem: result.error.message };
  } catch (error) {
    return { problem: `the value cannot be read: ${String(error)}` };
  }
}
