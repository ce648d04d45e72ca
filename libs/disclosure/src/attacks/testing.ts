import type { Cell, ReleasedFigure } from '../index';

export * from '../index';

/** A figure as released, decided by hand. */
export function figureOf({ at, value }: Cell, shown: boolean): ReleasedFigure {
  return shown ? { at, value, text: String(value) } : { at, value: null, reason: 'suppressed', text: '[c]' };
}
