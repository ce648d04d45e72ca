/** `npm run verify -- capacity-building`: whether places, rows, waiting lists and events of a database agree. */
import { Clock, OpenHandedPg, readConfig, run, ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { Settings } from './config';
import { reconcile } from './reconciliation/reconcile';
import { WaitingListPolicy } from './waiting-list/waiting-list';

const VerifyConfig = ServiceEnvironment.pick({ DATABASE_URL: true, CLOCK_FILE: true }).extend(Settings.shape);

run(async () => {
  const settings = readConfig(VerifyConfig);
  // Prisma asks for what belongs to a session all at once: over one connection only this adapter may.
  const adapter = new OpenHandedPg({ connectionString: settings.DATABASE_URL, max: 1 });
  const db = new PrismaClient({ adapter });
  try {
    const policy = new WaitingListPolicy(settings.OFFER_WORKING_DAYS, settings.MOST_TIMES_PASSED_OVER);
    const comparisons = await reconcile(db, policy, new Clock(settings.CLOCK_FILE).now());
    for (const { what, disagreements } of comparisons)
      console.log(`${what}: ${disagreements.length === 0 ? 'agree' : `${disagreements.length} disagree`}`);
    const [first] = comparisons.flatMap(({ disagreements }) => disagreements);
    console.log(first === undefined ? 'Everything agrees.' : `The first disagreement: ${first}`);
    process.exitCode = first === undefined ? 0 : 1;
  } finally {
    await db.$disconnect();
  }
});
