import type { Figure, Relations } from './relations';

/** Figures with one respondent, and which of them are the same respondent's. */
export class Respondents {
  private readonly same = new Map<number, Set<number>>();

  /** Where a total has one respondent, the part with the same value is that respondent's too. */
  constructor({ figures, equations }: Relations) {
    figures.forEach((figure, position) => {
      if (isAlone(figure)) this.same.set(position, new Set([position]));
    });
    for (const { total, parts } of equations) {
      const whole = this.same.get(total);
      for (const part of whole === undefined ? [] : parts) {
        const own = this.same.get(part);
        if (whole === undefined || own === undefined || own === whole) continue;
        if (figures[part]?.value !== figures[total]?.value) continue;
        for (const position of own) {
          whole.add(position);
          this.same.set(position, whole);
        }
      }
    }
  }

  /** Whether the only respondent of one figure is somebody else to another figure. */
  isAttacker(knower: number, figure: number): boolean {
    const own = this.same.get(knower);
    return own !== undefined && !own.has(figure);
  }
}

function isAlone({ kind, value, contributions }: Figure): boolean {
  if (kind === 'count') return value === 1;
  return (contributions ?? [value]).filter((amount) => amount > 0).length === 1;
}
