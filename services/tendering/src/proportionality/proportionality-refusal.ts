/** Why proportion cannot be judged: `code` is stable and in kebab case. */
export class ProportionalityRefusal extends Error {
  constructor(
    readonly code:
      'value-not-whole-pence' | 'duration-not-positive' | 'count-not-whole' | 'policy-not-yet-in-force',
    message: string,
  ) {
    super(message);
    this.name = 'ProportionalityRefusal';
  }
}
