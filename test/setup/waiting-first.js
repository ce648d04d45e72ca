const Sequencer = require('@jest/test-sequencer').default;

/**
 * Suites that mostly wait for clocks, killed servers and rebalances cost the others nothing when they are begun first;
 * long ones begun last would leave a processor idle.
 */
const WAITING = [
  /brokers\.medium/,
  /jobs-on-\w+\.medium/,
  /messaging\.medium/,
  /test\.medium/,
  /postgres\.medium/,
  /tendering\.medium/,
  /browser\.e2e/,
];

module.exports = class WaitingFirst extends Sequencer {
  sort(tests) {
    const turn = ({ path }) => WAITING.findIndex((pattern) => pattern.test(path)) + 1 || WAITING.length + 1;
    return super.sort(tests).sort((one, other) => turn(one) - turn(other));
  }
};
