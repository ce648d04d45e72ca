import { writeFileSync } from 'node:fs';
import { type Backlog, backlogRows, backlogStage, partitionStage } from './delivery/growth';
import { openGround } from './delivery/ground';
import { type Line, machine, rowOf } from './delivery/measure';
import { targetsOf } from './delivery/targets';
import { type Latency, latencyRow, latencyStage, wholeStage } from './delivery/whole';
import { profileStages, type Share } from './delivery/profile';
import { batchStage, changeStage, relayStage, singleStage, type Sizes } from './delivery/stages';

/** `--quick`: small sizes, to see that everything works. `--only=relay,batch`: these stages. */
const quick = process.argv.includes('--quick');
const only = process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length);

const SIZES: Sizes = quick
  ? {
      ...{ rounds: 5, changes: 300, relayed: 5_000, batched: 5_000, single: 300 },
      ...{ whole: 1_000, paceSeconds: 2, backlog: 50_000 },
    }
  : {
      ...{ rounds: 5, changes: 2_000, relayed: 30_000, batched: 30_000, single: 1_500 },
      ...{ whole: 8_000, paceSeconds: 10, backlog: 1_000_000 },
    };

async function main(): Promise<void> {
  const ground = await openGround((line) => console.log(line));
  const lines: Line[] = [];
  const latencies: Latency[] = [];
  const backlogs: Backlog[] = [];
  const profiles: Record<string, Share[]> = {};
  const stages: Record<string, () => Promise<Line | Line[]>> = {
    change: () => changeStage(ground, SIZES),
    relay: () => relayStage(ground, 'kafka', SIZES),
    relaylog: () => relayStage(ground, 'postgres', SIZES),
    batch: () => batchStage(ground, SIZES),
    single: () => singleStage(ground, SIZES),
    whole: () => wholeStage(ground, SIZES.rounds, SIZES.whole),
    latency: async () => {
      for (const kind of ['kafka', 'postgres'] as const)
        latencies.push(await latencyStage(ground, kind, SIZES.rounds, SIZES.paceSeconds));
      console.table(latencies.map(latencyRow));
      return [];
    },
    partitions: () => partitionStage(ground, SIZES.rounds, SIZES.whole / 2),
    backlog: async () => {
      backlogs.push(await backlogStage(ground, SIZES.backlog));
      console.table(backlogs.flatMap(backlogRows));
      return [];
    },
    profile: async () => {
      Object.assign(profiles, await profileStages(ground, SIZES));
      for (const [stage, shares] of Object.entries(profiles)) {
        console.log(`Where the time of this process goes: ${stage}`);
        console.table(shares);
      }
      return [];
    },
  };
  try {
    for (const [name, stage] of Object.entries(stages)) {
      if (only && !only.split(',').includes(name)) continue;
      const measured = [await stage()].flat();
      lines.push(...measured);
      if (measured.length > 0) console.table(measured.map(rowOf));
    }
  } finally {
    await ground.close();
  }
  const targets = targetsOf(lines, latencies, backlogs);
  const seconds = Math.round(performance.now() / 1_000);
  console.table(
    targets.map(({ held, measured, ...target }) => ({
      ...{ ...target, measured: Number(measured.toFixed(2)), held: held ? 'held' : 'missed' },
    })),
  );
  console.log(`${seconds} seconds in all`);
  const report = {
    ...{ ...machine(), ...ground.versions, sizes: SIZES, seconds },
    ...{ lines, latencies, backlogs, profiles, targets },
  };
  const file = process.argv[2];
  if (file?.endsWith('.json')) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = targets.every(({ held }) => held) ? 0 : 1;
}

void main();
