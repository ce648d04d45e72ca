import { Bench } from './bench';
import type { BrokerHome } from './broker-home';
import { delivery } from './delivery-cases';
import { faults } from './fault-cases';
import { groups } from './group-cases';
import { publishing } from './publishing-cases';
import { topics } from './topic-cases';

/**
 * The promises of `Broker`, proven against a real server. Call it once per kind of broker, in a spec file.
 *
 * @param name for the report
 * @param makeHome makes the server's home; the suite starts and stops it
 */
export function describeBroker(name: string, makeHome: () => Promise<BrokerHome>): void {
  describe(name, () => {
    let home: BrokerHome;
    let bench: Bench;

    beforeAll(async () => {
      home = await makeHome();
      await home.start();
    });
    afterAll(() => home.stop());
    beforeEach(() => {
      bench = new Bench(home);
    });
    afterEach(() => bench.end());

    const given = () => bench;
    topics(given);
    publishing(given);
    delivery(given);
    groups(given);
    faults(given);
  });
}
