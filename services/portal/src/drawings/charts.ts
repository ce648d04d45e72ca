const [WIDTH, LABELS, TEXT] = [760, 210, 150];
const PLOT = WIDTH - LABELS - TEXT;

/** A part of a chart that compares two shares: label, then each share from 0 to 1 with its words. */
export interface PairedRow {
  readonly label: string;
  readonly shares: readonly { readonly value: number; readonly text: string }[];
}

const FILLS = ['#12436D', '#28A197', '#801650', '#F46A25'];
const [BAR, ROW_GAP, HEAD] = [13, 10, 30];

/** Groups of horizontal bars from a common zero, ready for a template. `keys` name the bars in their order. */
export function pairedBars(rows: readonly PairedRow[], keys: readonly string[]) {
  const most = Math.max(...rows.flatMap(({ shares }) => shares.map(({ value }) => value)), Number.MIN_VALUE);
  const step = keys.length * (BAR + 2) + ROW_GAP;
  return {
    ...{
      width: WIDTH,
      height: HEAD + rows.length * step,
      top: HEAD - 4,
      zero: LABELS,
      labelRight: LABELS - 10,
    },
    keys: keys.map((text, i) => ({ text, fill: FILLS[i], x: LABELS + i * 260 })),
    rows: rows.map(({ label, shares }, i) => ({
      label,
      labelY: HEAD + i * step + (keys.length * (BAR + 2)) / 2 + 4,
      bars: shares.map(({ value, text }, k) => {
        const [width, y] = [(value / most) * PLOT, HEAD + i * step + k * (BAR + 2)];
        return {
          x: LABELS,
          y,
          width,
          height: BAR,
          fill: FILLS[k],
          text,
          textX: LABELS + width + 6,
          textY: y + 11,
        };
      }),
    })),
  };
}

/** A signed amount with its words. */
export interface SignedRow {
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
}

/** Bars to the left of zero for losses and to the right for gains. */
export function signedBars(rows: readonly SignedRow[]) {
  const size = Math.max(...rows.map(({ value }) => Math.abs(value ?? 0)), Number.MIN_VALUE);
  const zero = LABELS + PLOT / 2 + TEXT / 2;
  const half = PLOT / 2 - 40;
  const step = 34;
  return {
    ...{
      width: WIDTH,
      height: HEAD + rows.length * step,
      top: HEAD - 4,
      zero,
      labelRight: LABELS - 10,
      keys: [],
    },
    rows: rows.map(({ label, value, text }, i) => {
      const [length, y] = [(Math.abs(value ?? 0) / size) * half, HEAD + i * step];
      const isLoss = (value ?? 0) < 0;
      const place = { x: isLoss ? zero - length : zero, y, width: length, height: 20, textY: y + 15 };
      const words = isLoss
        ? { textX: zero - length - 6, anchor: 'end', fill: FILLS[2] }
        : { textX: zero + length + 6, fill: FILLS[1] };
      return { label, labelY: y + 15, bars: [{ ...place, ...words, text }] };
    }),
  };
}

/** A share in per cent with its interval; null where there is none. */
export interface IntervalRow {
  readonly label: string;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly text: string;
}

/** Points with intervals from 0 to 100 per cent, and a line for the whole. */
export function intervalChart(rows: readonly IntervalRow[], whole?: { value: number; text: string }) {
  const x = (value: number) => LABELS + (value / 100) * PLOT;
  const [top, step] = [HEAD + 10, 26];
  const bottom = top + rows.length * step;
  return {
    ...{ width: WIDTH, height: bottom + 28, top, bottom, labelRight: LABELS - 10, textX: LABELS + PLOT + 14 },
    ticks: [0, 25, 50, 75, 100].map((value) => ({ x: x(value), text: `${value}%` })),
    whole: whole && { x: x(whole.value), text: whole.text },
    rows: rows.map(({ label, value, lower, upper, text }, i) => ({
      ...{ label, text, y: top + i * step + step / 2 },
      ...(value !== null && { point: x(value), from: x(lower ?? value), to: x(upper ?? value) }),
    })),
  };
}
