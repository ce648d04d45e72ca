import { writeFileSync } from 'node:fs';
import { openGround } from './delivery/ground';
import { type Line, machine, rowOf } from './delivery/measure';
import { batchStage, changeStage, relayStage, singleStage, type Sizes } from './delivery/stages';

const quick = process.argv.includes('--quick');
const only = process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length);

const SIZES: Sizes = quick
  ? { rounds: 2, changes: 500, relayed: 10_000, batched: 10_000, single: 500 }
  : { rounds: 5, changes: 2_000, relayed: 30_000, batched: 30_000, single: 2_000 };

async function main(): Promise<void> {
  const ground = await openGround((line) => console.log(line));
  const lines: Line[] = [];
  const stages: Record<string, () => Promise<Line | Line[]>> = {
    change: () => changeStage(ground, SIZES),
    relay: () => relayStage(ground, 'kafka', SIZES),
    relaylog: () => relayStage(ground, 'postgres', SIZES),
    batch: () => batchStage(ground, SIZES),
    single: () => singleStage(ground, SIZES),
  };
  try {
    for (const [name, stage] of Object.entries(stages)) {
      if (only && !only.split(',').includes(name)) continue;
      const measured = [await stage()].flat();
      lines.push(...measured);
      console.table(measured.map(rowOf));
    }
  } finally {
    await ground.close();
  }
  const report = { ...machine(), ...ground.versions, sizes: SIZES, lines };
  const file = process.argv[2];
  if (file?.endsWith('.json')) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = lines.some(({ met }) => met === false) ? 1 : 0;
}

void main();
