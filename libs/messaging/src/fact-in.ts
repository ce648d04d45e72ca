import type { EventDefinition } from '@commissioning/schemas';

/** The fact in a record's value as a consumer understands it, or why it cannot. */
export function factIn(
  event: EventDefinition<unknown>,
  value: Buffer,
): { fact: unknown } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(value.toString('utf8'));
  } catch (error) {
    return { problem: `the value is no JSON: ${String(error)}` };
  }
  const result = event.tolerant.safeParse(json);
  return result.success ? { fact: result.data } : { problem: result.error.message };
}
