const Sequencer = require('@jest/test-sequencer').default;

/** Suites that mostly wait for clocks, killed servers and rebalances: begun first, they cost the others nothing. */
const WAITING = [/brokers\.medium/, /jobs-on-\w+\.medium/, /deploy\/local\/postgres\.medium/, /browser\.e2e/];

module.exports = class WaitingFirst extends Sequencer {
  sort(tests) {
    const turn = ({ path }) => WAITING.findIndex((pattern) => pattern.test(path)) + 1 || WAITING.length + 1;
    return super.sort(tests).sort((one, other) => turn(one) - turn(other));
  }
};
